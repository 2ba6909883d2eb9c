import { randomUUID } from 'node:crypto'
import { toErrorShape } from '#shared/contract/errors.ts'
import type { AppEvent, JobProgress, JobView } from '#shared/contract/events.ts'
import type { JobContext } from '#shared/contract/handlers.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { JobId } from '#shared/domain/ids.ts'
import { say } from '#shared/words/say.ts'
import type { JobHistory } from './history.ts'

const KEPT_JOBS = 200
const PROGRESS_INTERVAL_MS = 100
/** Stands for the result of a job of an earlier session. */
const EARLIER = Symbol('earlier')

type Job = {
  view: JobView
  result: unknown
  readonly cancelFlag: Int32Array
  lastPublished: number
}

/** Long operations: started, watched, cancelled, and asked for their result. */
export type JobRegistry = {
  start(operation: string, title: string, work: (context: JobContext) => Promise<unknown>): JobId
  list(): JobView[]
  /** Rejects with `NOT_FOUND`, or with the job's own error when it has no result. */
  result(job: JobId): unknown
  /** Asks a job to stop; one that ended already stays as it is. */
  cancel(job: JobId): void
  /** Cancels everything and waits until all has ended. */
  close(): Promise<void>
}

/**
 * Progress is published at most every 100 ms a job; start and end always, and these are kept in the history. Jobs of
 * earlier sessions are listed; their results are not kept.
 */
export function createJobRegistry(
  publish: (event: AppEvent) => void,
  history: Pick<JobHistory, 'earlier' | 'keep'> = { earlier: [], keep: () => undefined },
): JobRegistry {
  const jobs = new Map<JobId, Job>(
    history.earlier.map((view) => [
      view.job,
      { view, result: EARLIER, cancelFlag: new Int32Array(new SharedArrayBuffer(4)), lastPublished: 0 },
    ]),
  )
  const running = new Set<Promise<void>>()

  const find = (id: JobId): Job => {
    const job = jobs.get(id)
    if (job === undefined) {
      throw new AppError('NOT_FOUND', say('error.job.unknown'), say('mend.start_again'))
    }
    return job
  }

  const change = (job: Job, part: Partial<JobView>): void => {
    job.view = { ...job.view, ...part }
    job.lastPublished = performance.now()
    publish({ type: 'job', view: job.view })
    if ('state' in part) history.keep(job.view)
  }

  const forgetOldest = (): void => {
    for (const [id, job] of jobs) {
      if (jobs.size <= KEPT_JOBS) return
      if (job.view.state !== 'running') jobs.delete(id)
    }
  }

  const run = async (job: Job, work: (context: JobContext) => Promise<unknown>): Promise<void> => {
    const context: JobContext = {
      cancelFlag: job.cancelFlag,
      throwIfCancelled() {
        if (Atomics.load(job.cancelFlag, 0) === 1) throw cancelled()
      },
      report(progress: JobProgress) {
        if (job.view.state !== 'running') return
        if (performance.now() - job.lastPublished < PROGRESS_INTERVAL_MS) job.view = { ...job.view, progress }
        else change(job, { progress })
      },
    }
    const ended_at = () => new Date().toISOString()
    try {
      job.result = await work(context)
      change(job, { state: 'done', ended_at: ended_at() })
    } catch (error) {
      const shape = toErrorShape(error)
      const state = shape.code === 'CANCELLED' ? 'cancelled' : 'failed'
      change(job, { state, error: shape, ended_at: ended_at() })
    }
  }

  return {
    start(operation, title, work) {
      const id = randomUUID() as JobId
      const job: Job = {
        view: {
          job: id,
          operation,
          title,
          state: 'running',
          progress: null,
          error: null,
          started_at: new Date().toISOString(),
          ended_at: null,
        },
        result: undefined,
        cancelFlag: new Int32Array(new SharedArrayBuffer(4)),
        lastPublished: 0,
      }
      jobs.set(id, job)
      forgetOldest()
      change(job, { state: 'running' })
      job.lastPublished = 0
      const ended = run(job, work).finally(() => running.delete(ended))
      running.add(ended)
      return id
    },
    list: () => [...jobs.values()].map((job) => job.view),
    result(id) {
      const { view, result } = find(id)
      if (result === EARLIER && view.state === 'done') {
        throw new AppError('NOT_AVAILABLE', say('error.job.earlier'), say('error.job.earlier.mend'))
      }
      if (view.state === 'done') return result
      if (view.error !== null) throw new AppError(view.error.code, view.error.message, view.error.mend)
      throw new AppError('NOT_AVAILABLE', say('error.job.running'), say('mend.wait'))
    },
    cancel(id) {
      Atomics.store(find(id).cancelFlag, 0, 1)
    },
    async close() {
      for (const job of jobs.values()) Atomics.store(job.cancelFlag, 0, 1)
      await Promise.all(running)
    },
  }
}

/** What a job that was asked to stop rejects with. */
export function cancelled(): AppError {
  return new AppError('CANCELLED', say('error.cancelled'), say('mend.start_again_wanted'))
}
