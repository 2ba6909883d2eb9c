import type { WindowDocument } from '#shared/contract/documents/window.ts'
import type { JobContext } from '#shared/contract/handlers.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { BaselineId, DatasetId } from '#shared/domain/ids.ts'
import { say } from '#shared/words/say.ts'
import type { BaselineContent } from '../baselines/content.ts'
import type { FrozenBins } from '../compute/groups/count-by-group.ts'
import type { ComputePool } from '../compute/pool.ts'
import { isLabelLog } from '../ingest/labels/label-logs.ts'
import type { JobRegistry } from '../jobs/registry.ts'
import type { ModelProcedures } from '../models/worker-types.ts'
import type { BaselineSummary } from '../store/baseline-types.ts'
import type { Selection, Store } from '../store/types.ts'
import { siblingModule, startRpcWorker } from '../threads/rpc.ts'
import { buildProfiles, staleProfiles } from './build-profiles.ts'
import { measureExactly } from './exact-window.ts'
import { DEFAULT_CACHE_BYTES } from './profile-cache.ts'
import { countSegment } from './segments/count-segment.ts'
import type { Segment } from './segments/types.ts'
import { contractWindow } from './windows.ts'
import type { ProfileWorkerData, ProfileWorkerProcedures, WindowAnswer } from './worker-types.ts'

/** Which rows are compared with which baseline; the model's own baseline and all its logs where not told. */
export type ModelWindow = {
  readonly model: string
  readonly baseline?: BaselineId | undefined
  readonly datasets?: readonly DatasetId[] | undefined
  readonly window: Selection['window']
  /** Rows that stand in for the baseline's. */
  readonly reference?: Selection['window'] | undefined
  readonly segment?: Segment | undefined
}

/** The baseline and the logs of a model that a question is about. */
export type ResolvedModel = { readonly baseline: BaselineSummary; readonly datasets: readonly DatasetId[] }

/** Counts of rows on the grids of baselines, and the windows that are summed from them. */
export type Profiles = {
  /** Any window at once. Rejects with `NOT_AVAILABLE` for a model without a baseline, `NOT_FOUND`. */
  queryWindow(query: ModelWindow): Promise<WindowDocument>
  /** The same from the rows; all columns unless told. Rejects also with `CANCELLED`. */
  measureWindow(
    query: ModelWindow & { readonly columns?: readonly string[] | undefined },
    context: JobContext,
  ): Promise<WindowDocument>
  /**
   * Counts, changes to the baseline, and counts what came in between, so that the model is never without whole
   * profiles. A stop at any instant leaves the baseline before or the new one.
   */
  changeBaseline(model: string, baseline: BaselineId, context: JobContext): Promise<BaselineSummary>
  /** Counts the model's new rows on the baseline that it uses, if any. */
  countNew(model: string, context: JobContext): Promise<void>
  /** Counts the model's new rows in the background, where it has a baseline and no such job is running. */
  catchUp(model: string): Promise<void>
  /** Catches up with every model, after a start. */
  catchUpAll(): Promise<void>
  /** The baseline that is asked for or in use, and all logs with rows of the model. Rejects as `queryWindow`. */
  resolve(query: Omit<ModelWindow, 'window'>): Promise<ResolvedModel>
  /** Asks the thread that holds profiles; what it finds lost or uncounted is counted again in the background. */
  ask<Name extends keyof ModelProcedures>(
    model: string,
    name: Name,
    params: ModelProcedures[Name]['params'],
  ): Promise<ModelProcedures[Name]['result']>
  /** Counts one segment of all logs where that is not done yet; answers with its rows. Rejects with `CANCELLED`. */
  countSegment(model: string, resolved: ResolvedModel, segment: Segment, context: JobContext): Promise<number>
  baselineSource(baseline: BaselineId): Promise<BaselineContent['source']>
  /** The bins of a column of a baseline; null where it has none. */
  columnBins(baseline: BaselineId, column: string): Promise<FrozenBins | null>
  writeContent(content: BaselineContent): Promise<string>
  close(): Promise<void>
}

