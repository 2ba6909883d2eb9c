import { simdMachine } from '../simd/machine.ts'
import { LAGS_AT_ONCE, PRODUCT_STEP } from '../simd/products.ts'
import { pairProducts } from './pair-products.ts'
import { pairIndex, pairsOf, type SeriesTable } from './unit-series.ts'

/** Values of two series that are multiplied at all lags before the next ones are taken up. */
const DEPTH = 2048

/**
 * Pearson correlations of all pairs of unit series, in the order of `pairIndex`, or the share that the values `from` ≤ t
 * < `to` have in them: shares add up to the whole. O(pairs × length).
 */
export function pairwiseCorrelations(
  { series, length, values }: SeriesTable,
  from = 0,
  to = length,
  between: () => void = () => {},
): Float64Array {
  return pairProducts(
    series,
    from,
    to,
    (start, end, into, stride) => {
      for (let s = 0; s < series; s++) {
        into.set(values.subarray(s * length + start, s * length + end), s * stride)
      }
    },
    between,
  )
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
 * returned alone. Of unit series these are correlations r(k). `between` is called before each pair and may throw.
 *
 * Source: Box and Jenkins, Time series analysis, section 12.1 (the norms are those of the whole series).
 */
export function laggedProducts(
  { length, values }: SeriesTable,
  pairs: Uint32Array,
  reach: number,
  from = 0,
  to = pairs.length / 2,
  between: () => void = () => {},
): Float64Array {
  const lags = 2 * reach + 1
  const result = new Float64Array((to - from) * lags)
  const machine = simdMachine()
  const blocks = Math.ceil(lags / LAGS_AT_ONCE)
  const padded = Math.ceil(length / PRODUCT_STEP) * PRODUCT_STEP
  // Zeros before and after stand for the partners that the ends do not have.
  const [first, second, sums] = machine.layOut([
    padded * 8,
    (padded + (blocks + 1) * LAGS_AT_ONCE + reach) * 8,
    blocks * LAGS_AT_ONCE * 8,
  ])
  const leading = machine.numbers(first, padded).fill(0)
  const following = machine.numbers(second, padded + (blocks + 1) * LAGS_AT_ONCE + reach).fill(0)
  const own = machine.numbers(sums, blocks * LAGS_AT_ONCE)
  let taken = -1
  for (let pair = from; pair < to; pair++) {
    between()
    const [u, v] = [pairs[2 * pair], pairs[2 * pair + 1]]
    if (u !== taken) leading.set(values.subarray(u * length, (u + 1) * length))
    taken = u
    following.set(values.subarray(v * length, (v + 1) * length), reach)
    own.fill(0)
    for (let start = 0; start < padded; start += DEPTH) {
      const bytes = Math.min(DEPTH, padded - start) * 8
      machine.call('lags', first + start * 8, 0, second + start * 8, 8, bytes, sums, blocks)
    }
    result.set(own.subarray(0, lags), (pair - from) * lags)
  }
  return result
}
