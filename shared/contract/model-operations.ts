import { z } from 'zod'
import { baselineId, baselineView, datasetId } from './documents/baseline.ts'
import {
  examinedColumn,
  modelCard,
  modelColumn,
  modelHeatmap,
  modelOnsets,
  modelSpine,
  rowPage,
  segment,
  segmentColumns,
} from './documents/model.ts'
import { rowWindow } from './documents/window.ts'

const model = z.string().min(1).max(1_000)
const column = z.string().max(100_000)
const buckets = z.number().int().min(1).max(200).default(90)
/** Rows of a model against its baseline (the one in use unless told), or against other rows of its own. */
const compared = {
  model,
  baseline: baselineId.optional(),
  /** Rows that stand in for the baseline's, counted on its bins. */
  reference: rowWindow.optional(),
  /** Only rows of this segment, on both sides; it has to be counted first. */
  segment: segment.optional(),
}

/** Which rows of a window are shown: those with one value, within a range, or without a value. */
export const rowFilter = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('value'), column, value: z.string().max(100_000) }),
  z.strictObject({
    kind: z.literal('range'),
    column,
    /** Half-open; null where the range is open. */
    lower: z.number().nullable(),
    upper: z.number().nullable(),
  }),
  z.strictObject({ kind: z.literal('missing'), column }),
])
export type RowFilter = z.infer<typeof rowFilter>

/** What the window shows of models: their course in time, their columns, their segments, their rows. */
export const MODEL_OPERATIONS = {
  'models.overview': {
    kind: 'query',
    params: z.strictObject({}),
    result: z.object({ models: z.array(modelCard) }),
  },
  'models.spine': {
    kind: 'query',
    params: z.strictObject({ model, baseline: baselineId.optional(), segment: segment.optional(), buckets }),
    result: modelSpine,
  },
  /** How many rows of each bucket of the spine have a label by now; labels that came in other files are joined. */
  'models.labelled': {
    kind: 'query',
    params: z.strictObject({ model, baseline: baselineId.optional(), segment: segment.optional(), buckets }),
    result: z.object({
      buckets: z.array(z.object({ start: z.string(), end: z.string() })),
      /** Shares of the rows, −1 without rows; null where no log has times. */
      labelled: z.instanceof(Float64Array).nullable(),
    }),
  },
  /** All columns over the buckets of a window, of everything unless told. */
  'models.heatmap': {
    kind: 'query',
    params: z.strictObject({ ...compared, window: rowWindow.optional(), buckets }),
    result: modelHeatmap,
  },
  /** One column in a window, and over all buckets. */
  'models.column': {
    kind: 'query',
    params: z.strictObject({ ...compared, window: rowWindow, column, buckets }),
    result: modelColumn,
  },
  /** The same from the rows: exact values, audit, onset, segments of `by`, correlations. */
  'models.examine': {
    kind: 'job',
    params: z.strictObject({
      model,
      baseline: baselineId.optional(),
      reference: rowWindow.optional(),
      window: rowWindow,
      /** Only rows of this segment, on both sides; it has to be counted first. */
      segment: segment.optional(),
      column,
      by: column.optional(),
    }),
    result: examinedColumn,
  },
  /** Dates the changes of the columns that drifted. */
  'models.onsets': {
    kind: 'job',
    params: z.strictObject({ model, baseline: baselineId.optional() }),
    result: modelOnsets,
  },
  'models.segments': {
    kind: 'query',
    params: z.strictObject({ model, baseline: baselineId.optional() }),
    result: segmentColumns,
  },
  /** Counts one segment, so that every window of it can be asked for. Reads its rows once. */
  'models.count_segment': {
    kind: 'job',
    params: z.strictObject({ model, baseline: baselineId.optional(), segment }),
    result: z.object({ rows: z.number() }),
  },
  /** Makes rows of the model its baseline and counts all logs on it: one step for what is otherwise two jobs. */
  'models.use_rows': {
    kind: 'job',
    params: z.strictObject({
      model,
      name: z.string().min(1).max(300).optional(),
      window: rowWindow,
      datasets: z.array(datasetId).min(1).max(10_000).optional(),
    }),
    result: baselineView,
  },
  /** Rows behind a selection, a page of them. */
  'log.rows': {
    kind: 'query',
    params: z.strictObject({
      model,
      window: rowWindow,
      segment: segment.optional(),
      filter: rowFilter.optional(),
      offset: z.number().int().min(0).max(1_000_000),
      limit: z.number().int().min(1).max(200),
    }),
    result: rowPage,
  },
} as const
