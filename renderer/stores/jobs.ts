import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client } from '#shared/contract/client.ts'
import type { JobView } from '#shared/contract/events.ts'
import type { JobId } from '#shared/domain/ids.ts'

export type JobsState = {
  /** Whether the list of the backend has arrived, so that an unknown job is known to be unknown. */
  readonly complete: boolean
  /** By start, newest first. */
  readonly jobs: readonly JobView[]
}
export type JobsStore = StoreApi<JobsState> & { load(): Promise<void>; cancel(job: JobId): Promise<void> }

const KEPT_JOBS = 100

/** The jobs of this backend, kept current by its events; complete again after `load`, as on a reload. */
export function createJobsStore(client: Client): JobsStore {
  const store = createStore<JobsState>(() => ({ complete: false, jobs: [] }))
  client.onEvent((event) => {
    if (event.type === 'job') store.setState(({ jobs }) => ({ jobs: withJob(jobs, event.view) }))
  })
  return {
    ...store,
    async load() {
      const { jobs } = await client.query('jobs.list', {})
      // Events that overtook the answer are newer than it.
      store.setState((state) => ({ complete: true, jobs: state.jobs.reduce(withJob, jobs) }))
    },
    async cancel(job) {
      await client.command('jobs.cancel', { job })
    },
  }
}

/** The list with the newest view of a job in it; an ended job does not run again. */
export function withJob(jobs: readonly JobView[], view: JobView): readonly JobView[] {
  const before = jobs.find(({ job }) => job === view.job)
  if (before !== undefined && before.state !== 'running' && view.state === 'running') return jobs
  return [view, ...jobs.filter(({ job }) => job !== view.job)]
    .sort((a, b) => Date.parse(b.started_at) - Date.parse(a.started_at))
    .slice(0, KEPT_JOBS)
}
