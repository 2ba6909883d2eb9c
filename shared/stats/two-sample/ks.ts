import { kolmogorovSmirnovSf } from '../special/kolmogorov-finite.ts'
import { ksExactP } from './ks-exact.ts'
import { ksGaps } from './ks-statistic.ts'

export type KsMethod = 'auto' | 'exact' | 'asymptotic'

export interface KsResult {
  /** D, the largest distance between the two empirical distribution functions. */
  readonly statistic: number
  readonly pValue: number
  readonly method: 'exact' | 'asymptotic'
  /** The smallest value at which the distance is reached. */
  readonly location: number
  /** +1 when the reference's distribution function is the higher one there (its values are smaller), else −1. */
  readonly sign: 1 | -1
}

/** Sizes up to which `auto` computes the exact p-value. */
export const KS_EXACT_UP_TO = 10_000

/**
 * Two-sample, two-sided Kolmogorov–Smirnov test of ascending arrays without NaN; null when a side is empty.
 *
 * `auto` is exact where both sides have at most 10,000 rows. The asymptotic p-value is that of SciPy's
 * `ks_2samp(mode="asymp")`: the finite-sample law of one sample with round(n·m/(n+m)) rows. With ties both are
 * conservative.
 */
export function ks2Sample(
  reference: Float64Array,
  current: Float64Array,
  method: KsMethod = 'auto',
): KsResult | null {
  const n = reference.length
  const m = current.length
  if (n === 0 || m === 0) return null
  const gaps = ksGaps(reference, current)
  const positive = gaps.above >= gaps.below
  const gap = positive ? gaps.above : gaps.below
  const statistic = gap / (n * m)
  const used = method === 'auto' ? (Math.max(n, m) <= KS_EXACT_UP_TO ? 'exact' : 'asymptotic') : method
  return {
    statistic,
    pValue: used === 'exact' ? ksExactP(n, m, gap) : ksAsymptoticP(n, m, statistic),
    method: used,
    location: positive ? gaps.aboveAt : gaps.belowAt,
    sign: positive ? 1 : -1,
  }
}

/** The asymptotic two-sided p-value of D for n and m rows. */
export function ksAsymptoticP(n: number, m: number, statistic: number): number {
  const effective = roundHalfEven((n * m) / (n + m))
  // A one-row law for the smallest samples, where rounding would leave no rows at all.
  return kolmogorovSmirnovSf(Math.max(1, effective), statistic)
}

function roundHalfEven(x: number): number {
  const rounded = Math.round(x)
  return Math.abs(x % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded
}
