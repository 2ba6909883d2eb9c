import { z } from 'zod'

/**
 * Drift of every compared column in every bucket of time. Cell (column c, bucket b) is at `c · buckets.length + b`.
 * The buckets of the baseline come first, in order, then those of the current side; within a side there are no gaps.
 */
export const driftHeatmap = z.object({
  buckets: z.array(z.object({ start: z.string(), end: z.string(), side: z.enum(['reference', 'current']) })),
  /** Width of a bucket in words: "1 day". Empty without times. */
  step: z.string(),
  columns: z.array(z.string()),
  /** PSI of the bucket's rows against the whole baseline, on its frozen bins; −1 where the bucket has no rows. */
  psi: z.instanceof(Float64Array),
  /** Rows of each bucket, missing values included; one value a bucket, the same for all columns. */
  rows: z.instanceof(Float64Array),
  /** Index into `VERDICTS` (none, low, moderate, high, insufficient), by the bucket's own rows. */
  verdicts: z.instanceof(Float64Array),
  /** A bucket with fewer rows is `insufficient`. */
  min_rows: z.number(),
  /** Rows that are in no bucket: without a time, or with one far from all others. */
  unplaced: z.object({ reference: z.number(), current: z.number() }),
  /** Why there are no buckets; null where there are. */
  reason: z.string().nullable(),
})
export type DriftHeatmap = z.infer<typeof driftHeatmap>
