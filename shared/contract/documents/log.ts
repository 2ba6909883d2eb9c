import { z } from 'zod'
import { mapping } from '../mapping.ts'
import { datasetId } from './baseline.ts'
import { importDocument } from './import.ts'

/** One import in the history: what came, and what of it is stored now. */
export const importedLog = importDocument.omit({ schema: true, rejects: true }).extend({
  dataset: datasetId,
  name: z.string(),
  created_at: z.string(),
  /** Rows that are stored now; fewer than `rows_stored` when some were removed since. */
  rows: z.number(),
  /** Of the chunks on disk; `bytes` are those of the files that came. */
  stored_bytes: z.number(),
  /** UTC times of the first and last row; null without times. */
  time_range: z.tuple([z.string(), z.string()]).nullable(),
  /** Whether it holds labels for rows of the model's other logs. */
  is_labels: z.boolean(),
})
export type ImportedLog = z.infer<typeof importedLog>

/** How fast the rows of a model get their labels. */
export const labelMaturity = z.object({
  model: z.string(),
  /** Rows that are predictions, and those of them that have a label by now. */
  rows: z.number(),
  labelled: z.number(),
  /** Labels that a newer one replaced. */
  superseded: z.number(),
  /** By age since the prediction; rows that are younger than an age are not counted at it. */
  curve: z.array(z.object({ age_seconds: z.number(), rows: z.number(), labelled: z.number() })),
})
export type LabelMaturity = z.infer<typeof labelMaturity>

/** One label that came for a prediction. */
export const labelVersion = z.object({
  value: z.string(),
  /** UTC time at which it became known. */
  known_at: z.string(),
  /** The log that it is in. */
  dataset: datasetId,
  name: z.string(),
  /** Whether it is the one that counts. */
  current: z.boolean(),
})

/** Every label that came for one prediction, the one that counts first, then the newest. */
export const labelHistory = z.object({
  model: z.string(),
  prediction_id: z.string(),
  versions: z.array(labelVersion),
})
export type LabelHistory = z.infer<typeof labelHistory>

/** What the columns of a model's logs mean. */
export const modelMapping = z.object({
  model: z.string(),
  /** What a person chose; the next import takes it for the columns that it has. Null when nobody chose. */
  chosen: mapping.nullable(),
  /** Of the last import: chosen and guessed. Null before the first. */
  last: mapping.nullable(),
  saved_at: z.string().nullable(),
  /** Columns of the model's logs by name, in the order in which they came. */
  columns: z.array(z.string()),
})
export type ModelMapping = z.infer<typeof modelMapping>
