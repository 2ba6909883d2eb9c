import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import type { DriftHeatmap } from '#shared/contract/documents/heatmap.ts'

/** What a map of columns × buckets shows, of a comparison or of a model. */
export type HeatmapData = Pick<
  DriftHeatmap,
  'buckets' | 'columns' | 'psi' | 'rows' | 'verdicts' | 'min_rows'
> & {
  /** What the buckets are numbered by: times unless told. */
  readonly unit?: 'time' | 'rows'
}

/** A line of the map: its index in the map's arrays, and when its column changed where that is known. */
export type HeatmapLine = {
  readonly index: number
  readonly name: string
  readonly column?: Pick<DriftColumn, 'onset'> | undefined
}

/** A range of buckets that a person has brushed, `end` not included. */
export type BucketRange = { readonly start: number; readonly end: number }
