import { z } from 'zod'
import { baselineId, baselineView, datasetId, modelView } from './documents/baseline.ts'
import { segment } from './documents/model.ts'
import { rowWindow, windowDocument } from './documents/window.ts'
import { mapping } from './mapping.ts'
import { fileToken } from './sources.ts'

const model = z.string().min(1).max(1_000)
const logs = z.array(datasetId).min(1).max(10_000)
const windowOf = {
  model,
  /** The one that the model uses unless told. */
  baseline: baselineId.optional(),
  /** All logs of the model unless told. */
  datasets: logs.optional(),
  window: rowWindow,
  /** Rows of the same logs that stand in for the baseline's, counted on its bins. */
  reference: rowWindow.optional(),
}

/** What can be asked about models, their baselines, and windows of their logs. */
export const BASELINE_OPERATIONS = {
  'models.list': {
    kind: 'query',
    params: z.strictObject({}),
    result: z.object({ models: z.array(modelView) }),
  },
  'baselines.list': {
    kind: 'query',
    params: z.strictObject({ model: model.optional() }),
    result: z.object({ baselines: z.array(baselineView) }),
  },
  /** Freezes rows as a baseline, or makes a saved one known to the model; does not use it yet. */
  'baselines.create': {
    kind: 'job',
    params: z.strictObject({
      model,
      name: z.string().min(1).max(300).optional(),
      source: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('logs'), datasets: logs.optional(), window: rowWindow.optional() }),
        z.strictObject({
          kind: z.literal('files'),
          files: z.array(fileToken).min(1).max(10_000),
          mapping: mapping.optional(),
        }),
        z.strictObject({ kind: z.literal('saved'), baseline: baselineId }),
      ]),
    }),
    result: baselineView,
  },
  /** Counts the model's logs on the baseline's grid, then changes to it; until then the one before stays in use. */
  'baselines.use': {
    kind: 'job',
    params: z.strictObject({ model, baseline: baselineId }),
    result: baselineView,
  },
  /** Any window at once, from counts: what is not exact has bounds. */
  'profiles.window': {
    kind: 'query',
    params: z.strictObject({
      ...windowOf,
      /** Only rows of this segment, on both sides; it has to be counted first. */
      segment: segment.optional(),
    }),
    result: windowDocument,
  },
  /** The same window, or some columns of it, from the rows. */
  'profiles.exact': {
    kind: 'job',
    params: z.strictObject({ ...windowOf, columns: z.array(z.string().max(100_000)).max(10_000).optional() }),
    result: windowDocument,
  },
} as const
