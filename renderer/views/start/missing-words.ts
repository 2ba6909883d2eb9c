import type { MessageKey } from '../../i18n/english.ts'
import type { Missing, Preparation } from '../../stores/preparation.ts'

/** What still stands between the person and the comparison, in words. */
export const MISSING = {
  files: { pair: 'start.missing.files', split: 'start.missing.file' },
  sending: { pair: 'start.missing.sending', split: 'start.missing.sending' },
  failed: { pair: 'start.missing.failed', split: 'start.missing.failed' },
  looking: { pair: 'start.missing.looking', split: 'start.missing.looking' },
  time: { pair: 'start.missing.time', split: 'start.missing.time' },
} as const satisfies Record<Missing, Record<Preparation['mode'], MessageKey>>
