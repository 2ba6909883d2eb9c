import { z } from 'zod'
import type { JobId, RunId } from '../domain/ids.ts'
import { VERDICTS } from '../domain/verdict.ts'
import { ALERT_OPERATIONS } from './alert-operations.ts'
import { BACKEND_CHOICES } from './backend-choice.ts'
import { BASELINE_OPERATIONS } from './baseline-operations.ts'
import { BREAKER_OPERATIONS } from './breaker-operations.ts'
import { columnAudit } from './documents/column-audit.ts'
import { delivery } from './documents/delivery.ts'
import { distribution } from './documents/distribution.ts'
import { doctorDocument } from './documents/doctor.ts'
import { driftColumn, driftDocument } from './documents/drift.ts'
import { driftHeatmap } from './documents/heatmap.ts'
import { importDocument, rejectedRow } from './documents/import.ts'
import { eventMessage, jobView } from './events.ts'
import { FEEDBACK_OPERATIONS } from './feedback-operations.ts'
import { FLEET_OPERATIONS } from './fleet-operations.ts'
import { LATENCY_OPERATIONS } from './latency-operations.ts'
import { LIFECYCLE_OPERATIONS } from './lifecycle-operations.ts'
import { LOG_OPERATIONS } from './log-operations.ts'
import { mapping } from './mapping.ts'
import { MODEL_OPERATIONS } from './model-operations.ts'
import { PERFORMANCE_OPERATIONS } from './performance-operations.ts'
import { RESPONSE_OPERATIONS } from './response-operations.ts'
import { SCENARIO_OPERATIONS } from './scenario-operations.ts'
import { SINK_OPERATIONS } from './sink-operations.ts'
import { SKEW_OPERATIONS } from './skew-operations.ts'
import { comparisonSource, fileReference, fileToken, inspection } from './sources.ts'
import { WATCH_OPERATIONS } from './watch-operations.ts'
import { WORKSPACE_OPERATIONS } from './workspace-operations.ts'

const nothing = z.strictObject({})
const runId = z
  .string()
  .min(1)
  .max(64)
  .transform((text) => text as RunId)
const jobId = z
  .string()
  .min(1)
  .max(64)
  .transform((text) => text as JobId)

export const REPORT_FORMATS = ['html', 'pdf', 'json', 'csv'] as const
export const reportFormat = z.enum(REPORT_FORMATS)
export type ReportFormat = z.infer<typeof reportFormat>

export const NOTIFICATION_CHOICES = ['all', 'failures', 'none'] as const
export type NotificationChoice = (typeof NOTIFICATION_CHOICES)[number]

export const THEMES = ['system', 'light', 'dark'] as const
export const settings = z.object({
  theme: z.enum(THEMES),
  language: z.string(),
  density: z.enum(['comfortable', 'compact']),
  /** Where large arithmetic is done: wherever it is faster, or always on one of the two. */
  backend: z.enum(BACKEND_CHOICES),
  /** Threads that measure, from the next start on; null for one a core, at most 8. */
  workers: z.number().int().min(1).max(64).nullable(),
  /** Which jobs the system is told about when they end: those that failed or took long, those that failed, none. */
  notifications: z.enum(NOTIFICATION_CHOICES),
  /** Days for which rows are kept after they came. */
  retention_rows_days: z.number().int().min(1).max(36_500),
  /** Days for which the counts of rows are kept; never shorter than the rows themselves. */
  retention_profiles_days: z.number().int().min(1).max(36_500),
})
export type Settings = z.infer<typeof settings>
/** What holds until a person chooses. */
export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  language: 'en',
  density: 'comfortable',
  backend: 'auto',
  workers: null,
  notifications: 'failures',
  retention_rows_days: 90,
  retention_profiles_days: 365,
}

export const capabilities = z.object({
  shell: z.enum(['electron', 'loopback', 'cli']),
  version: z.string(),
  /** Whether the shell has native dialogs for choosing and saving; otherwise files are uploaded and downloaded. */
  dialogs: z.boolean(),
  pdf: z.object({ available: z.boolean(), reason: z.string().nullable() }),
  workers: z.number(),
  /** Name and place of the workspace, as a person tells it from others. */
  workspace: z.string(),
})
export type Capabilities = z.infer<typeof capabilities>

export const runSummary = z.object({
  run: runId,
  title: z.string(),
  created_at: z.string(),
  reference: z.string(),
  current: z.string(),
  verdict: z.enum(VERDICTS),
  drifted: z.number(),
  columns: z.number(),
})
export type RunSummary = z.infer<typeof runSummary>

export const sample = z.object({ name: z.string(), title: z.string(), story: z.string(), rows: z.number() })
export type Sample = z.infer<typeof sample>

export type Distribution = z.infer<typeof distribution>

/**
 * Every operation of Driftdesk. A `query` reads, a `command` changes something and answers at once, a `job`
 * answers with its id and reports by events. Handlers, clients, validation and the tests of both transports are
 * derived from this map.
 */
