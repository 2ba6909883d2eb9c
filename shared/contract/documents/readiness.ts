import { z } from 'zod'
import { READINESS_ANSWERS, READINESS_QUESTIONS, READINESS_VERDICTS } from '../../policy/readiness/assess.ts'

const fact = z.union([z.number(), z.string(), z.boolean()]).nullable()

/** `driftdesk readiness --json`. */
export const readinessDocument = z.object({
  schema: z.literal('driftdesk.readiness/1'),
  model: z.string(),
  verdict: z.enum(READINESS_VERDICTS),
  /** Questions answered with yes, of five. */
  score: z.number(),
  assessed_at: z.string(),
  questions: z.array(
    z.object({
      question: z.enum(READINESS_QUESTIONS),
      /** Unknown counts as no. */
      answer: z.enum(READINESS_ANSWERS),
      finding: z.string(),
      /** The numbers that the answer rests on. */
      evidence: z.record(z.string(), fact),
      /** When that was measured; null where nothing was. */
      measured_at: z.string().nullable(),
      /** What would turn it into a yes; null for a yes. */
      settles: z.string().nullable(),
    }),
  ),
  engine: z.object({ version: z.string(), seconds: z.number() }),
})
export type ReadinessDocument = z.infer<typeof readinessDocument>
