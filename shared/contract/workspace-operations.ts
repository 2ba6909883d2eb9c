import { z } from 'zod'
import { datasetId } from './documents/baseline.ts'
import { delivery } from './documents/delivery.ts'
import { secretPlace } from './documents/secret.ts'
import { verifyDocument } from './documents/verify.ts'

const nothing = z.strictObject({})
export const retentionDays = z.number().int().min(1).max(36_500)

const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString())
const auditFilter = {
  /** What actions are about, the part before their dot: "breaker". */
  kind: z.string().min(1).max(100).optional(),
  model: z.string().min(1).max(1_000).optional(),
  by: z.string().min(1).max(200).optional(),
  /** Half-open. */
  from: time.optional(),
  to: time.optional(),
}

export const auditEntry = z.object({
  sequence: z.number(),
  at: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
  /** Hash of the entry before, lower-case hex SHA-256. */
  previous: z.string(),
  hash: z.string(),
})
export type AuditView = z.infer<typeof auditEntry>

/** What keeps a workspace small, lawful and sound. */
export const WORKSPACE_OPERATIONS = {
  /** Checks the catalogue, the audit chain, the counts of every log and the bytes of every chunk. */
  'workspace.verify': { kind: 'job', params: nothing, result: verifyDocument },
  /** Where a secret of the workspace would lie that is saved now. */
  'secrets.place': { kind: 'query', params: nothing, result: z.object({ next: secretPlace }) },
  'storage.use': {
    kind: 'query',
    params: nothing,
    result: z.object({
      models: z.array(z.object({ model: z.string(), logs: z.number(), rows: z.number(), bytes: z.number() })),
      catalogue_bytes: z.number(),
      /** Of the counts of rows that windows are answered from. */
      profile_bytes: z.number(),
      /** UTC times of the oldest and newest row; null without times. */
      time_range: z.tuple([z.string(), z.string()]).nullable(),
      /** Logs with rows that the disk did not have when the workspace was opened. */
      lost: z.array(z.object({ dataset: datasetId, name: z.string(), model: z.string(), files: z.number() })),
    }),
  },
  /** What would go now if rows and counts were kept for so many days. */
  'retention.preview': {
    kind: 'query',
    params: z.strictObject({ rows_days: retentionDays, profiles_days: retentionDays }),
    result: z.object({ rows: z.number(), bytes: z.number(), logs: z.number(), profiles: z.number() }),
  },
  /** Whether every entry of the audit table follows from the one before. */
  'audit.chain': {
    kind: 'query',
    params: nothing,
    result: z.object({
      /** The first that does not; null when the chain is whole. */
      broken: z.object({ sequence: z.number(), reason: z.string() }).nullable(),
    }),
  },
  /** What was done to the workspace, newest first. */
  'audit.list': {
    kind: 'query',
    params: z.strictObject({
      ...auditFilter,
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(1_000),
    }),
    result: z.object({ total: z.number(), entries: z.array(auditEntry) }),
  },
  /** By what, whom and which model entries can be filtered. */
  'audit.choices': {
    kind: 'query',
    params: nothing,
    result: z.object({
      kinds: z.array(z.string()),
      people: z.array(z.string()),
      models: z.array(z.string()),
    }),
  },
  /** The entries that a filter lets through as NDJSON, as they are hashed. */
  'audit.export': { kind: 'job', params: z.strictObject(auditFilter), result: delivery },
} as const
