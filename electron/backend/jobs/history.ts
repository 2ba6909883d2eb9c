import type { JobView } from '#shared/contract/events.ts'
import type { Store } from '../store/types.ts'

/** Jobs of earlier sessions, and where those of this one are kept. */
export type JobHistory = {
  /** Oldest first. */
  readonly earlier: readonly JobView[]
  /** Told of each job that starts and ends. */
  keep(view: JobView): void
  /** Ends when all is kept. */
  close(): Promise<void>
}

/** Keeps jobs in the catalogue, one after the other; `onFault` is told once when that fails. */
export async function openJobHistory(
  store: Pick<Store, 'saveJob' | 'listJobs'>,
  onFault: (error: unknown) => void,
): Promise<JobHistory> {
  const earlier = await store.listJobs()
  let before: Promise<unknown> = Promise.resolve()
  let told = false
  return {
    earlier,
    keep(view) {
      before = before
        .then(() => store.saveJob(view))
        .catch((error: unknown) => {
          if (!told) onFault(error)
          told = true
        })
    },
    async close() {
      await before
    },
  }
}
