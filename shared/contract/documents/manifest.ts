import { z } from 'zod'
import { TASKS } from '../../domain/columns.ts'
import { parseDuration } from '../../domain/duration.ts'
import { WEEKDAYS } from '../../domain/manifest.ts'

const name = z.string().min(1).max(1_000)
const text = z.string().max(10_000)
const names = z.array(name).max(200).default([])
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is written as 2026-11-20')
const dayOfYear = z.string().regex(/^\d{2}-\d{2}$/, 'a day of the year is written as 12-24')
const duration = z
  .string()
  .refine(
    (written) => parseDuration(written) !== null,
    'a duration is a number with ms, s, min, h, d or w: "7 d"',
  )

/** Model and column; `model: column` lists and plain names of models are taken, too. */
const upstream = z
  .union([
    z.array(
      z.union([
        name.transform((model) => ({ model, column: null })),
        z.strictObject({ model: name, column: name.nullable().default(null) }),
      ]),
    ),
    z
      .record(name, name)
      .transform((columns) =>
        Object.entries(columns).map(([column, model]) => ({ model, column: column as string | null })),
      ),
  ])
  .default([])

/** What a person knows about a model that its log does not say; one YAML or JSON file a model. */
export const manifestSchema = z.strictObject({
  schema: z.literal('driftdesk.manifest/1').optional(),
  model: name,
  owner: text.optional(),
  runbook: text.optional(),
  task: z.enum(TASKS).optional(),
  positive_class: z.union([text, z.number(), z.boolean()]).optional(),
  thresholds: z.array(z.number()).max(100).optional(),
  upstream,
  training_window: z.strictObject({ from: day, to: day }).optional(),
  data_sources: names,
  feature_sources: names,
  vendor: text.optional(),
  architecture: text.optional(),
  retrain_schedule: z
    .strictObject({
      every: duration,
      from: day.optional(),
      weekday: z.enum(WEEKDAYS).optional(),
      hour: z.number().int().min(0).max(23).optional(),
    })
    .optional(),
  objective: name.optional(),
  guard_metrics: z
    .array(
      z.union([
        name.transform((metric) => ({ metric, worse: 'fall' as const })),
        z.strictObject({ metric: name, worse: z.enum(['fall', 'rise']).default('fall') }),
      ]),
    )
    .max(50)
    .default([]),
  costs: z
    .strictObject({
      false_positive: z.number(),
      false_negative: z.number(),
      true_positive: z.number().optional(),
      true_negative: z.number().optional(),
      currency: z.string().max(20).optional(),
    })
    .optional(),
  decision_latency: duration.optional(),
  label_delay: duration.optional(),
  autonomy_level: z.union([z.literal(1), z.literal(2), z.literal(3)]).optional(),
  protected_attributes: names,
  seasons: z
    .array(z.strictObject({ name, from: dayOfYear, to: dayOfYear }))
    .max(50)
    .default([]),
})

export const manifestText = z.string().max(100_000)
/** Manifests by file. */
export const manifestFiles = z
  .array(z.strictObject({ file: z.string().max(1_000), text: manifestText }))
  .max(1_000)

/** What is wrong with a manifest, and where. */
export const manifestFault = z.object({
  line: z.number(),
  column: z.number(),
  where: z.string(),
  what: z.string(),
})

/** The manifest of a model as the window edits it. */
export const manifestView = z.object({
  model: z.string(),
  /** As it was written; a proposal from the data where nothing was saved. */
  text: z.string(),
  saved_at: z.string().nullable(),
  is_proposal: z.boolean(),
})
export type ManifestView = z.infer<typeof manifestView>
