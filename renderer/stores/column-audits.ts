import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client, RunningJob } from '#shared/contract/client.ts'
import type { ColumnAuditDocument } from '#shared/contract/documents/column-audit.ts'
import { type ErrorShape, toErrorShape } from '#shared/contract/errors.ts'
import type { JobProgress } from '#shared/contract/events.ts'
import type { RunId } from '#shared/domain/ids.ts'

export type ColumnAuditState =
  | { readonly kind: 'running'; readonly progress: JobProgress | null }
  | { readonly kind: 'done'; readonly audit: ColumnAuditDocument }
  | { readonly kind: 'failed'; readonly error: ErrorShape }
  | { readonly kind: 'cancelled' }

export type ColumnAuditsStore = StoreApi<Readonly<Record<string, ColumnAuditState>>> & {
  key(run: RunId, column: string): string
  /** Starts the audit unless it is there or under way. */
  ensure(run: RunId, column: string): void
  /** Starts it again after it failed or was cancelled. */
  restart(run: RunId, column: string): void
  cancel(run: RunId, column: string): Promise<void>
}

const KEPT_AUDITS = 40

/** Audits of columns by run and column, so that going back to one shows it at once. */
export function createColumnAuditsStore(client: Client): ColumnAuditsStore {
  const store = createStore<Readonly<Record<string, ColumnAuditState>>>(() => ({}))
  const jobs = new Map<string, RunningJob<'drift.audit'>>()
  const key = (run: RunId, column: string) => JSON.stringify([run, column])
  const put = (at: string, state: ColumnAuditState) =>
    store.setState(
      ({ [at]: _before, ...others }) =>
        Object.fromEntries([...Object.entries(others), [at, state]].slice(-KEPT_AUDITS)),
      true,
    )
  const restart = (run: RunId, column: string) => {
    const at = key(run, column)
    put(at, { kind: 'running', progress: null })
    const job = client.job('drift.audit', { run, column }, (progress) =>
      put(at, { kind: 'running', progress }),
    )
    jobs.set(at, job)
    job.result
      .then(
        (audit) => put(at, { kind: 'done', audit }),
        (failure: unknown) => {
          const error = toErrorShape(failure)
          put(at, error.code === 'CANCELLED' ? { kind: 'cancelled' } : { kind: 'failed', error })
        },
      )
      .finally(() => jobs.delete(at))
  }
  return {
    ...store,
    key,
    restart,
    ensure(run, column) {
      if (store.getState()[key(run, column)] === undefined) restart(run, column)
    },
    async cancel(run, column) {
      await jobs.get(key(run, column))?.cancel()
    },
  }
}
