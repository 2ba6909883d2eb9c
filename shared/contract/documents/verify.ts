import { z } from 'zod'

/** `driftdesk verify --json`. */
export const verifyDocument = z.object({
  schema: z.literal('driftdesk.verify/1'),
  ok: z.boolean(),
  /** Things that were looked at: the catalogue, the audit chain, each log, each chunk. */
  checked: z.number(),
  problems: z.array(
    z.object({
      where: z.string(),
      expected: z.string(),
      found: z.string(),
      /** What a person does about it. */
      mend: z.string(),
    }),
  ),
})
export type VerifyDocument = z.infer<typeof verifyDocument>
