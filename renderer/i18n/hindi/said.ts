import type { Sentences } from '../said.ts'
import { hindiSentences } from './sentences.ts'

/** What the backend says, in Hindi. */
export const hindiSaid: Sentences = {
  texts: hindiSentences,
  stop: '।',
  units: {
    ms: 'मि.से.',
    s: 'से.',
    min: 'मिनट',
    h: 'घंटे',
    d: 'दिन',
    w: 'सप्ताह',
    day: 'दिन',
    days: 'दिन',
  },
  adjusted: 'समायोजित p',
}
