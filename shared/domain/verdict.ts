/** From "nothing found" to "act"; `insufficient` means too few rows to say and is never shown as ok. */
export const VERDICTS = ['none', 'low', 'moderate', 'high', 'insufficient'] as const
export type Verdict = (typeof VERDICTS)[number]

const RANK: Record<Verdict, number> = { insufficient: -1, none: 0, low: 1, moderate: 2, high: 3 }

/** Whether `verdict` is at least as bad as `floor`; `insufficient` never is. */
export function isAtLeast(verdict: Verdict, floor: Exclude<Verdict, 'insufficient' | 'none'>): boolean {
  return RANK[verdict] >= RANK[floor]
}

/** The worst of several verdicts; `insufficient` only when there is nothing else, or nothing at all. */
export function worstVerdict(verdicts: Iterable<Verdict>): Verdict {
  let worst: Verdict = 'insufficient'
  for (const verdict of verdicts) if (RANK[verdict] > RANK[worst]) worst = verdict
  return worst
}

/** Orders verdicts from the worst to the least, `insufficient` last. */
export function compareVerdicts(a: Verdict, b: Verdict): number {
  return RANK[b] - RANK[a]
}
