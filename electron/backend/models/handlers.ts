import type { RowPage } from '#shared/contract/documents/model.ts'
import type { Handlers } from '#shared/contract/handlers.ts'
import type { ParsedParams } from '#shared/contract/operations.ts'
import { createBaseline } from '../baselines/create-baseline.ts'
import { baselineView } from '../baselines/views.ts'
import { isLabelLog } from '../ingest/labels/label-logs.ts'
import { selectionWindow } from '../profiles/windows.ts'
import type { Services } from '../services.ts'
import { modelOnsets } from './column/date-changes.ts'
import { examineColumn } from './column/examine.ts'
import { labelledShares } from './labels/labelled-shares.ts'
import { overview } from './overview/overview.ts'
import { modelHeatmap } from './series/heatmap.ts'
import { modelSpine, unknownModel } from './spine/model-spine.ts'

type ModelHandlers = Pick<
  Handlers,
  | 'models.overview'
  | 'models.spine'
  | 'models.labelled'
  | 'models.heatmap'
  | 'models.column'
  | 'models.examine'
  | 'models.onsets'
  | 'models.segments'
  | 'models.count_segment'
  | 'models.use_rows'
  | 'log.rows'
>

/** What the operations on the course of models do. */
export function modelHandlers(services: Services): ModelHandlers {
  const { profiles } = services
  return {
    'models.overview': async () => ({ models: await overview(services) }),
    'models.spine': (params) => modelSpine(services, params),
    'models.labelled': (params) => labelledShares(services, params),
    'models.heatmap': (params) => modelHeatmap(services, params),
    'models.column': async ({ model, window, reference, segment, column, buckets: most, baseline }) => {
      const started = performance.now()
      const resolved = await profiles.resolve({ model, baseline })
      const { damaged: _damaged, ...answer } = await profiles.ask(model, 'modelColumn', {
        baseline: resolved.baseline.id,
        datasets: resolved.datasets,
        reference: reference && selectionWindow(reference),
        segment,
        window: selectionWindow(window),
        column,
        most,
      })
      return { ...answer, seconds: (performance.now() - started) / 1_000 }
    },
    'models.examine': (params, context) => examineColumn(services, params, context),
    'models.onsets': (params, context) => modelOnsets(services, params, context),
    'models.segments': async (params) => {
      const { baseline, datasets } = await profiles.resolve(params)
      return profiles.ask(params.model, 'segmentColumns', { baseline: baseline.id, datasets })
    },
    'models.count_segment': async ({ segment, ...params }, context) => {
      const resolved = await profiles.resolve(params)
      return { rows: await profiles.countSegment(params.model, resolved, segment, context) }
    },
    'models.use_rows': (params, context) => useRows(services, params, context),
    'log.rows': (params) => rowPage(services, params),
  }
}

async function useRows(
  { store, pool, profiles, events }: Services,
  { model, name, window, datasets: ids }: ParsedParams<'models.use_rows'>,
  context: Parameters<ModelHandlers['models.use_rows']>[1],
) {
  const all = (await store.listDatasets(model)).filter((log) => !isLabelLog(log))
  const datasets = ids === undefined ? all : all.filter(({ id }) => ids.includes(id))
  if (datasets.length === 0) throw unknownModel(model)
  const title = name ?? datasets.map((dataset) => dataset.name).join(', ')
  const baseline = await createBaseline(
    { store, pool, writeContent: profiles.writeContent },
    { model, name: title.slice(0, 300), datasets, window: selectionWindow(window) },
    context,
  )
  const used = await profiles.changeBaseline(model, baseline.id, context)
  events.publish({ type: 'baselines.changed' })
  return baselineView(used)
}

async function rowPage(
  { store, pool }: Services,
  { model, window, segment, filter, offset, limit }: ParsedParams<'log.rows'>,
): Promise<RowPage> {
  const datasets = (await store.listDatasets(model)).filter((log) => !isLabelLog(log))
  if (datasets.length === 0) throw unknownModel(model)
  const task = {
    datasets,
    window: selectionWindow(window),
    segment: segment ?? null,
    filter: filter ?? null,
    offset,
    limit,
  }
  const [{ columns, rows, more }] = await pool.map('pageRows', [task], {
    cancelFlag: new Int32Array(new SharedArrayBuffer(4)),
  })
  const heads = new Map(datasets.flatMap((log) => log.columns.map((column) => [column.name, column])))
  return {
    columns: columns.map((name) => ({
      name,
      kind: heads.get(name)?.kind ?? 'text',
      role: heads.get(name)?.role ?? 'ignore',
    })),
    rows: rows.map(({ number, log, cells }) => ({ number, log, cells: [...cells] })),
    offset,
    more,
  }
}
