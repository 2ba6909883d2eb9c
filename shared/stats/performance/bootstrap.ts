import { sortedQuantile } from '../binning/quantiles.ts'
import { createRandom, randomInteger, randomMultinomial } from '../random.ts'
import { sortFloat64 } from '../sorting/float64.ts'
import type { Interval } from './measure.ts'

export interface BootstrapOptions {
  readonly resamples?: number
  readonly seed?: number
  readonly confidence?: number
}

const RESAMPLES = 1000
const GROUPS = 1000

/** The central interval that holds `confidence` of the resampled values; null for fewer than 20 that are finite. */
export function percentileInterval(values: Float64Array, confidence = 0.95): Interval | null {
  const sorted = sortFloat64(values.filter(Number.isFinite))
  if (sorted.length < 20) return null
  const tail = (1 - confidence) / 2
  return [sortedQuantile(sorted, tail), sortedQuantile(sorted, 1 - tail)]
}

/**
 * Percentile interval of a statistic of counts (a confusion matrix, a histogram) by the multinomial bootstrap, which
 * is the bootstrap of the rows behind the counts. Resamples in which the statistic is NaN are left out.
 */
export function bootstrapCounts(
  counts: ArrayLike<number>,
  statistic: (counts: Float64Array) => number,
  options: BootstrapOptions = {},
): Interval | null {
  const { resamples = RESAMPLES, seed = 0, confidence = 0.95 } = options
  let rows = 0
  for (let i = 0; i < counts.length; i++) rows += counts[i]
  if (rows === 0) return null
  const random = createRandom(seed)
  const drawn = new Float64Array(counts.length)
  const values = new Float64Array(resamples)
  for (let r = 0; r < resamples; r++) values[r] = statistic(randomMultinomial(random, rows, counts, drawn))
  return percentileInterval(values, confidence)
}

/**
 * Sums of `terms(row, into)` over rows dealt to at most 1,000 groups in turn (row i to group i mod G), G × `width`
 * row-major. Up to 1,000 rows every row is its own group.
 */
export function groupSums(
  rows: number,
  width: number,
  terms: (row: number, into: Float64Array) => void,
): Float64Array {
  const groups = Math.min(rows, GROUPS)
  const sums = new Float64Array(groups * width)
  const into = new Float64Array(width)
  for (let row = 0; row < rows; row++) {
    terms(row, into)
    const start = (row % groups) * width
    for (let j = 0; j < width; j++) sums[start + j] += into[j]
  }
  return sums
}

/**
 * Percentile intervals of several statistics of column sums, by resampling the groups of `groupSums`. With a group a
 * row it is the ordinary bootstrap; above, rows being exchangeable, the groups carry the same variance at a cost
 * that no longer grows with the rows.
 */
export function bootstrapSums(
  sums: Float64Array,
  width: number,
  statistics: readonly ((sums: Float64Array) => number)[],
  options: BootstrapOptions = {},
): (Interval | null)[] {
  const { resamples = RESAMPLES, seed = 0, confidence = 0.95 } = options
  const groups = sums.length / width
  if (groups < 2) return statistics.map(() => null)
  const random = createRandom(seed)
  const total = new Float64Array(width)
  const values = statistics.map(() => new Float64Array(resamples))
  for (let r = 0; r < resamples; r++) {
    total.fill(0)
    for (let g = 0; g < groups; g++) {
      const start = randomInteger(random, groups) * width
      for (let j = 0; j < width; j++) total[j] += sums[start + j]
    }
    for (let s = 0; s < statistics.length; s++) values[s][r] = statistics[s](total)
  }
  return values.map((resampled) => percentileInterval(resampled, confidence))
}
