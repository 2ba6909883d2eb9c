import { z } from 'zod'

/** Who said what decisions are judged by; null where nobody did. */
export const assumptionSource = z.enum(['option', 'manifest']).nullable()

/** Who said what the outcome means: `log` is the mapping that is stored with the log; null where the data decided. */
export const assumptionSources = z.object({
  task: z.enum(['option', 'manifest', 'log']).nullable(),
  positive_class: z.enum(['option', 'manifest', 'log']).nullable(),
})
