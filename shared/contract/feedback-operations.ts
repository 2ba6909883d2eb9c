import { z } from 'zod'
import { feedbackDocument } from './documents/feedback.ts'
import { mapping } from './mapping.ts'
import { scoredSource } from './scored-source.ts'

/** Whether a model feeds on its own output. */
export const FEEDBACK_OPERATIONS = {
  'feedback.run': {
    kind: 'job',
    params: z.strictObject({ source: scoredSource, mapping: mapping.optional() }),
    result: feedbackDocument,
  },
} as const
