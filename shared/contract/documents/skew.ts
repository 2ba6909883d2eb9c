import { z } from 'zod'
import { VERDICTS } from '../../domain/verdict.ts'

const number = z.number()

/** What a model was fed against what training reads of the same rows. */
export const skewDocument = z.object({
  schema: z.literal('driftdesk.skew/1'),
  online: z.string(),
  offline: z.string(),
  rows: z.object({ online: number, offline: number, matched: number }),
  columns: z.array(
    z.object({
      name: z.string(),
      differ: number,
      share: number.nullable(),
      ci: z.tuple([number, number]).nullable(),
      /** Online less offline over the rows that differ; null for texts and without such rows. */
      mean_difference: number.nullable(),
      verdict: z.enum(VERDICTS),
    }),
  ),
  verdict: z.enum(VERDICTS),
})
export type SkewDocument = z.infer<typeof skewDocument>
