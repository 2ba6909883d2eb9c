import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { errorShape } from '#shared/contract/errors.ts'
import { JOB_STATES, type JobView } from '#shared/contract/events.ts'
import type { JobId } from '#shared/domain/ids.ts'

const KEPT = 200
const states = z.enum(JOB_STATES)

type JobRow = {
  id: string
  operation: string
  title: string
  state: string
  error: string | null
  started_at: string
  ended_at: string | null
}

/** Keeps a job that started or ended; the oldest beyond 200 go. */
export function saveJob(database: Database, view: JobView): void {
  const { job, operation, title, state, error, started_at, ended_at } = view
  database
    .transaction(() => {
      database
        .prepare(
          `INSERT INTO jobs (id, operation, title, state, error, started_at, ended_at) VALUES (?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET state = excluded.state, error = excluded.error, ended_at = excluded.ended_at`,
        )
        .run(job, operation, title, state, error && JSON.stringify(error), started_at, ended_at)
      database
        .prepare(
          'DELETE FROM jobs WHERE id NOT IN (SELECT id FROM jobs ORDER BY started_at DESC, id LIMIT ?)',
        )
        .run(KEPT)
    })
    .immediate()
}

/** Oldest first. */
export function listJobs(database: Database): JobView[] {
  return database
    .prepare<[], JobRow>('SELECT * FROM jobs ORDER BY started_at, id')
    .all()
    .map(({ id, operation, title, state, error, started_at, ended_at }) => ({
      job: id as JobId,
      operation,
      title,
      state: states.parse(state),
      progress: null,
      error: error === null ? null : errorShape.parse(JSON.parse(error)),
      started_at,
      ended_at,
    }))
}

/** Marks jobs that were running when an earlier program was stopped; call once at the start. */
export function endInterruptedJobs(database: Database): void {
  const error = {
    code: 'WORKER_LOST',
    message: 'The program was stopped before this was done.',
    mend: 'Start it again; nothing of it is half stored.',
  }
  database
    .prepare(`UPDATE jobs SET state = 'failed', error = ?, ended_at = ? WHERE state = 'running'`)
    .run(JSON.stringify(error), new Date().toISOString())
}
