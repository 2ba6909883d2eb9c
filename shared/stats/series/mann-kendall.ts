import { sortedQuantile } from '../binning/quantiles.ts'
import { sortFloat64 } from '../sorting/float64.ts'
import { normalSf } from '../special/normal.ts'

export type Trend = 'increasing' | 'decreasing' | 'none'

export interface MannKendall {
  readonly n: number
  /** Pairs that rise less pairs that fall. */
  readonly s: number
  readonly variance: number
  readonly z: number
  /** Two-sided. */
  readonly pValue: number
  /** s over all pairs. */
  readonly tau: number
  /** Sen's slope: the median of the pairwise slopes, in units of the values a step. */
  readonly slope: number
  readonly intercept: number
  readonly trend: Trend
}

const SLOPE_VALUES = 3000

/** Concordant less discordant pairs of a sequence, by merge sort: O(n log n). Ties count nothing. */
function pairScore(values: Float64Array): number {
  const n = values.length
  let from = values.slice()
  let to = new Float64Array(n)
  let score = 0
  for (let width = 1; width < n; width *= 2) {
    for (let start = 0; start < n; start += 2 * width) {
      const middle = Math.min(start + width, n)
      const end = Math.min(start + 2 * width, n)
      let less = start
      let lessOrEqual = start
      let i = start
      for (let j = middle, k = start; k < end; k++) {
        if (j >= end || (i < middle && from[i] <= from[j])) to[k] = from[i++]
        else {
          while (less < middle && from[less] < from[j]) less += 1
          while (lessOrEqual < middle && from[lessOrEqual] <= from[j]) lessOrEqual += 1
          score += less - start - (middle - lessOrEqual)
          to[k] = from[j++]
        }
      }
    }
    const swap = from
    from = to
    to = swap
  }
  return score
}

function tieCorrection(values: Float64Array): number {
  const sorted = sortFloat64(values.slice())
  let sum = 0
  for (let i = 0; i < sorted.length; ) {
    let j = i
    while (j < sorted.length && sorted[j] === sorted[i]) j += 1
    const t = j - i
    sum += t * (t - 1) * (2 * t + 5)
    i = j
  }
  return sum
}

const median = (sorted: Float64Array): number => sortedQuantile(sorted, 0.5)

function senSlope(times: Float64Array, values: Float64Array): number {
  const n = values.length
  const used = Math.min(n, SLOPE_VALUES)
  const at = Uint32Array.from({ length: used }, (_, i) => Math.floor((i * n) / used))
  const slopes = new Float64Array((used * (used - 1)) / 2)
  let k = 0
  for (let i = 0; i < used; i++) {
    for (let j = i + 1; j < used; j++) {
      slopes[k++] = (values[at[j]] - values[at[i]]) / (times[at[j]] - times[at[i]])
    }
  }
  return median(sortFloat64(slopes))
}

/**
 * Mann–Kendall test of a monotone trend, with Sen's slope. Var(S) = [n(n−1)(2n+5) − Σ t(t−1)(2t+5)]/18, t the sizes
 * of ties; z = (S ∓ 1)/√Var(S). Values that are not finite are left out but keep their place in time, so that the
 * slope is a step of the input. Above 3,000 values the slope uses as many evenly spaced ones. The test takes the
 * values for independent: autocorrelation makes it see trends too often. Null for fewer than three values.
 *
 * Source: Mann (1945); Kendall (1975), Rank correlation methods; Sen (1968).
 */
export function mannKendall(series: ArrayLike<number>, alpha = 0.05): MannKendall | null {
  const kept: number[] = []
  for (let i = 0; i < series.length; i++) if (Number.isFinite(series[i])) kept.push(i)
  const n = kept.length
  if (n < 3) return null
  const times = Float64Array.from(kept)
  const values = Float64Array.from(kept, (i) => series[i])
  const s = pairScore(values)
  const variance = (n * (n - 1) * (2 * n + 5) - tieCorrection(values)) / 18
  const z = s === 0 || variance === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance)
  const pValue = Math.min(1, 2 * normalSf(Math.abs(z)))
  const slope = senSlope(times, values)
  return {
    n,
    s,
    variance,
    z,
    pValue,
    tau: s / ((n * (n - 1)) / 2),
    slope,
    intercept: median(sortFloat64(values.slice())) - slope * median(times),
    trend: pValue >= alpha ? 'none' : z > 0 ? 'increasing' : 'decreasing',
  }
}