/** Starts the thread that holds profiles in memory, at most `cacheBytes` of them. */
export function createProfiles({
  store,
  pool,
  jobs,
  folder,
  cacheBytes = DEFAULT_CACHE_BYTES,
}: {
  readonly store: Store
  readonly pool: ComputePool
  readonly jobs: Pick<JobRegistry, 'start'>
  /** The workspace. */
  readonly folder: string
  readonly cacheBytes?: number
}): Profiles {
  const workerData: ProfileWorkerData = { folder, cacheBytes }
  const worker = startRpcWorker<ProfileWorkerProcedures>(siblingModule('profile-worker', import.meta.url), {
    workerData,
  })
  const catchingUp = new Set<string>()
  const missed = new Set<string>()
  let before: Promise<unknown> = Promise.resolve()

  // One after the other, so that no two write the same file.
  const build = (model: string, baseline: BaselineSummary, context: JobContext): Promise<void> => {
    const own = before.then(async () => {
      context.throwIfCancelled()
      const columns = await worker.call('countedColumns', { baseline: baseline.id })
      await buildProfiles({ store, pool, folder }, model, baseline, columns, context)
    })
    before = own.catch(() => {})
    return own
  }

  const isBehind = async (model: string, baseline: BaselineSummary): Promise<boolean> => {
    if ((await store.listPendingChunks(baseline.id, model)).length > 0) return true
    return (await staleProfiles(store, baseline, model, await store.listDatasets(model))).length > 0
  }

  const catchUp = async (model: string): Promise<void> => {
    if (catchingUp.has(model)) {
      missed.add(model)
      return
    }
    catchingUp.add(model)
    try {
      const baseline = await store.baselineInUse(model)
      if (baseline === null || !(await isBehind(model, baseline))) {
        catchingUp.delete(model)
        return
      }
      jobs.start('profiles.build', model, async (context) => {
        try {
          await build(model, baseline, context)
        } finally {
          catchingUp.delete(model)
        }
        // What came at the very end of the job.
        if (missed.delete(model)) await catchUp(model)
      })
    } catch (error) {
      catchingUp.delete(model)
      throw error
    }
  }

  const baselineOf = async ({ model, baseline }: Omit<ModelWindow, 'window'>): Promise<BaselineSummary> => {
    if (baseline !== undefined) return store.getBaseline(model, baseline)
    const used = await store.baselineInUse(model)
    if (used !== null) return used
    throw new AppError('NOT_AVAILABLE', say('error.no_baseline', { model }), say('error.no_baseline.mend'))
  }

  // Labels that came later are no rows of their own.
  const datasetsOf = async ({
    model,
    datasets,
  }: Omit<ModelWindow, 'window'>): Promise<readonly DatasetId[]> =>
    datasets ?? (await store.listDatasets(model)).filter((log) => !isLabelLog(log)).map(({ id }) => id)

  const mend = async (model: string, { damaged, pending }: Pick<WindowAnswer, 'damaged' | 'pending'>) => {
    if (damaged.length > 0) await store.forgetProfiles(damaged)
    if (pending > 0) await catchUp(model)
  }

  return {
    async queryWindow(query) {
      const started = performance.now()
      const [baseline, datasets] = await Promise.all([baselineOf(query), datasetsOf(query)])
      const { damaged, ...answer } = await worker.call('queryWindow', {
        baseline: baseline.id,
        datasets,
        window: query.window,
        reference: query.reference,
        segment: query.segment,
      })
      await mend(query.model, { damaged, pending: answer.pending })
      return {
        baseline: { id: baseline.id, name: baseline.name },
        window: contractWindow(query.window),
        exact: false,
        ...answer,
        seconds: (performance.now() - started) / 1_000,
      }
    },

    async measureWindow(query, context) {
      const started = performance.now()
      const [baseline, ids] = await Promise.all([baselineOf(query), datasetsOf(query)])
      const [all, source, datasets] = await Promise.all([
        worker.call('countedColumns', { baseline: baseline.id }),
        worker.call('baselineSource', { baseline: baseline.id }),
        Promise.all(ids.map((id) => store.getDataset(id))),
      ])
      const { columns: wanted, model, window } = query
      const columns = wanted === undefined ? all : all.filter(({ name }) => wanted.includes(name))
      const answer = await measureExactly(
        { store, pool },
        {
          model,
          source,
          columns,
          datasets,
          window,
          reference: query.reference,
        },
        context,
      )
      return {
        baseline: { id: baseline.id, name: baseline.name },
        window: contractWindow(window),
        covered: contractWindow(window),
        aligned: true,
        exact: true,
        ...answer,
        pending: 0,
        seconds: (performance.now() - started) / 1_000,
      }
    },

    async changeBaseline(model, id, context) {
      const baseline = await store.getBaseline(model, id)
      for (;;) {
        await build(model, baseline, context)
        context.throwIfCancelled()
        const { pending } = await store.changeBaseline(model, id)
        if (pending === 0) return store.getBaseline(model, id)
      }
    },

    async countNew(model, context) {
      const baseline = await store.baselineInUse(model)
      if (baseline === null) return
      await build(model, baseline, context)
      // The first question after an import finds the counts in memory.
      await worker.call('loadLogs', { baseline: baseline.id, datasets: await datasetsOf({ model }) })
    },
    catchUp,
    async catchUpAll() {
      for (const { name } of await store.listModels()) await catchUp(name)
    },
    async resolve(query) {
      const [baseline, datasets] = await Promise.all([baselineOf(query), datasetsOf(query)])
      return { baseline, datasets }
    },
    async ask(model, name, params) {
      const answer = await worker.call(name, params)
      if (answer !== null && 'damaged' in answer) await mend(model, answer)
      return answer
    },
    async countSegment(model, { baseline, datasets }, segment, context) {
      const [columns, source, logs] = await Promise.all([
        worker.call('countedColumns', { baseline: baseline.id }),
        worker.call('baselineSource', { baseline: baseline.id }),
        Promise.all(datasets.map((id) => store.getDataset(id))),
      ])
      const own = await Promise.all(source.datasets.map((hash) => store.findDataset(model, hash)))
      const all = new Map([...logs, ...own.filter((log) => log !== null)].map((log) => [log.id, log]))
      return countSegment(
        { store, pool, worker },
        { baseline: baseline.id, columns, logs: [...all.values()], segment },
        context,
      )
    },
    baselineSource: (baseline) => worker.call('baselineSource', { baseline }),
    columnBins: (baseline, column) => worker.call('columnBins', { baseline, column }),
    writeContent: (content) => worker.call('writeContent', content),
    close: () => worker.close(),
  }
}
