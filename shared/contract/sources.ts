import { z } from 'zod'
import { COLUMN_KINDS, COLUMN_STORAGES, ROLES } from '../domain/columns.ts'
import type { FileToken } from '../domain/ids.ts'

export const fileToken = z
  .string()
  .min(1)
  .max(200)
  .transform((text) => text as FileToken)

/** A file that the person chose. The page knows its name and size, never its path. */
export const fileReference = z.object({ token: fileToken, name: z.string(), bytes: z.number() })
export type FileReference = z.infer<typeof fileReference>

export const columnGuess = z.object({
  name: z.string(),
  storage: z.enum(COLUMN_STORAGES),
  kind: z.enum(COLUMN_KINDS),
  role: z.enum(ROLES),
  /** 0 to 1: how sure the guess of the role is. */
  confidence: z.number(),
  /** Why this role, in words. */
  because: z.string(),
  /** The first few distinct values, as written. */
  samples: z.array(z.string()),
  distinct: z.number().nullable(),
  missing: z.number().nullable(),
})
export type ColumnGuess = z.infer<typeof columnGuess>

/** What a look at the first rows of some files tells, before anything is imported. */
export const inspection = z.object({
  files: z.array(z.object({ name: z.string(), format: z.string(), bytes: z.number() })),
  columns: z.array(columnGuess),
  rows_sampled: z.number(),
  /** UTC range of the timestamp column in the sample, if there is one. */
  time_range: z.tuple([z.string(), z.string()]).nullable(),
  task: z.string().nullable(),
  notes: z.array(z.string()),
})
export type Inspection = z.infer<typeof inspection>

/** What is compared: two sets of files, or one set cut in two at a time or at a share of its rows. */
export const comparisonSource = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('pair'),
    reference: z.array(fileToken).min(1).max(10_000),
    current: z.array(fileToken).min(1).max(10_000),
  }),
  z.strictObject({
    kind: z.literal('split'),
    files: z.array(fileToken).min(1).max(10_000),
    at: z.union([
      z.strictObject({ time: z.iso.datetime({ offset: true }) }),
      z.strictObject({ share: z.number().gt(0).lt(1) }),
    ]),
  }),
])
export type ComparisonSource = z.infer<typeof comparisonSource>
