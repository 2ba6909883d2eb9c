import { pairIndex, pairsOf, type SeriesTable } from './unit-series.ts'

/** Values of a series that are multiplied before the next series is taken up: those of all stay in the cache. */
const DEPTH = 512

/**
 * Pearson correlations of all pairs of unit series, in the order of `pairIndex`; those of the first series `from` ≤ a
 * < `to` are computed, the others are 0. Blocked along the series, O(pairs × length).
 */
export function pairwiseCorrelations(unit: SeriesTable, from = 0, to = unit.series): Float64Array {
  const { series, length } = unit
  const sums = new Float64Array(pairsOf(series))
  for (let start = 0; start < length; start += DEPTH) {
    const end = Math.min(length, start + DEPTH)
    let a = from
    // Two series against four at a time: six values are read for eight products.
    for (; a + 1 < to; a += 2) {
      addProducts(unit, a, a + 1, start, end, sums)
      let b = a + 2
      for (; b + 3 < series; b += 4) addBlock(unit, a, b, start, end, sums)
      for (; b < series; b++) {
        addProducts(unit, a, b, start, end, sums)
        addProducts(unit, a + 1, b, start, end, sums)
      }
    }
    if (a < to) for (let b = a + 1; b < series; b++) addProducts(unit, a, b, start, end, sums)
  }
  return sums
}

function addProducts(
  { series, length, values }: SeriesTable,
  a: number,
  b: number,
  start: number,
  end: number,
  sums: Float64Array,
): void {
  const apart = (b - a) * length
  let sum = 0
  for (let t = a * length + start; t < a * length + end; t++) sum += values[t] * values[t + apart]
  sums[pairIndex(series, a, b)] += sum
}

function addBlock(
  { series, length, values }: SeriesTable,
  a: number,
  b: number,
  start: number,
  end: number,
  sums: Float64Array,
): void {
  let [s0, s1, s2, s3] = [0, 0, 0, 0]
  let [t0, t1, t2, t3] = [0, 0, 0, 0]
  const apart = (b - a) * length
  for (let t = a * length + start; t < a * length + end; t++) {
    const x = values[t]
    const y = values[t + length]
    const first = values[t + apart]
    const second = values[t + apart + length]
    const third = values[t + apart + 2 * length]
    const fourth = values[t + apart + 3 * length]
    s0 += x * first
    s1 += x * second
    s2 += x * third
    s3 += x * fourth
    t0 += y * first
    t1 += y * second
    t2 += y * third
    t3 += y * fourth
  }
  const at = pairIndex(series, a, b)
  sums[at] += s0
  sums[at + 1] += s1
  sums[at + 2] += s2
  sums[at + 3] += s3
  const next = pairIndex(series, a + 1, b)
  sums[next] += t0
  sums[next + 1] += t1
  sums[next + 2] += t2
  sums[next + 3] += t3
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
    const first = pairs[2 * pair] * length
    const second = pairs[2 * pair + 1] * length
    const own = result.subarray((pair - from) * lags, (pair - from + 1) * lags)
    let k = 0
    for (; k + 3 < lags; k += 4) fourLags(values, first, second, length, k - reach, own.subarray(k, k + 4))
    for (; k < lags; k++) {
      const lag = k - reach
      own[k] = product(values, first, second + lag, Math.max(0, -lag), Math.min(length, length - lag))
    }
  }
  return result
}

/** Σ of values[first + t]·values[second + t] over start ≤ t < end. */
function product(values: Float64Array, first: number, second: number, start: number, end: number): number {
  let sum = 0
  for (let t = start; t < end; t++) sum += values[first + t] * values[second + t]
  return sum
}

/** The products at `lag` and the three lags after it: each value of the first series is read once for all of them. */
function fourLags(
  values: Float64Array,
  first: number,
  second: number,
  length: number,
  lag: number,
  into: Float64Array,
): void {
  // Where all four have a partner; the few values beside that are added for each alone.
  const start = Math.min(length, Math.max(0, -lag))
  const end = Math.max(start, Math.min(length, length - lag - 3))
  let [s0, s1, s2, s3] = [0, 0, 0, 0]
  for (let t = start; t < end; t++) {
    const value = values[first + t]
    const at = second + lag + t
    s0 += value * values[at]
    s1 += value * values[at + 1]
    s2 += value * values[at + 2]
    s3 += value * values[at + 3]
  }
  into.set([s0, s1, s2, s3])
  for (let j = 0; j < 4; j++) {
    const from = Math.max(0, -lag - j)
    const to = Math.min(length, length - lag - j)
    into[j] += product(values, first, second + lag + j, from, Math.min(start, to))
    into[j] += product(values, first, second + lag + j, Math.max(end, from), to)
  }
}
