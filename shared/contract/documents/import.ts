import { z } from 'zod'
import { ROLES } from '../../domain/columns.ts'

export const rejectedRow = z.object({
  file: z.string(),
  /** 1-based line in the file; 0 where the format has no lines. */
  line: z.number(),
  column: z.string(),
  reason: z.string(),
  text: z.string(),
})
export type RejectedRow = z.infer<typeof rejectedRow>

/** `driftdesk import --json`. Always `rows_read = rows_stored + rows_rejected + rows_duplicate`. */
export const importDocument = z.object({
  schema: z.literal('driftdesk.import/1'),
  model: z.string(),
  rows_read: z.number(),
  rows_stored: z.number(),
  rows_rejected: z.number(),
  rows_duplicate: z.number(),
  /** The first 1,000; all of them are in the workspace. */
  rejects: z.array(rejectedRow),
  roles: z.record(z.string(), z.enum(ROLES)),
  bytes: z.number(),
  seconds: z.number(),
  /** In words, where there is something to say: "the same content is already stored", type conflicts, … */
  notes: z.array(z.string()),
  /** Where the log holds labels for rows of the model's other logs. */
  labels: z
    .object({
      /** Labels whose row is stored. */
      joined: z.number(),
      /** Labels whose row is not there, or not yet. */
      unmatched: z.number(),
    })
    .optional(),
  /** The log that the rows are in: also where the same content was there already. */
  dataset: z.string().optional(),
})
export type ImportDocument = z.infer<typeof importDocument>
