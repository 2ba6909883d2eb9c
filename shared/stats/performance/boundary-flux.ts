import { lowerBound } from '../sorting/float64.ts'
import { wilsonInterval } from '../special/binomial.ts'
import { differenceOf } from './difference.ts'
import type { Interval } from './measure.ts'
import { measured } from './measure.ts'

/** What a change of the scores pushed over one decision threshold. */
export interface BoundaryFlux {
  readonly threshold: number
  /** Shares of rows at or over the threshold. */
  readonly baselineShare: number
  readonly currentShare: number
  readonly difference: number
  readonly ci: Interval | null
  readonly pValue: number | null
  /** Rows that are on the other side than at the baseline's shares; positive where more are selected. */
  readonly rows: number
  /** Sum of the values of these rows; null where rows have none. */
  readonly value: number | null
}

/**
 * Rows (and money) that crossed a threshold because the scores moved. Each current row is compared with the baseline's
 * score of the same rank: it crossed when the two are on different sides. As ranks are kept, the rows that crossed are
 * those next to the threshold, n·|share now − share before| of them, and the value is theirs. The interval of the
 * difference is Newcombe's. Null without rows on a side.
 *
 * Source: quantile coupling, which among all couplings of two distributions moves the least mass over any threshold.
 * @param baseline ascending, without NaN.
 * @param current ascending, without NaN; `values` beside it row by row, NaN where unknown.
 */
export function boundaryFlux(
  baseline: Float64Array,
  current: Float64Array,
  values: Float64Array | null,
  threshold: number,
): BoundaryFlux | null {
  const n = current.length
  const m = baseline.length
  if (n === 0 || m === 0) return null
  const over = n - lowerBound(current, threshold)
  const overBefore = m - lowerBound(baseline, threshold)
  const difference = differenceOf(
    measured(over / n, wilsonInterval(over, n)),
    measured(overBefore / m, wilsonInterval(overBefore, m)),
  )
  const expected = Math.round((overBefore / m) * n)
  let value: number | null = null
  if (values !== null) {
    value = 0
    // Ascending places: those over the threshold are [n − over, n), the baseline's shares would be [n − expected, n).
    const from = n - Math.max(over, expected)
    const to = n - Math.min(over, expected)
    for (let i = from; i < to; i++) if (!Number.isNaN(values[i])) value += values[i]
    if (over < expected) value = value === 0 ? 0 : -value
  }
  return {
    threshold,
    baselineShare: overBefore / m,
    currentShare: over / n,
    difference: over / n - overBefore / m,
    ci: difference.ci,
    pValue: difference.pValue,
    rows: over - expected,
    value,
  }
}
