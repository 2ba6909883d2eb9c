import type { LoopRows } from './loop-rows.ts'

const MINUTE = 60_000
const WIDTHS = [1, 5, 15, 60, 180, 360, 1440, 10_080].map((minutes) => minutes * MINUTE)
const MOST_BUCKETS = 1_000
const ROWS_A_BUCKET = 50
/** Monday, 5 January 1970: weeks begin on Mondays. */
const MONDAY = 4 * 86_400_000

/** Buckets of time, or of rows where rows have no time. */
export type BucketGrid = {
  readonly count: number
  readonly starts: Float64Array | null
  readonly widthMs: number | null
  /** Bucket of each row, −1 for none. */
  readonly bucketOf: Int32Array
}

/** Buckets of the first natural width that holds enough rows; equal numbers of rows where there are no times. */
export function bucketGrid({ rows, times }: LoopRows): BucketGrid {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  if (times !== null) {
    for (let i = 0; i < times.length; i++) {
      if (!Number.isFinite(times[i])) continue
      if (times[i] < first) first = times[i]
      if (times[i] > last) last = times[i]
    }
  }
  if (times === null || !(last > first)) {
    const count = Math.max(1, Math.min(400, Math.floor(rows / ROWS_A_BUCKET)))
    const bucketOf = new Int32Array(rows)
    for (let row = 0; row < rows; row++) bucketOf[row] = Math.floor((row * count) / rows)
    return { count, starts: null, widthMs: null, bucketOf }
  }
  const wanted = Math.max(20, Math.min(MOST_BUCKETS, rows / ROWS_A_BUCKET))
  const widest = WIDTHS[WIDTHS.length - 1]
  const natural = WIDTHS.find((ms) => (last - first) / ms <= wanted) ?? widest
  const widthMs = natural * Math.max(1, Math.ceil((last - first) / natural / (2 * MOST_BUCKETS)))
  const start = Math.floor((first - MONDAY) / widthMs) * widthMs + MONDAY
  const count = Math.floor((last - start) / widthMs) + 1
  const bucketOf = new Int32Array(rows)
  for (let row = 0; row < rows; row++) {
    const bucket = Math.floor((times[row] - start) / widthMs)
    bucketOf[row] = bucket >= 0 && bucket < count ? bucket : -1
  }
  return {
    count,
    starts: Float64Array.from({ length: count }, (_, i) => start + i * widthMs),
    widthMs,
    bucketOf,
  }
}
