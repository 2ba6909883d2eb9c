import type { Distribution } from '#shared/contract/operations.ts'
import type { ColumnStorage, Role } from '#shared/domain/columns.ts'
import type { NumericBinning } from '#shared/stats/binning/bins.ts'
import type { ColumnMeasures } from '#shared/stats/drift/measures.ts'
import type { RowRepeats } from '#shared/stats/quality/row-repeats.ts'
import type { PointInTimeLeaks, Staleness } from '#shared/stats/quality/times.ts'
import type { JoinedCount } from '../ingest/labels/count-joined.ts'
import type { LabelVersion } from '../ingest/labels/join.ts'
import type { LabelsTask } from '../ingest/labels/label-logs.ts'
import type { LogMaturity } from '../ingest/labels/log-maturity.ts'
import type { ModelComputeProcedures } from '../models/compute-procedures.ts'
import type { MonitorProcedures } from '../monitors/procedures.ts'
import type { ProfileProcedures } from '../profiles/procedures.ts'
import type { MeasuredLatency, MeasureLatencyTask } from '../scenarios/latency/procedures.ts'
import type { Dataset, Selection, StoredChunk } from '../store/types.ts'
import type { AuditedRows } from './audit-rows.ts'
import type { DenseProcedures } from './dense/procedures.ts'
import type { ExplainColumnTask, ExplainedColumn } from './explain/explain-column.ts'
import type { ColumnFacts } from './facts/column-facts.ts'
import type { FingerprintColumnTask } from './facts/fingerprint-column.ts'
import type { PointInTimeTask } from './facts/point-in-time.ts'
import type { RepeatedRowsTask } from './facts/repeated-rows.ts'
import type { StalenessTask } from './facts/staleness.ts'
import type { FrozenBins, GroupedCounts } from './groups/count-by-group.ts'
import type { GroupByOrderTask } from './groups/group-by-order.ts'
import type { RowGroups, SegmentGroups } from './groups/row-groups.ts'
import type { TimeSurvey } from './groups/survey-times.ts'
import type { MeasuredTogether, MeasureTogetherTask } from './together/measure-together.ts'

/** Rows on disk, as a worker thread needs them. */
export type RowSource = {
  readonly chunks: readonly Pick<StoredChunk, 'path' | 'rows' | 'timeMin' | 'timeMax'>[]
  readonly window: Selection['window']
  /** Name of the column that time windows refer to; null where the log has no time. */
  readonly timestamp: string | null
  /** Only rows with this value of a column, as text; left out for all. */
  readonly segment?: { readonly column: string; readonly value: string } | undefined
}

export type Sides<T> = { readonly reference: T; readonly current: T }

/** One column on both sides of a comparison. */
export type ColumnTask = Sides<RowSource> & {
  readonly column: string
  readonly storage: ColumnStorage
  readonly cancelFlag: Int32Array
}

export type MeasureColumnTask = ColumnTask & {
  readonly role: Role
  /** Whether only missing values are counted (text, identifiers). */
  readonly missingOnly: boolean
  readonly seed: number
  readonly binning?: NumericBinning
  /** Bins of a baseline; without them bins are cut from the reference rows. */
  readonly frozen?: FrozenBins | undefined
  /** Ways to group the rows; the column's frozen bins are counted in each group of each. */
  readonly groupings?: readonly Sides<RowGroups | null>[]
  /** Numbers of the rows whose values are wanted one by one, ascending; null for none. */
  readonly sample?: Sides<Uint32Array> | null
}

export type MeasuredColumn = {
  /** Null where only missing values were counted. */
  readonly measures: ColumnMeasures | null
  readonly rows: readonly [reference: number, current: number]
  readonly missing: readonly [reference: number, current: number]
  readonly distribution: Distribution | null
  readonly facts: ColumnFacts | null
  /** In the order of the task's groupings; empty where only missing values were counted. */
  readonly grouped: readonly GroupedCounts[]
  /** Values of the sampled rows, NaN where missing; null where none were asked for. */
  readonly sample: Sides<Float64Array> | null
}

export type SurveyTimesTask = {
  readonly source: RowSource
  /** Wall clock, UTC milliseconds; times after it are in the future. */
  readonly now: number
  readonly cancelFlag: Int32Array
}

export type GroupByTimeTask = {
  readonly source: RowSource
  /** Ascending, UTC milliseconds; group `i` is [edges[i], edges[i + 1]), the last group all other rows. */
  readonly edges: Float64Array
  readonly cancelFlag: Int32Array
}

type StoredLogProcedures = ProfileProcedures & ModelComputeProcedures & MonitorProcedures

/** What a compute worker does. */
export type ComputeProcedures = StoredLogProcedures &
  DenseProcedures & {
    readonly measureColumn: {
      readonly params: MeasureColumnTask
      readonly result: MeasuredColumn
      /** Cells (rows of one column) read so far. */
      readonly progress: number
    }
    readonly surveyTimes: { readonly params: SurveyTimesTask; readonly result: TimeSurvey }
    readonly groupByTime: { readonly params: GroupByTimeTask; readonly result: RowGroups }
    readonly groupByOrder: { readonly params: GroupByOrderTask; readonly result: RowGroups }
    readonly groupBySegment: { readonly params: ColumnTask; readonly result: SegmentGroups }
    readonly fingerprintColumn: { readonly params: FingerprintColumnTask; readonly result: string }
    readonly findRepeatedRows: { readonly params: RepeatedRowsTask; readonly result: RowRepeats }
    readonly findPointInTimeLeaks: { readonly params: PointInTimeTask; readonly result: PointInTimeLeaks }
    readonly measureStaleness: { readonly params: StalenessTask; readonly result: Staleness }
    readonly auditColumn: { readonly params: ColumnTask; readonly result: AuditedRows }
    readonly explainColumn: { readonly params: ExplainColumnTask; readonly result: ExplainedColumn }
    readonly countJoinedLabels: {
      readonly params: { readonly labels: Dataset; readonly logs: readonly Dataset[] }
      readonly result: JoinedCount
    }
    readonly labelHistory: {
      readonly params: { readonly prediction: string; readonly logs: readonly Dataset[] }
      readonly result: LabelVersion[]
    }
    readonly labelMaturity: { readonly params: LabelsTask; readonly result: LogMaturity }
    readonly measureLatency: { readonly params: MeasureLatencyTask; readonly result: MeasuredLatency }
    readonly measureTogether: { readonly params: MeasureTogetherTask; readonly result: MeasuredTogether }
  }
