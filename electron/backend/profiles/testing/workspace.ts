import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JobContext } from '#shared/contract/handlers.ts'
import type { JobId } from '#shared/domain/ids.ts'
import { createBaseline } from '../../baselines/create-baseline.ts'
import { type ComputePool, createComputePool } from '../../compute/pool.ts'
import { cancelled } from '../../jobs/registry.ts'
import type { BaselineSummary } from '../../store/baseline-types.ts'
import { openStore } from '../../store/open-store.ts'
import type { Dataset, Selection, Store } from '../../store/types.ts'
import { createProfiles, type Profiles } from '../profiles.ts'
import { type LogColumn, stageLog } from './stage-log.ts'

/** A workspace in a temporary folder with its real threads. */
export type TestWorkspace = {
  readonly folder: string
  readonly store: Store
  readonly pool: ComputePool
  readonly profiles: Profiles
  /** Background jobs that were started, and when they have ended. */
  readonly jobs: Promise<unknown>[]
  add(columns: readonly LogColumn[], options?: Parameters<typeof stageLog>[2]): Promise<Dataset>
  freeze(datasets: readonly Dataset[], window?: Selection['window'], name?: string): Promise<BaselineSummary>
  close(): Promise<void>
}

export function jobContext(flag = new Int32Array(new SharedArrayBuffer(4))): JobContext {
  return {
    cancelFlag: flag,
    throwIfCancelled() {
      if (Atomics.load(flag, 0) === 1) throw cancelled()
    },
    report() {},
  }
}

export async function openTestWorkspace(folder?: string): Promise<TestWorkspace> {
  const root = folder ?? mkdtempSync(join(tmpdir(), 'driftdesk-profiles-'))
  const store = await openStore({ folder: root })
  const pool = createComputePool(2)
  const jobs: Promise<unknown>[] = []
  const profiles = createProfiles({
    store,
    pool,
    folder: root,
    jobs: {
      start: (_operation, _title, work) => {
        jobs.push(work(jobContext()))
        return 'job' as JobId
      },
    },
  })
  return {
    folder: root,
    store,
    pool,
    profiles,
    jobs,
    add: (columns, options) => store.addDataset(stageLog(root, columns, options)),
    freeze: (datasets, window = { kind: 'all' }, name = 'a baseline') =>
      createBaseline(
        { store, pool, writeContent: profiles.writeContent },
        { model: datasets[0].model, name, datasets, window },
        jobContext(),
      ),
    async close() {
      await Promise.allSettled(jobs)
      await Promise.all([pool.close(), profiles.close()])
      await store.close()
      if (folder === undefined) rmSync(root, { recursive: true, force: true })
    },
  }
}
