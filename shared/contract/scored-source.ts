import { z } from 'zod'
import { datasetId } from './documents/baseline.ts'
import { fileToken } from './sources.ts'

const files = z.array(fileToken).max(10_000)

/** Scored rows: files that are imported first, or the stored logs of a model (all but its baseline's unless told). */
export const scoredSource = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('files'),
    log: files.min(1),
    /** The baseline. */
    reference: files.optional(),
    /** Labels that arrived later. */
    labels: files.optional(),
  }),
  z.strictObject({
    kind: z.literal('model'),
    model: z.string().min(1).max(1_000),
    datasets: z.array(datasetId).max(10_000).optional(),
  }),
])
export type ScoredSource = z.infer<typeof scoredSource>
