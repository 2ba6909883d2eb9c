import type { ModelColumn, SegmentColumns } from '#shared/contract/documents/model.ts'
import type { BaselineId, DatasetId } from '#shared/domain/ids.ts'
import type { ScoreHistoryAnswer, ScoreHistoryQuery } from '../monitors/performance/history/score-history.ts'
import type { Segment } from '../profiles/segments/types.ts'
import type { ProfileKey } from '../store/baseline-types.ts'
import type { Selection } from '../store/types.ts'
import type { JudgedSeries } from './series/judge-series.ts'

/** Which counted rows are looked at, and against what. */
export type CountedQuery = {
  readonly baseline: BaselineId
  readonly datasets: readonly DatasetId[]
  /** Rows that stand in for the baseline's. */
  readonly reference?: Selection['window'] | undefined
  readonly segment?: Segment | undefined
}

/** Even buckets, UTC milliseconds or row numbers. */
export type NumberedSlots = {
  readonly unit: 'time' | 'rows'
  readonly step: string
  readonly slots: readonly { readonly start: number; readonly end: number }[]
  readonly unplaced: number
}

/** What is not in the numbers: chunks that are not counted, and those whose counts are lost or damaged. */
type Gaps = { readonly pending: number; readonly damaged: readonly ProfileKey[] }

export type SeriesAnswer = NumberedSlots &
  Gaps &
  JudgedSeries & {
    /** Share of the rows whose label is in the log itself, −1 without rows; null where there is no such column. */
    readonly labelled: Float64Array<ArrayBuffer> | null
  }

export type ColumnCounts = {
  /** Start of each fine bucket, ascending, UTC milliseconds. */
  readonly starts: Float64Array<ArrayBuffer>
  readonly width: number
  /** Rows by fine bucket and frozen bin, the last one for missing. */
  readonly counts: Float64Array<ArrayBuffer>
  readonly bins: number
  /** Start of the coarse bucket that holds each fine one. */
  readonly coarse: Float64Array<ArrayBuffer>
}

/** What the thread that holds profiles answers about models. */
export type ModelProcedures = {
  readonly modelSeries: {
    readonly params: CountedQuery & {
      readonly window?: Selection['window'] | undefined
      readonly most: number
    }
    readonly result: SeriesAnswer
  }
  readonly modelColumn: {
    readonly params: CountedQuery & {
      readonly window: Selection['window']
      readonly column: string
      readonly most: number
    }
    readonly result: Omit<ModelColumn, 'seconds'> & Pick<Gaps, 'damaged'>
  }
  readonly columnCounts: {
    readonly params: CountedQuery & { readonly column: string }
    /** Null where the column is not compared, or no log has times. */
    readonly result: ColumnCounts | null
  }
  readonly scoreHistory: { readonly params: ScoreHistoryQuery; readonly result: ScoreHistoryAnswer }
  readonly segmentColumns: { readonly params: CountedQuery; readonly result: SegmentColumns }
}
