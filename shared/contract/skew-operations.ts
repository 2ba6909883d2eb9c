import { z } from 'zod'
import { skewDocument } from './documents/skew.ts'

const model = z.string().min(1).max(1_000)
const time = z.iso.datetime({ offset: true }).nullable()

/** Whether a model is fed what it was trained on. */
export const SKEW_OPERATIONS = {
  /** Features of the same predictions in the logs of two models: what serving computed, and what training reads. */
  'skew.run': {
    kind: 'job',
    params: z.strictObject({
      online: model,
      offline: model,
      /** Only predictions of this time, by the online log. */
      window: z.strictObject({ start: time, end: time }).optional(),
    }),
    result: skewDocument,
  },
} as const
