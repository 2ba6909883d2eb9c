import type { verify as english } from '#shared/words/english/verify.ts'
import { translationOf } from '../../sentences.ts'

export const verify = translationOf<typeof english>()({
  'verify.catalogue': 'सूची',
  'verify.catalogue.table': 'सूची: {table}',
  'verify.entry': 'लेखा-परीक्षा की प्रविष्टि {sequence}',
  'verify.delivery': 'भेजा गया संदेश {sequence}',
  'verify.rows.chunks': '{log}: टुकड़ों में पंक्तियाँ',
  'verify.rows.rejected': '{log}: अलग रखी गई अस्वीकृत पंक्तियाँ',
  'verify.rows.stored': '{log}: सहेजी गई पंक्तियाँ',
  'verify.rows.read': '{log}: पढ़ी गई पंक्तियाँ',
  'verify.expected.sound': 'ठीक',
  'verify.expected.entry': 'पिछली से जुड़ी प्रविष्टि',
  'verify.expected.written': 'जो लिखा गया था',
  'verify.expected.rows': 'जो पंक्तियाँ लिखी गई थीं',
  'verify.bytes': '{bytes} बाइट',
  'verify.found.missing': 'प्रविष्टि नहीं है',
  'verify.found.follows': 'यह पिछली प्रविष्टि से नहीं जुड़ती',
  'verify.found.content': 'इसकी सामग्री बदली गई',
  'verify.found.rows': 'ऐसी पंक्तियाँ जिन्हें किसी और ने बदला, जोड़ा या हटाया',
  'verify.found.no_file': 'कोई फ़ाइल नहीं',
  'verify.mend.entry':
    'यहाँ से आगे की प्रविष्टियाँ कुछ सिद्ध नहीं करतीं: कार्यक्षेत्र को बैकअप से लौटाएँ, और पता करें कि उसकी सूची में और कौन लिखता है।',
  'verify.mend.delivery': 'इसे प्राप्तकर्ता को मिले संदेश से मिलाएँ, और कार्यक्षेत्र को बैकअप से लौटाएँ।',
  'verify.mend.table': 'कार्यक्षेत्र को बैकअप से लौटाएँ, या भरोसा करने से पहले इस तालिका को स्वयं जाँचें।',
})
