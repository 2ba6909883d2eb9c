import type { ModelView } from '#shared/contract/documents/baseline.ts'
import type { Handlers, JobContext } from '#shared/contract/handlers.ts'
import type { ParsedParams } from '#shared/contract/operations.ts'
import { contractWindow, selectionWindow } from '../profiles/windows.ts'
import type { Services } from '../services.ts'
import type { BaselineSummary, ModelSummary } from '../store/baseline-types.ts'
import { createBaseline } from './create-baseline.ts'
import { baselineView } from './views.ts'

type BaselineHandlers = Pick<
  Handlers,
  | 'models.list'
  | 'baselines.list'
  | 'baselines.create'
  | 'baselines.use'
  | 'profiles.window'
  | 'profiles.exact'
>

/** What the operations on models, baselines and windows do. */
export function baselineHandlers(services: Services): BaselineHandlers {
  const { store, profiles, events } = services
  const changed = () => events.publish({ type: 'baselines.changed' })
  return {
    'models.list': async () => ({ models: (await store.listModels()).map(modelView) }),
    'baselines.list': async ({ model }) => ({
      baselines: (await store.listBaselines(model)).map(baselineView),
    }),
    'baselines.create': async (params, context) => {
      const baseline = await create(services, params, context)
      changed()
      return baselineView(baseline)
    },
    'baselines.use': async ({ model, baseline }, context) => {
      const used = await profiles.changeBaseline(model, baseline, context)
      changed()
      return baselineView(used)
    },
    'profiles.window': (params) =>
      profiles.queryWindow({
        ...params,
        window: selectionWindow(params.window),
        reference: params.reference && selectionWindow(params.reference),
      }),
    'profiles.exact': (params, context) =>
      profiles.measureWindow(
        {
          ...params,
          window: selectionWindow(params.window),
          reference: params.reference && selectionWindow(params.reference),
        },
        context,
      ),
  }
}

async function create(
  { store, pool, ingest, grants, profiles }: Services,
  { model, name, source }: ParsedParams<'baselines.create'>,
  context: JobContext,
): Promise<BaselineSummary> {
  const whole = { kind: 'all' } as const
  const rowsOf = async (from: Exclude<typeof source, { kind: 'saved' }>) => {
    if (from.kind === 'files') {
      const { files, mapping } = from
      const request = { files: grants.resolve(files), model, ...(mapping === undefined ? {} : { mapping }) }
      return { datasets: [await ingest.importFiles(request, context)], window: whole }
    }
    const datasets =
      from.datasets === undefined
        ? await store.listDatasets(model)
        : await Promise.all(from.datasets.map((id) => store.getDataset(id)))
    return { datasets, window: from.window === undefined ? whole : selectionWindow(from.window) }
  }
  if (source.kind === 'saved') {
    const known = (await store.listBaselines()).find(({ id }) => id === source.baseline)
    return store.adoptBaseline(model, source.baseline, name ?? known?.name ?? model)
  }
  const { datasets, window } = await rowsOf(source)
  const title = datasets.map((dataset) => dataset.name).join(', ')
  return createBaseline(
    { store, pool, writeContent: profiles.writeContent },
    { model, name: name ?? title, datasets, window },
    context,
  )
}

function modelView({ name, rows, baseline, logs }: ModelSummary): ModelView {
  return {
    name,
    rows,
    baseline: baseline && baselineView(baseline),
    logs: logs.map((log) => ({
      dataset: log.id,
      name: log.name,
      rows: log.rows,
      created_at: log.createdAt,
      time_range: timeRange(log.timeMin, log.timeMax),
    })),
  }
}

function timeRange(from: number | null, to: number | null): [string, string] | null {
  if (from === null || to === null) return null
  const range = contractWindow({ kind: 'time', start: from, end: to })
  return range.kind === 'time' && range.start !== null && range.end !== null ? [range.start, range.end] : null
}
