import { z } from 'zod'
import type { JobId } from '../domain/ids.ts'
import { errorShape } from './errors.ts'

const jobId = z.string().transform((text) => text as JobId)

/** How far a job is. `total` is null while it is not known; `unit` says what is counted. */
export const jobProgress = z.object({
  stage: z.enum([
    'waiting',
    'inspecting',
    'hashing',
    'unpacking',
    'reading',
    'locating',
    'deduplicating',
    'storing',
    'measuring',
    'writing',
  ]),
  /** What is being worked on: a file or column name. */
  subject: z.string(),
  done: z.number(),
  total: z.number().nullable(),
  /** Cells are rows times columns. */
  unit: z.enum(['rows', 'columns', 'cells', 'bytes', 'steps']),
  /** Rows per second where rows are read, else null. */
  rows_per_second: z.number().nullable(),
  /** Estimated seconds left, null while unknown. */
  seconds_left: z.number().nullable(),
})
export type JobProgress = z.infer<typeof jobProgress>

export const JOB_STATES = ['running', 'done', 'failed', 'cancelled'] as const
export const jobView = z.object({
  job: jobId,
  operation: z.string(),
  title: z.string(),
  state: z.enum(JOB_STATES),
  progress: jobProgress.nullable(),
  error: errorShape.nullable(),
  started_at: z.string(),
  ended_at: z.string().nullable(),
})
export type JobView = z.infer<typeof jobView>

export const event = z.discriminatedUnion('type', [
  /** A job started, moved or ended; the view is whole, so the newest one is all that is needed. */
  z.object({ type: z.literal('job'), view: jobView }),
  /** The list of comparisons changed. */
  z.object({ type: z.literal('runs.changed') }),
  /** A log came or went, or rows of it. */
  z.object({ type: z.literal('logs.changed') }),
  /** The baselines of a model changed, or the one that it uses. */
  z.object({ type: z.literal('baselines.changed') }),
  /** A breaker was armed, moved or overridden. */
  z.object({ type: z.literal('breakers.changed') }),
  /** A sink was saved or removed, or something on its way to one moved. */
  z.object({ type: z.literal('sinks.changed') }),
  /** A response was proposed, accepted or dismissed. */
  z.object({ type: z.literal('responses.changed') }),
  /** Alert rules were saved, alerts moved, or a person answered one. */
  z.object({ type: z.literal('alerts.changed') }),
  z.object({ type: z.literal('settings.changed') }),
  /** A watched folder came or went, started, stopped, or had something imported. */
  z.object({ type: z.literal('watches.changed') }),
  /** A workspace was opened, or failed to open: `workspaces.state` tells. */
  z.object({ type: z.literal('workspace.changed') }),
  /** Files were handed to the app from outside the page (command line, menu): `files.takeOpened` gives them. */
  z.object({ type: z.literal('files.opened') }),
])
export type AppEvent = z.infer<typeof event>

/** Events are numbered from 1 without gaps, so that a reloaded page can ask for what it missed. */
export const eventMessage = z.object({ sequence: z.number(), event })
export type EventMessage = z.infer<typeof eventMessage>
