/** Counts of one bucket of time on a fixed set of bins. */
export type BucketCounts = ArrayLike<number>

/** The split of a run of buckets that fits two laws best in place of one. */
export interface Split {
  /** Index of the first bucket of the second law. */
  readonly at: number
  /** 2 · (log-likelihood with two laws − with one), the G statistic of the two halves. */
  readonly statistic: number
}

function logTerm(x: number): number {
  return x > 0 ? x * Math.log(x) : 0
}

/** Σ c ln(c / n): the largest multinomial log-likelihood of counts, up to what does not depend on the split. */
function logLikelihood(counts: Float64Array): number {
  let sum = 0
  let n = 0
  for (let b = 0; b < counts.length; b++) {
    sum += logTerm(counts[b])
    n += counts[b]
  }
  return sum - logTerm(n)
}

/**
 * The most likely change among buckets[from, to): the split with the largest likelihood ratio of the multinomial,
 * both sides with at least `leastRows` rows. Null when no split has that.
 */
export function bestSplit(
  buckets: readonly BucketCounts[],
  from: number,
  to: number,
  leastRows: number,
): Split | null {
  if (to - from < 2) return null
  const bins = buckets[from].length
  const left = new Float64Array(bins)
  const right = new Float64Array(bins)
  let rightRows = 0
  for (let t = from; t < to; t++) {
    for (let b = 0; b < bins; b++) {
      right[b] += buckets[t][b]
      rightRows += buckets[t][b]
    }
  }
  const whole = logLikelihood(right)
  let leftRows = 0
  let best: Split | null = null
  for (let t = from; t < to - 1; t++) {
    for (let b = 0; b < bins; b++) {
      const count = buckets[t][b]
      left[b] += count
      right[b] -= count
      leftRows += count
      rightRows -= count
    }
    if (leftRows < leastRows || rightRows < leastRows) continue
    const statistic = Math.max(0, 2 * (logLikelihood(left) + logLikelihood(right) - whole))
    if (best === null || statistic > best.statistic) best = { at: t + 1, statistic }
  }
  return best
}

/** Adds up buckets[from, to). */
export function sumBuckets(buckets: readonly BucketCounts[], from: number, to: number): Float64Array {
  const sum = new Float64Array(buckets[from]?.length ?? 0)
  for (let t = from; t < to; t++) for (let b = 0; b < sum.length; b++) sum[b] += buckets[t][b]
  return sum
}
