import { pairIndex, pairsOf, type SeriesTable } from './unit-series.ts'

/** Values of a series that are multiplied before the next series is taken up: they stay in the cache. */
const DEPTH = 2048

/**
 * Pearson correlations of all pairs of unit series, in the order of `pairIndex`; those of the first series `from` ≤ a
 * < `to` are computed, the others are 0. Blocked along the series, O(pairs × length).
 */
export function pairwiseCorrelations(unit: SeriesTable, from = 0, to = unit.series): Float64Array {
  const { series, length, values } = unit
  const sums = new Float64Array(pairsOf(series))
  for (let start = 0; start < length; start += DEPTH) {
    const end = Math.min(length, start + DEPTH)
    for (let a = from; a < to; a++) {
      let b = a + 1
      // Four partners at a time: each value of the first series is read once for all of them.
      for (; b + 3 < series; b += 4) {
        let first = 0
        let second = 0
        let third = 0
        let fourth = 0
        const one = (b - a) * length
        for (let t = a * length + start; t < a * length + end; t++) {
          const value = values[t]
          first += value * values[t + one]
          second += value * values[t + one + length]
          third += value * values[t + one + 2 * length]
          fourth += value * values[t + one + 3 * length]
        }
        const at = pairIndex(series, a, b)
        sums[at] += first
        sums[at + 1] += second
        sums[at + 2] += third
        sums[at + 3] += fourth
      }
      for (; b < series; b++) {
        sums[pairIndex(series, a, b)] += innerProduct(
          values,
          a * length + start,
          b * length + start,
          end - start,
        )
      }
    }
  }
  return sums
}

function innerProduct(values: Float64Array, first: number, second: number, count: number): number {
  let even = 0
  let odd = 0
  let t = 0
  for (; t + 1 < count; t += 2) {
    even += values[first + t] * values[second + t]
    odd += values[first + t + 1] * values[second + t + 1]
  }
  return t < count ? even + odd + values[first + t] * values[second + t] : even + odd
}

/** All pairs (a, b), a < b, in the order of `pairIndex`: two words each. */
export function allPairs(series: number): Uint32Array {
  const pairs = new Uint32Array(pairsOf(series) * 2)
  for (let a = 0; a < series; a++) {
    for (let b = a + 1; b < series; b++) pairs.set([a, b], pairIndex(series, a, b) * 2)
  }
  return pairs
}

/**
 * Σ uₜ·vₜ₊ₖ of pairs of series, two words each in `pairs`, at the lags −`reach` … `reach`: 2·reach + 1 values a pair, in
 * the order of the pairs. A positive lag means that the first series leads. The pairs `from` ≤ p < `to` are computed and
 * returned alone. Of unit series these are correlations r(k).
 *
 * Source: Box and Jenkins, Time series analysis, section 12.1 (the norms are those of the whole series).
 */
export function laggedProducts(
  { length, values }: SeriesTable,
  pairs: Uint32Array,
  reach: number,
  from = 0,
  to = pairs.length / 2,
): Float64Array {
  const lags = 2 * reach + 1
  const result = new Float64Array((to - from) * lags)
  for (let pair = from; pair < to; pair++) {
    for (let k = 0; k < lags; k++) {
      const lag = k - reach
      const start = Math.max(0, -lag)
      const end = Math.min(length, length - lag)
      const first = pairs[2 * pair] * length + start
      const second = pairs[2 * pair + 1] * length + start + lag
      result[(pair - from) * lags + k] = innerProduct(values, first, second, Math.max(0, end - start))
    }
  }
  return result
}
