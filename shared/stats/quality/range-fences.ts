import { sortedQuantile } from '../binning/quantiles.ts'
import { MONITOR_ALPHA } from '../multiplicity/levels.ts'
import { lowerBound, upperBound } from '../sorting/float64.ts'
import { type RateChange, rateChange } from './rate-change.ts'

/** The range that the baseline's values keep to, frozen with it. */
export interface RangeFences {
  readonly lower: number
  readonly upper: number
  /** Baseline rows outside, and all of its rows. */
  readonly outside: number
  readonly rows: number
}

const EDGE = 0.01
const MARGIN = 0.5

/**
 * Fences half the distance between the 1% and 99% quantiles outside of them. They move and scale with the values, so
 * that the sign of the minimum does not matter. `sorted` is ascending and finite; null when it is empty.
 */
export function quantileFences(sorted: Float64Array): RangeFences | null {
  if (sorted.length === 0) return null
  const low = sortedQuantile(sorted, EDGE)
  const high = sortedQuantile(sorted, 1 - EDGE)
  const margin = MARGIN * (high - low)
  const fences = { lower: low - margin, upper: high + margin }
  const { below, above } = countOutside(sorted, fences)
  return { ...fences, outside: below + above, rows: sorted.length }
}

/** How many of ascending values lie below the lower and above the upper fence; infinities count. */
export function countOutside(
  sorted: Float64Array,
  { lower, upper }: Pick<RangeFences, 'lower' | 'upper'>,
): { readonly below: number; readonly above: number } {
  return { below: lowerBound(sorted, lower), above: sorted.length - upperBound(sorted, upper) }
}

export interface RangeCheck extends RateChange {
  readonly below: number
  readonly above: number
}

/** Rise of the share outside the fences: `rateChange`, one-sided, with a floor of a tenth of a point. */
export function rangeCheck(
  fences: RangeFences,
  sortedCurrent: Float64Array,
  alpha = MONITOR_ALPHA,
): RangeCheck {
  const { below, above } = countOutside(sortedCurrent, fences)
  const change = rateChange(fences.outside, fences.rows, below + above, sortedCurrent.length, {
    alpha,
    floor: 0.001,
    direction: 'rise',
  })
  return { ...change, below, above }
}
