import type { quality as english } from '#shared/words/english/quality.ts'
import { translationOf } from '../../sentences.ts'

export const quality = translationOf<typeof english>()({
  'rows.part': '{rows} में से {part} पंक्तियाँ ({share})',
  'rows.part.about': 'लगभग {part}',
  'quality.left_out': 'कॉलम की तुलना नहीं होती ({why})।',
  'quality.role_ignore': 'भूमिका: छोड़ा गया',
  'quality.identifier': 'पहचान-संख्या: लगभग सभी मान अलग हैं',
  'quality.column_added': 'कॉलम केवल वर्तमान लॉग में है, इसलिए तुलना के लिए कुछ नहीं है।',
  'quality.labels_pending': 'वर्तमान लॉग में {role} कॉलम अभी नहीं है; लेबल बाद में जोड़े जा सकते हैं।',
  'quality.column_missing': 'कॉलम आधार में है पर वर्तमान लॉग में नहीं: हो सकता है मॉडल को यह अब न मिल रहा हो।',
  'quality.retyped': 'कॉलम में आधार में {before} हैं और वर्तमान लॉग में {now}।',
  'quality.constant.always': 'दोनों ओर हर पंक्ति में एक ही मान है, इसलिए कॉलम मॉडल को कुछ नहीं बताता।',
  'quality.constant.now': 'वर्तमान लॉग की हर पंक्ति में एक ही मान है; आधार में कई हैं। हो सकता है फ़ीड अटका हो।',
  'quality.range': '{part} उस सीमा से बाहर हैं जिसमें आधार रहता है ({where}); आधार में {baseline} थीं।',
  'quality.range.below': '{limit} से नीचे {rows}',
  'quality.range.above': '{limit} से ऊपर {rows}',
  'quality.spike': 'मान {value} अब {now} पंक्तियों में है; आधार में {before} में था ({p})।',
  'quality.spike.default':
    'मान {value} अब {now} पंक्तियों में है; आधार में {before} में था ({p})। यह प्रायः अनुपस्थित मान की जगह भरा जाता है: हो सकता है पीछे कहीं ख़ाली जगहें इससे भरी जा रही हों।',
  'quality.unseen.one': '{rows} पंक्तियों ({share}) में एक ऐसी श्रेणी है जो आधार में कभी नहीं थी: {examples}।',
  'quality.unseen.more':
    '{rows} पंक्तियों ({share}) में {categories} ऐसी श्रेणियाँ हैं जो आधार में कभी नहीं थीं: {examples}।',
  'quality.latency': 'उत्तर धीमे हो गए हैं: {quantiles}।',
  'quality.latency.p50': 'p50 {before} मि.से. से {now} मि.से.',
  'quality.latency.p95': 'p95 {before} मि.से. से {now} मि.से.',
  'quality.latency.p99': 'p99 {before} मि.से. से {now} मि.से.',
  'quality.errors': '{now} अनुरोध विफल हुए; आधार में {before} हुए थे।',
  'quality.duplicate_column': 'वर्तमान लॉग की हर पंक्ति में इस कॉलम का मान वही है जो {others} का।',
  'quality.rejected': '{log}: {read} में से {rows} पंक्तियाँ पढ़ी नहीं जा सकीं और अलग रखी गईं।',
  'quality.duplicate': '{log}: {read} में से {rows} पंक्तियाँ ऐसे पूर्वानुमान को दोहराती हैं जो पहले से सहेजा है।',
  'quality.mixed_types.all':
    '{log}: अलग रखी गई {rejects} पंक्तियों में से {rows} इस कॉलम के प्रकार से मेल नहीं खातीं, जैसे: {example}।',
  'quality.mixed_types.first':
    '{log}: अलग रखी गई पहली {rejects} पंक्तियों में से {rows} इस कॉलम के प्रकार से मेल नहीं खातीं, जैसे: {example}।',
  'quality.same_content': 'आधार और वर्तमान लॉग की सामग्री एक ही है, इसलिए कुछ अलग नहीं हो सकता।',
  'quality.all_missing.both': 'दोनों ओर सभी मान अनुपस्थित हैं।',
  'quality.all_missing.current': 'वर्तमान लॉग में सभी मान अनुपस्थित हैं।',
  'quality.all_missing.reference': 'आधार में सभी मान अनुपस्थित हैं।',
  'quality.repeats': 'वर्तमान लॉग की {now} हर कॉलम में किसी पिछली पंक्ति को दोहराती हैं{copies}; आधार में {before}।',
  'quality.repeats.identified':
    'वर्तमान लॉग की {now} prediction_id को छोड़ हर कॉलम में किसी पिछली पंक्ति को दोहराती हैं{copies}; आधार में {before}।',
  'quality.copies': ' ({groups} अलग-अलग पंक्तियाँ, उनमें से एक {largest} बार)',
  'quality.copies.about': ' (लगभग {groups} अलग-अलग पंक्तियाँ, उनमें से एक {largest} बार)',
  'quality.future': '{part} का समय अभी से आगे का है, अधिकतम {lead}: हो सकता है घड़ी या समय-क्षेत्र ग़लत हो।',
  'quality.out_of_order': '{part} अपने से बाद वाली के बाद आती हैं, अधिकतम {late} देर से; आधार में {baseline} थीं।',
  'quality.stale': 'आख़िरी पंक्ति {age} पुरानी है; आधार की पंक्तियों के बीच 99% अंतराल {gap} से कम हैं।',
  'quality.leak':
    '{part} में इस फ़ीचर के मान का समय पूर्वानुमान के समय का या उसके बाद का है, बीच का अंतर {lead}: हो सकता है मॉडल को वह बताया जा रहा हो जो वह अभी जान नहीं सकता।',
  'quality.volume.hours':
    '{buckets} में से {fired} घंटों में पंक्तियों की संख्या आधार जैसी नहीं है ({fewer} में कम, {more} में अधिक)। {start} से शुरू घंटे में {rows} पंक्तियाँ हैं; {group} में सामान्यतः {usual} होती हैं।',
  'quality.volume.days':
    '{buckets} में से {fired} दिनों में पंक्तियों की संख्या आधार जैसी नहीं है ({fewer} में कम, {more} में अधिक)। {start} से शुरू दिन में {rows} पंक्तियाँ हैं; {group} में सामान्यतः {usual} होती हैं।',
  'volume.weekday': 'सप्ताह के इसी दिन',
  'volume.day': 'एक दिन',
  'volume.hour_and_weekday': 'सप्ताह के इसी दिन के इसी घंटे',
  'volume.hour': 'दिन के इसी घंटे',
  'volume.all': 'एक घंटे',
})
