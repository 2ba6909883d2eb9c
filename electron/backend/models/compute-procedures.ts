import type { RowFilter } from '#shared/contract/model-operations.ts'
import type { ColumnStorage } from '#shared/domain/columns.ts'
import type { Onset } from '#shared/stats/onset/onset.ts'
import type { RowSource, Sides } from '../compute/procedures.ts'
import type { Bucketing } from '../profiles/buckets.ts'
import type { CountedColumn, LabelColumn } from '../profiles/procedures.ts'
import type { Segment } from '../profiles/segments/types.ts'
import type { Dataset, Selection } from '../store/types.ts'

export type ProfileSegmentTask = {
  readonly path: string
  readonly firstRow: number
  readonly timestamp: string | null
  readonly bucketing: Bucketing
  readonly columns: readonly CountedColumn[]
  readonly label: LabelColumn | null
  readonly segment: Segment
  readonly cancelFlag: Int32Array
}

/** A profile file of the rows of one segment; the others are in its timeless bucket. */
export type SegmentProfile = { readonly bytes: Uint8Array<ArrayBuffer>; readonly rows: number }

export type FindChangesTask = {
  readonly counts: Float64Array
  readonly bins: number
  /** The coarse bucket of each fine one, ascending. */
  readonly coarse: Float64Array
  readonly seed: number
}

export type CorrelateColumnTask = Sides<RowSource> & {
  readonly column: string
  readonly others: readonly string[]
  readonly sample: Sides<Uint32Array>
  readonly cancelFlag: Int32Array
}

export type CorrelatedColumn = {
  readonly rows: Sides<number>
  readonly pairs: number
  readonly changed: number
  readonly largest: readonly {
    readonly column: string
    readonly reference: number
    readonly current: number
    readonly p_adjusted: number
  }[]
}

export type LabelledTask = {
  readonly log: Dataset
  readonly labelLogs: readonly Dataset[]
  /** Ascending, UTC milliseconds. */
  readonly edges: Float64Array
}

export type PageRowsTask = {
  readonly datasets: readonly Dataset[]
  readonly window: Selection['window']
  readonly segment: Segment | null
  readonly filter: RowFilter | null
  readonly offset: number
  readonly limit: number
}

export type PagedRows = {
  readonly columns: readonly string[]
  readonly storages: readonly ColumnStorage[]
  readonly rows: readonly {
    readonly number: number
    readonly log: string
    readonly cells: readonly (string | number | boolean | null)[]
  }[]
  readonly more: boolean
}

/** What compute workers do for the views of a model. */
export type ModelComputeProcedures = {
  readonly profileSegment: { readonly params: ProfileSegmentTask; readonly result: SegmentProfile }
  readonly findChanges: { readonly params: FindChangesTask; readonly result: readonly Onset[] }
  readonly correlateColumn: { readonly params: CorrelateColumnTask; readonly result: CorrelatedColumn }
  readonly countLabelled: {
    readonly params: LabelledTask
    readonly result: { readonly rows: Float64Array; readonly labelled: Float64Array }
  }
  readonly pageRows: { readonly params: PageRowsTask; readonly result: PagedRows }
}
