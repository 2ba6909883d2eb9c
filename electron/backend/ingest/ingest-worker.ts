import { workerData } from 'node:worker_threads'
import type { JobProgress } from '#shared/contract/events.ts'
import type { Mapping } from '#shared/contract/mapping.ts'
import { exposeProcedures } from '../threads/expose.ts'
import { createDuckdbSession } from './duckdb/session.ts'
import { exportRows } from './exporting/export-rows.ts'
import { readLog } from './import.ts'
import { describePlan } from './inspect.ts'
import { mergeChunksAndCounts } from './merging/merge-chunks.ts'
import { fitToLog } from './plan/fit-to-log.ts'
import { misfitNotes } from './plan/misfit-notes.ts'
import type { ImportPlan } from './plan/plan.ts'
import { prepare } from './prepare.ts'
import type { IngestProcedures } from './procedures.ts'
import { checkTimezone } from './text/times.ts'
import { startChunkThread } from './writing/chunk-writer.ts'

const { temporary } = workerData as { readonly temporary: string }
const session = createDuckdbSession(temporary)
const thread = startChunkThread()
const CANCEL_POLL_MS = 25

/** An abort signal that follows a cancel flag in shared memory while `use` runs. */
async function withSignal<T>(cancelFlag: Int32Array, use: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const timer = setInterval(() => {
    if (Atomics.load(cancelFlag, 0) === 1) controller.abort()
  }, CANCEL_POLL_MS)
  try {
    return await use(controller.signal)
  } finally {
    clearInterval(timer)
  }
}

/** The whole mapping of a plan: what was given and what was guessed. */
function mappingOf(plan: ImportPlan): Mapping {
  return {
    ...plan.mapping,
    roles: Object.fromEntries(plan.columns.map(({ name, role }) => [name, role])),
    ...(plan.task === null ? {} : { task: plan.task }),
    timezone: plan.timezone,
  }
}

/** Everything about a plan that decides what is stored, as a text to be hashed. */
function shapeOf(plan: ImportPlan, mapping: Mapping): string {
  return JSON.stringify({
    columns: plan.columns.map(({ name, storage, time, role, missingWord }) => [
      name,
      storage,
      time,
      role,
      missingWord,
    ]),
    timezone: plan.timezone,
    task: plan.task,
    positive: mapping.positive ?? null,
  })
}

exposeProcedures<IngestProcedures>(
  {
    inspect: ({ files, mapping, saved, cancelFlag }, report: (progress: JobProgress) => void) =>
      withSignal(cancelFlag, (signal) =>
        session.connect(
          { timezone: checkTimezone(mapping?.timezone ?? saved?.timezone ?? 'UTC'), cancelFlag },
          async (connection) =>
            describePlan(
              await prepare(connection, { files, mapping, saved, temporary }, { cancelFlag, report }, signal),
            ),
        ),
      ),
    read: (
      { files, mapping, saved, staging, onto, linesBefore = 0, cancelFlag },
      report: (progress: JobProgress) => void,
    ) =>
      withSignal(cancelFlag, (signal) =>
        session.connect(
          { timezone: checkTimezone(mapping?.timezone ?? saved?.timezone ?? 'UTC'), cancelFlag },
          async (connection) => {
            const signals = { cancelFlag, report }
            const own = await prepare(connection, { files, mapping, saved, temporary }, signals, signal)
            const { plan, fits } = onto === undefined ? { plan: own, fits: false } : fitToLog(own, onto)
            const where = { staging, temporary, linesBefore, thread }
            const log = await readLog(connection, plan, where, signals, signal)
            const whole = mappingOf(plan)
            return {
              ...log,
              mapping: whole,
              notes: [...plan.notes, ...(fits ? [] : misfitNotes(plan, linesBefore)), ...log.notes],
              shape: shapeOf(plan, whole),
              fits,
            }
          },
        ),
      ),
    shape: ({ files, mapping, saved, cancelFlag }, report: (progress: JobProgress) => void) =>
      withSignal(cancelFlag, (signal) =>
        session.connect(
          { timezone: checkTimezone(mapping?.timezone ?? saved?.timezone ?? 'UTC'), cancelFlag },
          async (connection) => {
            const request = { files, mapping, saved, temporary }
            const plan = await prepare(connection, request, { cancelFlag, report }, signal)
            return shapeOf(plan, mappingOf(plan))
          },
        ),
      ),
    merge: mergeChunksAndCounts,
    exportRows: ({ cancelFlag, ...request }, report: (progress: JobProgress) => void) =>
      session.connect({ timezone: 'UTC', cancelFlag }, (connection) =>
        exportRows(connection, request, { cancelFlag, report }),
      ),
  },
  async () => {
    session.close()
    await thread.close()
  },
)
