import type { FleetGrid } from './procedures.ts'
import { timelineRuns } from './timeline.ts'

type BucketSums = { readonly sum: Float64Array; readonly rows: Float64Array }

/** Sums of known values and how many they are, by bucket; each array is walked through once. */
export function createBucketSums(bucketOf: Int32Array | null, grid: FleetGrid | null) {
  const known = new Map<Float64Array, BucketSums>()
  const sumsOf = (values: Float64Array, buckets: Int32Array, { count }: FleetGrid): BucketSums => {
    const before = known.get(values)
    if (before !== undefined) return before
    const sum = new Float64Array(count)
    const rows = new Float64Array(count)
    for (let i = 0; i < values.length; i++) {
      const bucket = buckets[i]
      if (bucket < 0 || !Number.isFinite(values[i])) continue
      sum[bucket] += values[i]
      rows[bucket] += 1
    }
    known.set(values, { sum, rows })
    return { sum, rows }
  }
  return {
    /** Means by bucket, NaN where there are no rows; null without times. */
    byBucket(values: Float64Array): Float64Array | null {
      if (bucketOf === null || grid === null) return null
      const { sum, rows } = sumsOf(values, bucketOf, grid)
      return sum.map((value, b) => (rows[b] > 0 ? value / rows[b] : Number.NaN))
    },
    /** Means by step of the timeline, NaN where there are fewer than ten rows; empty without times. */
    byStep(values: Float64Array | null): Float64Array {
      if (values === null || bucketOf === null || grid === null) return new Float64Array(0)
      const { sum, rows } = sumsOf(values, bucketOf, grid)
      return Float64Array.from(timelineRuns(grid.count), ({ from, to }) => {
        let [total, count] = [0, 0]
        for (let b = from; b < to; b++) {
          total += sum[b]
          count += rows[b]
        }
        return count >= 10 ? total / count : Number.NaN
      })
    },
  }
}
