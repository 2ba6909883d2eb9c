import type { BaselineId, DatasetId } from '#shared/domain/ids.ts'
import type { Bucketing } from '../buckets.ts'

/** A slice of the population: the rows with one value of a column. */
export type Segment = { readonly column: string; readonly value: string }

export type SegmentKey = {
  readonly baseline: BaselineId
  readonly dataset: DatasetId
  readonly segment: Segment
}

/** The counts of one segment of one log, as profile files in memory, one for each chunk. */
export type SegmentFiles = SegmentKey & {
  readonly bucketing: Bucketing
  readonly files: readonly Uint8Array[]
}
