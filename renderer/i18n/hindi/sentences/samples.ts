import type { samples as english } from '#shared/words/english/samples.ts'
import { translationOf } from '../../sentences.ts'

export const samples = translationOf<typeof english>()({
  'sample.fraud.title': 'भुगतान धोखाधड़ी, चार सप्ताह जो बिगड़ गए',
  'sample.fraud.story':
    'एक परिदृश्य। 10 मार्च, 14:00 UTC से कार्ड भुगतान बड़े होते जाते हैं और उपहार कार्ड और गेमिंग की ओर जाते हैं, और ऊपर का एक टूटा जोड़ खाते की आयु में −999 लिखता है। कुछ अधिक भुगतान घर के पास होते हैं। मॉडल ऐसे उत्तर देता रहता है जैसे कुछ हुआ ही न हो।',
  'sample.steady.title': 'भुगतान धोखाधड़ी, चार स्थिर सप्ताह',
  'sample.steady.story':
    'एक परिदृश्य और मौन नियंत्रण: वही मॉडल और वही दुकान, और कुछ नहीं बदलता। यहाँ जो भी बताया जाए वह झूठी चेतावनी है।',
})
