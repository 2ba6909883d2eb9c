import type { latency as english } from '#shared/words/english/latency.ts'
import { translationOf } from '../../sentences.ts'

export const latency = translationOf<typeof english>()({
  'latency.first_third':
    'कोई आधार नहीं है, इसलिए लॉग का पहला तिहाई भाग आधार माना गया है और बदलाव बाकी में डाला गया है।',
  'latency.steady': 'लॉग और उसके आधार की पंक्तियाँ पहले मिला दी गईं, ताकि बदलाव के सिवा कुछ अलग न हो।',
  'latency.untimed': 'लॉग में समय नहीं हैं, इसलिए देरी केवल पंक्तियों में गिनी गई है।',
  'latency.always_on':
    'बिना किसी बदलाव के भी आधे से अधिक अवधियों पर {rules} चेतावनी देते हैं: यह लॉग पहले से ही अपने आधार से अलग है। केवल बदलाव को देखने के लिए पहले दोनों की पंक्तियाँ मिला दें।',
  'latency.unlabelled': 'ज्ञात परिणाम के बिना {n} पंक्तियाँ छोड़ दी गई हैं।',
  'latency.late_labels': 'परिणाम तब से गिने गए हैं जब वे ज्ञात हुए, इसलिए उनकी देरी हर देरी का हिस्सा है।',
  'latency.slow_streams': 'धारा के डिटेक्टर हर शुरुआत के बाद अधिकतम 50,000 मान देखते हैं।',
})
