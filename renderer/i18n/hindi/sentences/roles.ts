import type { roles as english } from '#shared/words/english/roles.ts'
import { translationOf } from '../../sentences.ts'

export const roles = translationOf<typeof english>()({
  'role.named': 'नाम {role} कहता है; {fit}',
  'role.no_fit': 'दूसरा कॉलम इस भूमिका में बेहतर बैठता है',
  'role.empty': 'नमूने में इसका कोई मान नहीं है',
  'role.ascending': 'इसमें पंक्तियों के क्रम में समय हैं',
  'role.only_times': 'इसमें समय हैं',
  'role.counts_rows': 'पंक्तियाँ गिनने वाली पूर्ण संख्याएँ: एक पहचान',
  'role.all_differ': 'लगभग सभी मान अलग हैं: एक पहचान',
  'role.nothing_else': 'कुछ भी नहीं कहता कि यह कुछ और है',
  'role.fit.times': 'इसमें समय हैं',
  'role.fit.empty': 'नमूने में इसका कोई मान नहीं है',
  'role.fit.epoch': 'इसकी संख्याएँ 1970 से गिने समय जैसी हैं',
  'role.fit.all_differ': 'लगभग सभी मान अलग हैं',
  'role.fit.repeats': 'इसके कुछ मान एक से अधिक बार आते हैं',
  'role.fit.names': 'इसके मान चीज़ों के नाम हैं',
  'role.fit.share': 'इसकी संख्याएँ 0 और 1 के बीच हैं',
  'role.fit.numbers': 'इसमें संख्याएँ हैं',
  'role.fit.distinct': 'इसमें {n} अलग मान हैं',
  'role.fit.values': 'इसमें मान हैं',
})
