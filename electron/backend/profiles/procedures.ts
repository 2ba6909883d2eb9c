import type { Task } from '#shared/domain/columns.ts'
import type { ColumnHead, FrozenColumn } from '#shared/stats/profile/frozen-column.ts'
import type { RowSource } from '../compute/procedures.ts'
import type { Bucketing } from './buckets.ts'
import type { LateLabels } from './late-labels.ts'

/** Which column holds the labels of a log, and what is known of their meaning. */
export type LabelColumn = {
  readonly column: string
  /** The positive value as text, where one was named. */
  readonly positive: string | null
  readonly task: Task | null
}

export type FreezeColumnTask = {
  readonly head: ColumnHead
  readonly source: RowSource
  readonly label: LabelColumn | null
  readonly cancelFlag: Int32Array
}

export type FindBucketsTask = {
  readonly path: string
  readonly timestamp: string
  /** More buckets than this are too many for any width but the widest. */
  readonly most: number
  readonly cancelFlag: Int32Array
}

/** The buckets that hold rows of a chunk: `level` is the place of their width in `TIME_WIDTHS`. */
export type FoundBuckets = { readonly level: number; readonly buckets: Float64Array }

/** A frozen column without the baseline's own counts, as a chunk is counted on it. */
export type CountedColumn =
  | (ColumnHead & {
      readonly scale: 'numeric'
      readonly boundaries: readonly number[]
      readonly origin: number
    })
  | (ColumnHead & {
      readonly scale: 'categorical'
      readonly kept: readonly string[]
      readonly others: ReadonlySet<string>
    })
  | (ColumnHead & { readonly scale: 'presence' })

export type ProfileChunkTask = {
  readonly path: string
  /** Number of the chunk's first row within its log. */
  readonly firstRow: number
  /** Null where rows are put into buckets by their number. */
  readonly timestamp: string | null
  readonly bucketing: Bucketing
  readonly columns: readonly CountedColumn[]
  readonly label: LabelColumn | null
  readonly late: LateLabels
  /** Where the profile is written. */
  readonly target: string
  readonly cancelFlag: Int32Array
}

/** A profile of a chunk that is to know other labels. */
export type RelabelProfileTask = ProfileChunkTask & {
  /** Absolute path of the profile, and what its bytes hash to. */
  readonly profile: string
  readonly sha256: string
}

export type WrittenProfile = { readonly bytes: number; readonly sha256: string }

/** What compute workers do for baselines and profiles. */
export type ProfileProcedures = {
  readonly freezeColumn: { readonly params: FreezeColumnTask; readonly result: FrozenColumn }
  readonly findBuckets: { readonly params: FindBucketsTask; readonly result: FoundBuckets }
  readonly relabelProfile: { readonly params: RelabelProfileTask; readonly result: WrittenProfile | null }
  readonly profileChunk: { readonly params: ProfileChunkTask; readonly result: WrittenProfile }
}
