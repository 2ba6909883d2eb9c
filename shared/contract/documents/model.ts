import { z } from 'zod'
import { COLUMN_KINDS, ROLES } from '../../domain/columns.ts'
import { VERDICTS } from '../../domain/verdict.ts'
import { baselineView, datasetId } from './baseline.ts'
import { distribution } from './distribution.ts'
import { driftColumn } from './drift.ts'
import { rowWindow, windowColumn } from './window.ts'

const number = z.number()
const numbers = z.instanceof(Float64Array)
const optionalNumber = z.number().nullable()

/** A slice of the population: the rows with one value of a column. */
export const segment = z.strictObject({ column: z.string().max(100_000), value: z.string().max(100_000) })
export type Segment = z.infer<typeof segment>

/** The even buckets into which the course of a model is cut. */
export const modelSlots = z.object({
  /** What `start` and `end` are: UTC times, or numbers of rows as text where no log has times. */
  unit: z.enum(['time', 'rows']),
  /** Width of a bucket in words: "1 day", "8192 rows". Empty without buckets. */
  step: z.string(),
  buckets: z.array(z.object({ start: z.string(), end: z.string() })),
})
export type ModelSlots = z.infer<typeof modelSlots>

/** What a state or an event on the spine is about; what comes later adds its own. */
export const SPINE_MARKS = ['baseline', 'import', 'onset', 'release', 'retrain', 'alert'] as const
export const spineMark = z.object({
  kind: z.enum(SPINE_MARKS),
  start: z.string(),
  /** Null for an instant. */
  end: z.string().nullable(),
  /** The person's own name for it: of a log, a baseline, a version. */
  label: z.string(),
  column: z.string().nullable(),
  verdict: z.enum(VERDICTS).nullable(),
})
export type SpineMark = z.infer<typeof spineMark>

export const BREAKER_STATES = ['CLOSED', 'HALF_OPEN', 'OPEN', 'FORCED_OPEN', 'FORCED_CLOSED'] as const
export const breakerState = z.enum(BREAKER_STATES)
export type BreakerState = z.infer<typeof breakerState>

/** A lane of states over time, one a breaker; `end` is null while the state lasts. */
export const spineLane = z.object({
  kind: z.literal('breaker'),
  name: z.string(),
  spans: z.array(z.object({ start: z.string(), end: z.string().nullable(), state: breakerState })),
})
export type SpineLane = z.infer<typeof spineLane>

/** The course of a model, one value a bucket in every array. */
export const modelSpine = modelSlots.extend({
  model: z.string(),
  baseline: baselineView.nullable(),
  /** The rows that the baseline was made of, where they are a part of the model's logs. */
  baseline_window: rowWindow.nullable(),
  rows: numbers,
  /** False while rows are only known by log, and taken to be spread evenly over its time. */
  rows_exact: z.boolean(),
  /** The worst verdict as index into `VERDICTS`, −1 without rows; null without a baseline. */
  verdicts: numbers.nullable(),
  /** Columns with a moderate or high verdict. */
  drifted: numbers.nullable(),
  columns: number,
  /** Share of the rows that have a label by now, −1 without rows; null for a model without labels. */
  labelled: numbers.nullable(),
  lanes: z.array(spineLane),
  marks: z.array(spineMark),
  /** Rows in no bucket: without a time, or with one far from all others. */
  unplaced: number,
  /** Chunks that are not counted yet. */
  pending: number,
})
export type ModelSpine = z.infer<typeof modelSpine>

/** Which rows are proposed as a baseline, and by which rule. */
export const baselineProposal = z.object({
  window: rowWindow,
  datasets: z.array(datasetId),
  /** Estimated from the time ranges of the logs. */
  rows: number,
  share: number,
  rule: z.enum(['first_log', 'whole_weeks', 'first_part', 'first_rows']),
})
export type BaselineProposal = z.infer<typeof baselineProposal>

