import { wilsonInterval } from '../../stats/special/binomial.ts'
import type { HalfOpen } from './policy.ts'

/** Confidence of both Wilson bounds together. */
const LEVEL = 0.95
/** Fewest probes on which a return fails. */
const FEWEST_TO_FAIL = 10

/** Whether the row `offset` rows after HALF_OPEN began is a probe: evenly, a `share` of all. */
export function isProbe(offset: number, share: number): boolean {
  return offset >= 0 && Math.floor((offset + 1) * share) > Math.floor(offset * share)
}

/**
 * What the probes say: `passed` when there are enough and the lower Wilson bound of their accuracy is over `closeAbove`,
 * `failed` when the upper bound is under it, else `open`. Without a `closeAbove` enough probes pass.
 */
export function judgeProbes(
  { minLabelled, closeAbove }: HalfOpen,
  right: number,
  judged: number,
): 'passed' | 'failed' | 'open' {
  if (closeAbove === null) return judged >= minLabelled ? 'passed' : 'open'
  if (judged < Math.min(minLabelled, FEWEST_TO_FAIL)) return 'open'
  const [lower, upper] = wilsonInterval(right, judged, LEVEL)
  if (judged >= minLabelled && lower > closeAbove) return 'passed'
  return judged >= FEWEST_TO_FAIL && upper < closeAbove ? 'failed' : 'open'
}

/** Labelled rows in a row that the fallback served, while the model went on in the shadow. */
export type Shadow = { readonly right: number; readonly judged: number }

/**
 * Whether the count of the shadow starts anew after a wrong one: once it is clear that the model is still bad, what came
 * before says nothing of the stretch that may be good.
 */
export function startsAnew(right: number, judged: number, halfOpen: HalfOpen): boolean {
  if (halfOpen.closeAbove === null || right >= halfOpen.closeAbove * judged) return false
  return judgeProbes(halfOpen, right, judged) === 'failed'
}

/** Whether the shadow shows a model that has recovered. */
export function hasRecovered(shadow: Shadow, halfOpen: HalfOpen): boolean {
  return halfOpen.closeAbove !== null && judgeProbes(halfOpen, shadow.right, shadow.judged) === 'passed'
}
