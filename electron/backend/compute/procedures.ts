import type { Distribution } from '#shared/contract/operations.ts'
import type { ColumnStorage } from '#shared/domain/columns.ts'
import type { ColumnMeasures } from '#shared/stats/drift/measures.ts'
import type { Selection, StoredChunk } from '../store/types.ts'

/** Rows on disk, as a worker thread needs them. */
export type RowSource = {
  readonly chunks: readonly Pick<StoredChunk, 'path' | 'rows' | 'timeMin' | 'timeMax'>[]
  readonly window: Selection['window']
  /** Name of the column that time windows refer to; null where the log has no time. */
  readonly timestamp: string | null
}

export type MeasureColumnTask = {
  readonly column: string
  readonly storage: ColumnStorage
  /** Whether only missing values are counted (text, identifiers). */
  readonly missingOnly: boolean
  readonly reference: RowSource
  readonly current: RowSource
  readonly seed: number
  readonly cancelFlag: Int32Array
}

export type MeasuredColumn = {
  /** Null where only missing values were counted. */
  readonly measures: ColumnMeasures | null
  readonly rows: readonly [reference: number, current: number]
  readonly missing: readonly [reference: number, current: number]
  readonly distribution: Distribution | null
}

/** What a compute worker does. */
export type ComputeProcedures = {
  readonly measureColumn: { readonly params: MeasureColumnTask; readonly result: MeasuredColumn }
}