export const OPERATIONS = {
  'app.capabilities': { kind: 'query', params: nothing, result: capabilities },
  'app.doctor': { kind: 'query', params: nothing, result: doctorDocument },
  'events.since': {
    kind: 'query',
    params: z.strictObject({ sequence: z.number().int().min(0) }),
    result: z.object({
      /** Sequence number of the newest event. */
      sequence: z.number(),
      /** What came after `sequence`; null when some of it is no longer kept and a snapshot is needed. */
      events: z.array(eventMessage).nullable(),
    }),
  },
  'settings.get': { kind: 'query', params: nothing, result: settings },
  'settings.set': { kind: 'command', params: settings.partial().strict(), result: settings },
  'files.choose': {
    kind: 'command',
    params: nothing,
    result: z.object({ files: z.array(fileReference) }),
  },
  'files.describe': {
    kind: 'query',
    params: z.strictObject({ files: z.array(fileToken).min(1).max(10_000) }),
    result: z.object({ files: z.array(fileReference) }),
  },
  /** The files that were handed to the app from outside the page and that no page has taken yet. */
  'files.takeOpened': {
    kind: 'command',
    params: nothing,
    result: z.object({ files: z.array(fileReference) }),
  },
  'samples.list': { kind: 'query', params: nothing, result: z.object({ samples: z.array(sample) }) },
  'samples.open': {
    kind: 'command',
    params: z.strictObject({ name: z.string().max(100) }),
    result: z.object({ reference: z.array(fileReference), current: z.array(fileReference) }),
  },
  'sources.inspect': {
    kind: 'job',
    params: z.strictObject({
      files: z.array(fileToken).min(1).max(10_000),
      mapping: mapping.optional(),
    }),
    result: inspection,
  },
  'log.import': {
    kind: 'job',
    params: z.strictObject({ files: z.array(fileToken).min(1).max(10_000), mapping: mapping.optional() }),
    result: importDocument,
  },
  'drift.run': {
    kind: 'job',
    params: z.strictObject({
      source: comparisonSource,
      mapping: mapping.optional(),
      /** Name of a verdict policy. */
      policy: z.string().max(100).optional(),
      /** YAML or JSON file with a policy of one's own, in place of a name. */
      policy_file: fileToken.optional(),
      /** Column by whose values the drift of every other is split. */
      by: z.string().max(100_000).optional(),
      title: z.string().max(300).optional(),
      /** Where to compute, in place of the setting. */
      backend: z.enum(BACKEND_CHOICES).optional(),
      /** Seed of everything that is simulated; the same seed gives the same intervals. */
      seed: z.number().int().min(0).max(0xffff_ffff).optional(),
    }),
    result: z.object({ run: runId }),
  },
  'drift.list': { kind: 'query', params: nothing, result: z.object({ runs: z.array(runSummary) }) },
  'drift.get': {
    kind: 'query',
    params: z.strictObject({ run: runId }),
    result: z.object({ summary: runSummary, document: driftDocument, imports: z.array(importDocument) }),
  },
  'drift.column': {
    kind: 'query',
    params: z.strictObject({ run: runId, column: z.string().max(100_000) }),
    result: z.object({ column: driftColumn, distribution: distribution.nullable() }),
  },
  /** Drift of every column in every bucket of time. */
  'drift.heatmap': { kind: 'query', params: z.strictObject({ run: runId }), result: driftHeatmap },
  /** One column under all conventions; reads its rows again. */
  'drift.audit': {
    kind: 'job',
    params: z.strictObject({ run: runId, column: z.string().max(100_000) }),
    result: columnAudit,
  },
  'drift.rejects': {
    kind: 'query',
    params: z.strictObject({
      run: runId,
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(1_000),
    }),
    result: z.object({ total: z.number(), rows: z.array(rejectedRow) }),
  },
  'drift.delete': { kind: 'command', params: z.strictObject({ run: runId }), result: nothing },
  'reports.save': {
    kind: 'job',
    params: z.strictObject({ run: runId, format: reportFormat }),
    result: delivery,
  },
  'jobs.list': { kind: 'query', params: nothing, result: z.object({ jobs: z.array(jobView) }) },
  'jobs.result': {
    kind: 'query',
    params: z.strictObject({ job: jobId }),
    result: z.object({ result: z.unknown() }),
  },
  'jobs.cancel': { kind: 'command', params: z.strictObject({ job: jobId }), result: nothing },
  ...ALERT_OPERATIONS,
  ...BASELINE_OPERATIONS,
  ...BREAKER_OPERATIONS,
  ...LIFECYCLE_OPERATIONS,
  ...LOG_OPERATIONS,
  ...WATCH_OPERATIONS,
  ...MODEL_OPERATIONS,
  ...PERFORMANCE_OPERATIONS,
  ...FEEDBACK_OPERATIONS,
  ...FLEET_OPERATIONS,
  ...SCENARIO_OPERATIONS,
  ...SKEW_OPERATIONS,
  ...SINK_OPERATIONS,
  ...RESPONSE_OPERATIONS,
  ...LATENCY_OPERATIONS,
  ...WORKSPACE_OPERATIONS,
} as const satisfies Record<string, OperationDefinition>

type OperationDefinition = {
  readonly kind: 'query' | 'command' | 'job'
  readonly params: z.ZodType
  readonly result: z.ZodType
}

export type Operations = typeof OPERATIONS
export type OperationName = keyof Operations
/** Names of the operations of one kind. */
export type OperationOf<Kind extends OperationDefinition['kind']> = {
  [Name in OperationName]: Operations[Name]['kind'] extends Kind ? Name : never
}[OperationName]

/** What a caller passes. */
export type Params<Name extends OperationName> = z.input<Operations[Name]['params']>
/** What a handler gets: parsed, defaults filled in. */
export type ParsedParams<Name extends OperationName> = z.output<Operations[Name]['params']>
export type Result<Name extends OperationName> = z.output<Operations[Name]['result']>

/** Whether the map itself (not its prototype) has an operation of this name. */
export function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(OPERATIONS, name)
}
