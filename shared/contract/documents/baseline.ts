import { z } from 'zod'
import type { BaselineId, DatasetId } from '../../domain/ids.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'is no content hash')

export const baselineId = hash.transform((text) => text as BaselineId)
export const datasetId = z
  .string()
  .min(1)
  .max(64)
  .transform((text) => text as DatasetId)

/** A baseline as one model knows it. */
export const baselineView = z.object({
  /** SHA-256 of what is frozen. */
  baseline: baselineId,
  model: z.string(),
  name: z.string(),
  rows: z.number(),
  columns: z.number(),
  created_at: z.string(),
  /** Since when the model's windows are compared with it; null when they are not. */
  used_since: z.string().nullable(),
})
export type BaselineView = z.infer<typeof baselineView>

/** A model with the logs that are stored for it. */
export const modelView = z.object({
  name: z.string(),
  rows: z.number(),
  baseline: baselineView.nullable(),
  logs: z.array(
    z.object({
      dataset: datasetId,
      name: z.string(),
      rows: z.number(),
      created_at: z.string(),
      /** UTC times of the first and last row; null without times. */
      time_range: z.tuple([z.string(), z.string()]).nullable(),
    }),
  ),
})
export type ModelView = z.infer<typeof modelView>
