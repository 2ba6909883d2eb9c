import type { responses as english } from '#shared/words/english/responses.ts'
import { translationOf } from '../../sentences.ts'

export const responses = translationOf<typeof english>()({
  'response.nothing': 'जो मापा गया, उसमें से कुछ भी जवाबी कदम नहीं माँगता',
  'response.many_high': '{count} फ़ीचरों में बड़ा बदलाव है, 3 से अधिक: {names}',
  'response.some_high': '{count} {count?फ़ीचर|फ़ीचरों} में बड़ा बदलाव है: {names}',
  'response.some_moderate': '{count} {count?फ़ीचर|फ़ीचरों} में मध्यम बदलाव है: {names}',
  'response.low_drift': '{count} फ़ीचरों में छोटा बदलाव है: {names}',
  'response.predictions_drift': 'मॉडल जो कहता है, वह आधार के मुकाबले बदल गया है',
  'response.fell':
    '{metric} {current} है, आधार में {baseline} था: {ratio} जितना अच्छा, और {limit} से नीचे इसका जवाब देना होगा',
  'response.estimated_fell':
    '{metric} का अनुमान {current} है (लेबल अभी आने हैं), आधार में {baseline} था: {ratio} जितना अच्छा, और {limit} से नीचे इसका जवाब देना होगा',
  'response.loop': 'लूप-परीक्षण कहता है: {verdict}',
  'response.too_few': 'हर फ़ीचर में कुछ कहने के लिए पंक्तियाँ कम हैं',
  'response.nothing_known': 'किसी चीज़ की तुलना नहीं हुई और प्रदर्शन के बारे में कुछ ज्ञात नहीं है',
  'response.released': 'अब ऐसा संस्करण चल रहा है जो आधार में नहीं है, और इनपुट आधार जैसे ही हैं',
  'response.covariate_drift':
    'पिछले संस्करण पर लौटने से मदद नहीं मिलेगी: इनपुट बदल गए हैं ({count} फ़ीचर: {names}), और पुराने संस्करण को भी वही मिलेंगे।',
  'response.versions_unknown':
    'पिछले संस्करण पर लौटने को परखा नहीं जा सकता: किसी कॉलम की भूमिका version नहीं है, इसलिए ज्ञात नहीं कि किस पर लौटें।',
  'response.one_version': 'लौटने से मदद नहीं मिलेगी: लॉग में लौटने के लिए कोई पिछला संस्करण नहीं है।',
  'response.no_release': 'लौटने से मदद नहीं मिलेगी: जो संस्करण चल रहा है, वही आधार का भी है।',
  'response.data_clean': 'अवधि में कोई बिगड़ी हुई पंक्ति नहीं मिली।',
  'response.corrupt': 'अभी पुनः प्रशिक्षण बिगड़ा हुआ डेटा सीखेगा। पहले उसे स्रोत पर सुधारें: {findings}।',
  'response.own_output':
    'अभी पुनः प्रशिक्षण मॉडल का अपना ही आउटपुट सीखेगा (लूप-परीक्षण: {verdict})। ऐसी पंक्तियाँ लें जिनका निर्णय उसने नहीं किया।',
  'response.no_loop': 'लूप-परीक्षण के अनुसार मॉडल अपने ही आउटपुट पर नहीं पलता।',
  'response.loop_unknown':
    'ज्ञात नहीं कि मॉडल अपने ही आउटपुट पर पलता है या नहीं; लूप-परीक्षण के पास पर्याप्त आधार नहीं है।',
  'response.no_window': 'किसी अवधि की आधार से तुलना नहीं हुई: यह योजना बाकी बातों पर टिकी है।',
  'response.mostly_too_few':
    '{features} में से {insufficient} फ़ीचरों में कुछ कहने के लिए पंक्तियाँ कम हैं: अधिक पंक्तियों से यह योजना बदल सकती है।',
  'response.missing': '{column}: {current} अनुपस्थित, आधार में {reference}',
  'response.infinite': '{column}: {rows} पंक्तियों में अनंत मान',
  'response.spike':
    '{column}: {share} पंक्तियाँ {bin} में चली गईं जबकि बाकी का आकार वही रहा, जैसे अनुपस्थित की जगह कोई मान भर दिया गया हो',
  'response.rejected': 'पढ़ी गई {read} में से {rejected} पंक्तियाँ रखी नहीं जा सकीं',
})
