/** Counts of one bucket of time on a fixed set of bins. */
export type BucketCounts = ArrayLike<number>

/** The split of a run of buckets that fits two laws best in place of one. */
export interface Split {
  /** Index of the first bucket of the second law. */
  readonly at: number
  /** 2 · (log-likelihood with two laws − with one), the G statistic of the two halves. */
  readonly statistic: number
}

/** A stretch of buckets that fits one law, while those before and after it fit another. */
export interface Segment {
  /** Index of its first bucket, and of the first one after it. */
  readonly from: number
  readonly to: number
  /** 2 · (log-likelihood with two laws − with one), the G statistic of the stretch against the rest. */
  readonly statistic: number
}

/** x ln x of the counts that scans ask for over and over. */
const TABLE = Float64Array.from({ length: 1 << 15 }, (_, x) => (x > 0 ? x * Math.log(x) : 0))

function logTerm(x: number): number {
  if (x < TABLE.length && (x | 0) === x) return TABLE[x]
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

/**
 * The most likely temporary change among buckets[from, to): the inner stretch that, with a law of its own against one
 * law for all before and after it, has the largest likelihood ratio of the multinomial; both with at least
 * `leastRows` rows. A stretch that touches an end is a split and is left to `bestSplit`. Null when there is none.
 *
 * Source: Levin and Kline (1985), The CUSUM test of homogeneity with an application to spontaneous abortion
 * epidemiology (the epidemic alternative), here for the multinomial.
 */
export function bestSegment(
  buckets: readonly BucketCounts[],
  from: number,
  to: number,
  leastRows: number,
): Segment | null {
  const length = to - from
  if (length < 3) return null
  const bins = buckets[from].length
  // Row t holds the counts of the first t buckets, and at its end their sum.
  const width = bins + 1
  const until = new Float64Array((length + 1) * width)
  for (let t = 0; t < length; t++) {
    const bucket = buckets[from + t]
    let rows = until[t * width + bins]
    for (let b = 0; b < bins; b++) {
      until[(t + 1) * width + b] = until[t * width + b] + bucket[b]
      rows += bucket[b]
    }
    until[(t + 1) * width + bins] = rows
  }
  const whole = until.subarray(length * width)
  let homogeneous = -logTerm(whole[bins])
  for (let b = 0; b < bins; b++) homogeneous += logTerm(whole[b])
  let best: Segment | null = null
  for (let start = 1; start < length - 1; start++) {
    for (let end = start + 1; end < length; end++) {
      const rows = until[end * width + bins] - until[start * width + bins]
      const rest = whole[bins] - rows
      if (rows < leastRows || rest < leastRows) continue
      let likelihood = -logTerm(rows) - logTerm(rest)
      for (let b = 0; b < bins; b++) {
        const count = until[end * width + b] - until[start * width + b]
        likelihood += logTerm(count) + logTerm(whole[b] - count)
      }
      const statistic = Math.max(0, 2 * (likelihood - homogeneous))
      if (best === null || statistic > best.statistic)
        best = { from: from + start, to: from + end, statistic }
    }
  }
  return best
}

/** Adds up buckets[from, to). */
export function sumBuckets(buckets: readonly BucketCounts[], from: number, to: number): Float64Array {
  const sum = new Float64Array(buckets[from]?.length ?? 0)
  for (let t = from; t < to; t++) for (let b = 0; b < sum.length; b++) sum[b] += buckets[t][b]
  return sum
}
