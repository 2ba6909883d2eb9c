import { lowerBound, upperBound } from '../sorting/float64.ts'
import type { IntervalBins, NumericBinning, NumericBins, ValueBins } from './bins.ts'
import { nextUp, sortedQuantile } from './quantiles.ts'

export interface NumericBinningOptions {
  readonly binning?: NumericBinning
  /** Number of bins before merging, for `quantile` and the `uniform` ones. */
  readonly bins?: number
  /** Baselines with at most this many distinct values are binned by value under `quantile`. */
  readonly valuesUpTo?: number
}

export const DEFAULT_BINS = 10
export const DEFAULT_VALUES_UP_TO = 10
const KEPT_VALUES = 50
const MOST_BINS = 10_000

/** The part of an ascending array without ±Infinity. */
export function finitePart(sorted: Float64Array): Float64Array {
  const from = upperBound(sorted, Number.NEGATIVE_INFINITY)
  const to = lowerBound(sorted, Number.POSITIVE_INFINITY)
  return from === 0 && to === sorted.length ? sorted : sorted.subarray(from, to)
}

/** The distinct values of an ascending array with their rows, or null when there are more than `limit`. */
export function distinctValues(
  sorted: Float64Array,
  limit: number,
): { values: number[]; counts: number[] } | null {
  const values: number[] = []
  const counts: number[] = []
  for (let i = 0; i < sorted.length; ) {
    if (values.length === limit) return null
    const end = upperBound(sorted, sorted[i], i)
    values.push(sorted[i] === 0 ? 0 : sorted[i])
    counts.push(end - i)
    i = end
  }
  return { values, counts }
}

/** The values that hold at least `share` of the rows of an ascending array. */
function heavyValues(sorted: Float64Array, share: number): number[] {
  const need = Math.max(2, Math.ceil(sorted.length * share))
  const heavy: number[] = []
  for (let i = need - 1; i < sorted.length; i += need) {
    const x = sorted[i]
    if (heavy.length > 0 && heavy[heavy.length - 1] === x) continue
    if (upperBound(sorted, x) - lowerBound(sorted, x) >= need) heavy.push(x === 0 ? 0 : x)
  }
  return heavy
}

function intervals(
  binning: NumericBinning,
  edges: readonly number[],
  spikes: readonly number[],
): IntervalBins {
  const all = new Set<number>()
  for (const edge of edges) all.add(edge === 0 ? 0 : edge)
  for (const spike of spikes) {
    all.add(spike)
    all.add(nextUp(spike))
  }
  return { scheme: 'intervals', binning, boundaries: [...all].sort((a, b) => a - b), spikes }
}

/** The inner edges of `bins` equal widths between two finite ends. */
function uniformEdges(low: number, high: number, bins: number): number[] {
  const edges: number[] = []
  const wanted = Math.min(Math.max(1, Math.ceil(bins)), MOST_BINS)
  for (let k = 1; k < wanted; k++) edges.push(low * (1 - k / wanted) + high * (k / wanted))
  return low < high ? edges : [low]
}

function doaneBinCount(sorted: Float64Array): number {
  const n = sorted.length
  if (n <= 2) return 1
  const low = sorted[0]
  const scale = sorted[n - 1] - low
  if (!(scale > 0) || !Number.isFinite(scale)) return 1
  let mean = 0
  for (let i = 0; i < n; i++) mean += (sorted[i] - low) / scale
  mean /= n
  let second = 0
  let third = 0
  for (let i = 0; i < n; i++) {
    const d = (sorted[i] - low) / scale - mean
    second += d * d
    third += d * d * d
  }
  const sigma = Math.sqrt(second / n)
  const skewness = sigma > 0 ? third / n / sigma ** 3 : 0
  const spread = Math.sqrt((6 * (n - 2)) / ((n + 1) * (n + 3)))
  return 1 + Math.log2(n) + Math.log2(1 + Math.abs(skewness) / spread)
}

function valueBins(sorted: Float64Array): ValueBins {
  const found = distinctValues(sorted, Number.POSITIVE_INFINITY) ?? { values: [], counts: [] }
  if (found.values.length <= KEPT_VALUES) {
    return { scheme: 'values', binning: 'values', values: found.values, others: [] }
  }
  const order = found.values.map((_, i) => i)
  order.sort((a, b) => found.counts[b] - found.counts[a] || found.values[a] - found.values[b])
  const ascending = (indices: number[]): number[] => indices.map((i) => found.values[i]).sort((a, b) => a - b)
  return {
    scheme: 'values',
    binning: 'values',
    values: ascending(order.slice(0, KEPT_VALUES)),
    others: ascending(order.slice(KEPT_VALUES)),
  }
}

/**
 * Cuts a numeric column, once, from its baseline (and for the `-pooled` ones from both sides).
 *
 * - `quantile`: the inner edges are the k/bins quantiles of the baseline by linear interpolation, duplicates
 *   merged; a value that holds at least 1/bins of the rows is a bin by itself; a baseline with at most ten
 *   distinct values is binned by value.
 * - `uniform-baseline`, `uniform-pooled`: equal widths over the range.
 * - `sturges-pooled`: equal widths, ⌈log₂ N + 1⌉ of them, over both sides' range (NumPy's `sturges`).
 * - `doane-baseline`: equal widths, as many as Doane's rule for skewed data says (NumPy's `doane`).
 * - `values`: one bin a value, the 50 most frequent.
 *
 * Both arrays are ascending without NaN; ±Infinity takes no part in the edges. An empty baseline gives a single
 * bin that holds everything. Outer bins are open.
 */
export function cutNumeric(
  reference: Float64Array,
  current: Float64Array,
  options: NumericBinningOptions = {},
): NumericBins {
  const binning = options.binning ?? 'quantile'
  const bins = options.bins ?? DEFAULT_BINS
  const baseline = finitePart(reference)
  if (binning === 'values') return valueBins(baseline)
  if (baseline.length === 0) return intervals(binning, [], [])
  const low = baseline[0]
  const high = baseline[baseline.length - 1]
  switch (binning) {
    case 'quantile': {
      if (distinctValues(baseline, options.valuesUpTo ?? DEFAULT_VALUES_UP_TO)) return valueBins(baseline)
      const edges: number[] = []
      for (let k = 1; k < bins; k++) edges.push(sortedQuantile(baseline, k / bins))
      return intervals(binning, edges, heavyValues(baseline, 1 / bins))
    }
    case 'uniform-baseline':
      return intervals(binning, uniformEdges(low, high, bins), [])
    case 'doane-baseline':
      return intervals(binning, uniformEdges(low, high, doaneBinCount(baseline)), [])
    case 'uniform-pooled':
    case 'sturges-pooled': {
      const other = finitePart(current)
      const from = other.length > 0 ? Math.min(low, other[0]) : low
      const to = other.length > 0 ? Math.max(high, other[other.length - 1]) : high
      const count = binning === 'uniform-pooled' ? bins : Math.log2(baseline.length + other.length) + 1
      return intervals(binning, uniformEdges(from, to, count), [])
    }
  }
}