export const modelCard = z.object({
  model: z.string(),
  rows: number,
  logs: number,
  /** UTC times of the first and last row; null without times. */
  time_range: z.tuple([z.string(), z.string()]).nullable(),
  baseline: baselineView.nullable(),
  /** The worst verdict of the last window; null without a baseline or while nothing is counted. */
  verdict: z
    .object({ verdict: z.enum(VERDICTS), drifted: number, columns: number, window: rowWindow, rows: number })
    .nullable(),
  course: modelSlots.extend({ rows: numbers, verdicts: numbers.nullable(), drifted: numbers.nullable() }),
  /** Where labels come from: not at all, in the log itself, or later from another file or with a time of their own. */
  labels: z.enum(['none', 'with_log', 'later']),
  /** Null until the model has breakers. */
  breaker_state: breakerState.nullable(),
  /** Null until there are alert rules. */
  open_alerts: optionalNumber,
  proposal: baselineProposal.nullable(),
  pending: number,
})
export type ModelCard = z.infer<typeof modelCard>

/** Drift of every compared column in every bucket; cell (column c, bucket b) is at `c · buckets.length + b`. */
export const modelHeatmap = modelSlots.extend({
  buckets: z.array(z.object({ start: z.string(), end: z.string(), side: z.enum(['reference', 'current']) })),
  columns: z.array(z.string()),
  /** PSI of the bucket's rows on the baseline's bins; −1 where the bucket has no rows. */
  psi: numbers,
  rows: numbers,
  /** Index into `VERDICTS`; each bucket is judged as a window of its own. */
  verdicts: numbers,
  drifted: numbers,
  worst: numbers,
  min_rows: number,
  unplaced: number,
  pending: number,
  seconds: number,
})
export type ModelHeatmap = z.infer<typeof modelHeatmap>

/** One column in a window and over time, from counts. */
export const modelColumn = modelSlots.extend({
  window: windowColumn,
  /** Bounds and estimates stand in `window`; what is listed here is exact at the edges of the cells. */
  history: z.object({
    psi: numbers,
    rows: numbers,
    verdicts: numbers,
    /** Of the finite values; NaN without any or for categories. */
    mean: numbers,
    /** Share of the rows. */
    missing: numbers,
  }),
  /** Null for categories. Rows of each side in each cell between the boundaries, one more cell than boundaries. */
  cells: z
    .object({
      boundaries: numbers,
      reference: numbers,
      current: numbers,
      /** Least and greatest finite value of both sides. */
      range: z.tuple([number, number]),
    })
    .nullable(),
  covered: rowWindow,
  aligned: z.boolean(),
  pending: number,
  seconds: number,
})
export type ModelColumn = z.infer<typeof modelColumn>

/** One column measured from the rows, with what stands behind its verdict. */
export const examinedColumn = z.object({
  column: driftColumn,
  distribution: distribution.nullable(),
  /** Numeric columns whose correlation with this one changed most; null for categories. */
  correlation: z
    .object({
      rows: z.object({ reference: number, current: number }),
      pairs: number,
      changed: number,
      largest: z.array(
        z.object({ column: z.string(), reference: number, current: number, p_adjusted: number }),
      ),
    })
    .nullable(),
  seconds: number,
})
export type ExaminedColumn = z.infer<typeof examinedColumn>

/** Columns by whose values the population can be cut, and their values. */
export const segmentColumns = z.object({
  columns: z.array(
    z.object({
      column: z.string(),
      role: z.enum(ROLES),
      /** Most frequent first, by the rows of all logs. */
      values: z.array(z.object({ value: z.string(), reference: number, rows: number })),
    }),
  ),
})
export type SegmentColumns = z.infer<typeof segmentColumns>

/** Rows as they are stored, a page of them. */
export const rowPage = z.object({
  columns: z.array(z.object({ name: z.string(), kind: z.enum(COLUMN_KINDS), role: z.enum(ROLES) })),
  rows: z.array(
    z.object({
      /** Number of the row among those of its model. */
      number,
      log: z.string(),
      /** Times as ISO texts in UTC; null where missing. */
      cells: z.array(z.union([z.string(), number, z.boolean(), z.null()])),
    }),
  ),
  offset: number,
  /** Whether more rows follow. */
  more: z.boolean(),
})
export type RowPage = z.infer<typeof rowPage>

/** When the columns of a model changed, from the counts of all its buckets. */
export const modelOnsets = z.object({
  onsets: z.array(
    z.object({
      column: z.string(),
      at: z.string(),
      ci: z.tuple([z.string(), z.string()]),
      p_value: optionalNumber,
      psi: number,
      /** Whether it is the greatest change of its column. */
      main: z.boolean(),
    }),
  ),
  /** Width of the buckets that were scanned, in seconds. */
  step_seconds: number,
})
export type ModelOnsets = z.infer<typeof modelOnsets>
