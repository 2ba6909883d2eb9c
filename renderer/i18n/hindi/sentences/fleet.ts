import type { fleet as english } from '#shared/words/english/fleet.ts'
import { translationOf } from '../../sentences.ts'

export const fleet = translationOf<typeof english>()({
  'fleet.no_loop_rows': 'किसी मॉडल में लूप की जाँच के लिए लेबल वाली पर्याप्त पंक्तियाँ नहीं हैं।',
  'fleet.feeds.one': 'बहुत संभव है कि {models} अपने ही परिणामों पर पल रहा है।',
  'fleet.feeds.more': 'बहुत संभव है कि {models} अपने ही परिणामों पर पल रहे हैं।',
  'fleet.no_loop': 'जिन मॉडलों की जाँच हो सकी ({models} में से {able}), उनमें लूप की संभावना नहीं मिली।',
  'fleet.no_times': 'लॉग में समय नहीं हैं (भूमिका timestamp)।',
  'fleet.no_dependency':
    'कोई मॉडल दूसरे का परिणाम नहीं लेता: न कोई घोषणापत्र ऐसा कहता है, न किसी कॉलम में वही मान हैं।',
  'fleet.cascade': 'बदलाव {root} में आया और आगे बढ़ा: {edges}।',
  'fleet.cascade.edge': '{from} से {to} को, {lag} बाद',
  'fleet.no_cascade': 'किसी निर्भरता के साथ बदलाव आगे बढ़ता नहीं दिखा।',
  'fleet.few_models': '{models} मॉडल हैं, 3 चाहिए।',
  'fleet.no_synchronous': 'मॉडल संयोग से अधिक बार साथ नहीं बदलते।',
  'fleet.synchronous.shared': '{models} मॉडल {at} को साथ बदले ({p})। उनमें साझा है: {shared}।',
  'fleet.synchronous': '{models} मॉडल {at} को साथ बदले ({p})। उनमें क्या साझा है, यह पता नहीं।',
  'fleet.no_metrics': 'किसी मॉडल में उद्देश्य और रक्षक माप, दोनों का समय के साथ क्रम नहीं है।',
  'fleet.proxy': '{model}: {objective} बढ़ता है जबकि {guard} बिगड़ता है ({p})',
  'fleet.no_proxy': 'ऐसा कोई उद्देश्य नहीं जो बढ़े जबकि उसका रक्षक माप बिगड़े।',
  'fleet.no_errors': 'दो मॉडलों की त्रुटियों की तुलना नहीं हो सकती: लेबल, या साझा पंक्तियाँ या समय नहीं हैं।',
  'fleet.collapse': 'त्रुटियों का औसत सहसंबंध {mean} है, इसलिए {models} मॉडल {worth} के बराबर हैं।',
  'fleet.collapse.shared':
    'त्रुटियों का औसत सहसंबंध {mean} है, इसलिए {models} मॉडल {worth} के बराबर हैं; उनमें साझा है: {shared}।',
  'fleet.no_collapse': 'त्रुटियों का औसत सहसंबंध {mean} है: मॉडल अपने-अपने कारणों से चूकते हैं।',
  'fleet.takes': '{to} मॉडल {from} का परिणाम लेता है',
  'fleet.takes.column': '{to} मॉडल {from} का परिणाम लेता है: साझा पंक्तियों पर उसके कॉलम "{column}" में वही मान हैं।',
  'fleet.note': 'मॉडल {model}: {note}',
  'fleet.no_times_of': '{models} की पंक्तियों में समय नहीं हैं, इसलिए उनके बदलाव के समय के बारे में कुछ नहीं कहा गया।',
  'fleet.no_output': '{models} की पंक्तियों में न स्कोर है न पूर्वानुमान, इसलिए उनका बदलाव नहीं देखा गया।',
  'fleet.no_errors_of': '{models} की त्रुटियाँ पता नहीं हैं, इसलिए साझा चूकों में उन्हें नहीं गिना गया।',
  'fleet.no_columns': '{model} का घोषणापत्र कहता है कि {columns} दूसरे मॉडल से आते हैं, पर लॉग में ऐसा कॉलम नहीं है।',
  'fleet.no_metrics_of': '{model} का घोषणापत्र {metrics} का नाम लेता है, पर लॉग से वह नहीं निकलता।',
  'fleet.no_log': '{models} का घोषणापत्र है पर लॉग नहीं।',
  'manifest.protected_missing': 'घोषणापत्र {columns} को संरक्षित कहता है, पर लॉग में ऐसा कॉलम नहीं है।',
  'manifest.protected_many': 'घोषणापत्र में {count} संरक्षित विशेषताएँ हैं; पहली {shown} दिखाई गई हैं।',
  'manifest.thresholds_many': 'घोषणापत्र में {count} सीमाएँ हैं; पहली {used} काम में ली गई हैं।',
})
