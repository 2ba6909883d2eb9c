import type { Verdict } from '#shared/domain/verdict.ts'

/** What each verdict is called where it stands by itself. */
export const VERDICT_WORDS: Record<Verdict, string> = {
  none: 'No drift',
  low: 'Low',
  moderate: 'Moderate',
  high: 'High',
  insufficient: 'Too few rows',
}

/** The shape of each verdict as one character. */
export const VERDICT_GLYPHS: Record<Verdict, string> = {
  none: '○',
  low: '◔',
  moderate: '◑',
  high: '●',
  insufficient: '◌',
}
