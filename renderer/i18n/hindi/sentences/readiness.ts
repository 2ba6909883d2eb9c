import type { readiness as english } from '#shared/words/english/readiness.ts'
import { translationOf } from '../../sentences.ts'

export const readiness = translationOf<typeof english>()({
  'readiness.isolation.untested': 'लूप-परीक्षण नहीं किया गया है।',
  'readiness.isolation.none':
    'लूप-परीक्षण को कोई प्रतिपुष्टि नहीं मिली ({rows} पंक्तियों पर 7 में से {tests} परीक्षण लागू हुए)।',
  'readiness.isolation.insufficient':
    'लूप-परीक्षण के पास पर्याप्त आधार नहीं है ({rows} पंक्तियों पर 7 में से {tests} परीक्षण लागू हुए)।',
  'readiness.isolation.loop': '{rows} पंक्तियों पर लूप-परीक्षण {verdict} कहता है: मॉडल अपने ही आउटपुट पर पलता है।',
  'readiness.isolation.settles':
    'लगभग 10% यादृच्छिक हिस्से का निर्णय मॉडल के बिना होने दें, लिखें कि निर्णय किसने किया (भूमिका served_by), और परिणाम आयात करें।',
  'readiness.isolation.mend':
    'लूप-लाभ घटाएँ: यादृच्छिक हिस्से को बदलें, खोज करें, या मॉडल की तय की हुई पंक्तियाँ प्रशिक्षण से बाहर रखें; फिर दोबारा परखें।',
  'readiness.radius.unknown': 'मॉडल के पीछे कितना कुछ है, यह ज्ञात नहीं है।',
  'readiness.radius.rows_only': 'पिछले दिन {rows} पंक्तियाँ; वे कितने लोग या कितना धन हैं, लॉग नहीं बताता।',
  'readiness.radius.users': 'पिछले दिन {users} इकाइयों की {rows} पंक्तियाँ',
  'readiness.radius.money': 'पिछले दिन {money} मूल्य की {rows} पंक्तियाँ',
  'readiness.radius.unbounded': '{size} मॉडल के पीछे हैं, और कोई ब्रेकर उन्हें सीमित नहीं करता।',
  'readiness.radius.bounded': '{size} मॉडल के पीछे हैं; उसका ब्रेकर उसकी जगह {fallback} रखता है।',
  'readiness.radius.no_previous':
    '{size} मॉडल के पीछे हैं; उसका ब्रेकर पिछले संस्करण पर लौटता, और ऐसा कोई संस्करण नहीं है।',
  'readiness.radius.no_previous.mend':
    'पहले चल चुका कोई संस्करण रखें, या ऐसा विकल्प दें जो मौजूद हो: नियम, मानव-समीक्षा या स्थिर उत्तर।',
  'readiness.radius.settles': 'ऐसा लॉग आयात करें जिसमें entity_id या value की भूमिका वाला कॉलम हो।',
  'readiness.radius.mend': 'विकल्प के साथ ब्रेकर लगाएँ, ताकि वह जहाँ खुले, नुकसान वहीं रुके।',
  'readiness.detection.nothing': 'कोई चेतावनी-नियम या ब्रेकर बदलाव या प्रदर्शन की गिरावट नहीं देखेगा।',
  'readiness.detection.measured': 'लॉग में {by} ने इसे शुरू होने के {span} बाद देखा।',
  'readiness.detection.calculated': '{by} इसे शुरू होने के अधिक से अधिक {span} बाद देखता है।',
  'readiness.detection.no_traffic': '{by} को कितना समय लगेगा, कहा नहीं जा सकता: पंक्तियों में समय नहीं है।',
  'readiness.breaker': 'ब्रेकर',
  'readiness.breaker_on': 'ब्रेकर ({condition})',
  'readiness.detection.settles':
    'बदलाव, सटीकता या अंशांकन पर चेतावनी-नियम सहेजें या ब्रेकर लगाएँ, ऐसे लॉग के लिए जिसकी पंक्तियों में समय हो।',
  'readiness.detection.mend': 'उसकी अवधि या टिकने का समय घटाएँ, जब तक वह {limit} के भीतर न बोले।',
  'readiness.override.never': 'अब तक कोई अभ्यास नहीं हुआ।',
  'readiness.override.unanswered': '{by} के शुरू किए पिछले अभ्यास का समय रहते उत्तर नहीं मिला।',
  'readiness.override.slow': '{by} के शुरू किए पिछले अभ्यास में {seconds} सेकंड लगे।',
  'readiness.override.old': '{by} का शुरू किया पिछला अभ्यास {days} दिनों से अधिक पुराना है।',
  'readiness.override.passed': '{by} के शुरू किए पिछले अभ्यास में मॉडल {seconds} सेकंड में रोका गया।',
  'readiness.override.settles': 'अभ्यास करें: ब्रेकर वाले दृश्य में शुरू करें, मॉडल रोकें और {limit} सेकंड के भीतर स्वीकार करें।',
  'readiness.diversity.unknown': 'बेड़ा मापा नहीं गया।',
  'readiness.diversity.alone': 'कार्यस्थल में यही एक मॉडल है, इसलिए इसकी त्रुटियों की तुलना किसी से नहीं हो सकती।',
  'readiness.diversity.uncompared': '{models} मॉडलों की त्रुटियों की तुलना नहीं हो सकी।',
  'readiness.diversity.collapses':
    'इस मॉडल और दूसरों की त्रुटियाँ संयोग से अधिक साथ आती हैं: {models} मॉडल {effective} के बराबर हैं।',
  'readiness.diversity.alike': 'त्रुटियाँ एक जैसी हैं: {models} मॉडल {effective} स्वतंत्र मॉडलों के बराबर हैं।',
  'readiness.diversity.apart': '{models} मॉडल {effective} स्वतंत्र मॉडलों के बराबर हैं।',
  'readiness.diversity.settles': 'इसके साथ के मॉडलों के लॉग उसी prediction_id या समय के साथ, और उनके लेबल, आयात करें।',
  'readiness.diversity.mend':
    'उनमें से एक को दूसरे डेटा, दूसरे फ़ीचरों या दूसरी बनावट से सीखने दें, या उनके साथ नियम या लोग रखें।',
})
