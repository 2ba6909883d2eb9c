import { type BucketCounts, bestSplit, sumBuckets } from '../onset/likelihood-scan.ts'
import { findOnsets } from '../onset/onset.ts'

/** Counts of one output or column of a model, by evenly spaced buckets of time on fixed bins. */
export interface Trace {
  readonly start: number
  readonly widthMs: number
  readonly buckets: readonly BucketCounts[]
}

/** When the law of a trace changed; UTC milliseconds. */
export interface DriftOnset {
  readonly at: number
  /** Times that the rows do not rule out (likelihood ratio, 99%). */
  readonly low: number
  readonly high: number
  readonly psi: number
  readonly pValue: number
}

const COARSE = 48
const LEAST_ROWS = 50
/** Half of the 99% quantile of χ² with one degree. */
const LIKELIHOOD_DROP = 6.63

/**
 * Changes of a trace, ascending: found on at most 48 merged buckets, where permutations bound false alarms, then placed
 * on the finest ones between the neighbours of each.
 */
export function traceOnsets({ start, widthMs, buckets }: Trace, seed = 0): DriftOnset[] {
  const merge = Math.max(1, Math.ceil(buckets.length / COARSE))
  const coarse: Float64Array[] = []
  for (let from = 0; from < buckets.length; from += merge) {
    coarse.push(sumBuckets(buckets, from, Math.min(from + merge, buckets.length)))
  }
  const found = findOnsets(coarse, { replicates: 120, smallestPsi: 0.05, leastRows: LEAST_ROWS, seed })
  return found.map(({ at, psi, pValue }, i) => {
    const from = Math.max((found[i - 1]?.at ?? 0) * merge, (at - 3) * merge)
    const to = Math.min((found[i + 1]?.at ?? coarse.length) * merge, (at + 3) * merge, buckets.length)
    const fine = place(buckets, Math.max(0, from), to)
    const index = fine?.at ?? at * merge
    return {
      at: start + index * widthMs,
      low: start + (fine?.low ?? index) * widthMs,
      high: start + (fine?.high ?? index) * widthMs,
      psi,
      pValue,
    }
  })
}

/** The best split of buckets[from, to), and the first and last split that is nearly as likely. */
function place(
  buckets: readonly BucketCounts[],
  from: number,
  to: number,
): { readonly at: number; readonly low: number; readonly high: number } | null {
  const best = bestSplit(buckets, from, to, 1)
  if (best === null) return null
  const before = sumBuckets(buckets, from, best.at)
  const after = sumBuckets(buckets, best.at, to)
  const ratio = logRatio(before, after)
  const reach = (step: -1 | 1): number => {
    let lost = 0
    let edge = best.at
    for (let at = best.at; at > from + 1 && at < to - 1; at += step) {
      const moved = buckets[step < 0 ? at - 1 : at]
      let gain = 0
      for (let b = 0; b < moved.length; b++) gain += moved[b] * ratio[b]
      lost += 2 * step * gain
      if (lost <= LIKELIHOOD_DROP) edge = at + step
      if (lost > 10 * LIKELIHOOD_DROP) break
    }
    return edge
  }
  return { at: best.at, low: reach(-1), high: reach(1) }
}

/** ln of the share after over the share before, by bin; half a row is added to each. */
function logRatio(before: Float64Array, after: Float64Array): Float64Array {
  const total = (counts: Float64Array): number => counts.reduce((sum, count) => sum + count + 0.5, 0)
  const n = total(before)
  const m = total(after)
  return before.map((count, b) => Math.log((after[b] + 0.5) / m) - Math.log((count + 0.5) / n))
}
