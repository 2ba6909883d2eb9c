import { chiSquaredGoodnessOfFit } from '../counts/chi-squared.ts'

export interface SampleRatio {
  readonly statistic: number
  readonly df: number
  readonly pValue: number
  readonly mismatch: boolean
  readonly observedShares: readonly number[]
  readonly expectedShares: readonly number[]
}

/**
 * Sample-ratio mismatch: χ² goodness of fit of the arms' counts to their planned shares (equal when not given). The
 * limit is strict, p < 0.001, for the check runs often and a mismatch voids the experiment. Null without rows or
 * with fewer than two arms. Source: Fabijan et al. (2019), Diagnosing sample ratio mismatch in online experiments.
 */
export function sampleRatioMismatch(
  counts: readonly number[],
  plannedShares: readonly number[] | null = null,
  alpha = 0.001,
): SampleRatio | null {
  const result = chiSquaredGoodnessOfFit(counts, plannedShares)
  if (result === null) return null
  const rows = counts.reduce((sum, count) => sum + count, 0)
  const planned = plannedShares ?? counts.map(() => 1)
  const weight = planned.reduce((sum, share) => sum + share, 0)
  return {
    ...result,
    mismatch: result.pValue < alpha,
    observedShares: counts.map((count) => count / rows),
    expectedShares: planned.map((share) => share / weight),
  }
}
