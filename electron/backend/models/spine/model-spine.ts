import type { ModelSpine, SpineMark } from '#shared/contract/documents/model.ts'
import type { ParsedParams } from '#shared/contract/operations.ts'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import { baselineView } from '../../baselines/views.ts'
import { isLabelLog } from '../../ingest/labels/label-logs.ts'
import { contractWindow } from '../../profiles/windows.ts'
import type { Services } from '../../services.ts'
import type { BaselineSummary } from '../../store/baseline-types.ts'
import type { Dataset, Selection } from '../../store/types.ts'
import { describeSlots, placeText } from '../slots/describe-slots.ts'
import type { NumberedSlots } from '../worker-types.ts'
import { SPINE_CONTRIBUTORS } from './contributors.ts'
import { estimatedRows } from './estimated-rows.ts'

/** Imports are marked one by one up to so many; a log that grows every second would cover everything. */
const MOST_IMPORTS = 60

/** The course of one model. Rejects with `NOT_FOUND` for a model without logs. */
export async function modelSpine(
  services: Services,
  { model, baseline: wanted, segment, buckets: most }: ParsedParams<'models.spine'>,
): Promise<ModelSpine> {
  const { store, profiles } = services
  const all = await store.listDatasets(model)
  const logs = all.filter((log) => !isLabelLog(log))
  if (logs.length === 0) throw unknownModel(model)
  const used =
    wanted === undefined ? await store.baselineInUse(model) : await store.getBaseline(model, wanted)
  if (used === null) return withContributions(services, model, uncounted(model, logs, most))
  const { datasets } = await profiles.resolve({ model, baseline: used.id })
  const [series, source] = await Promise.all([
    profiles.ask(model, 'modelSeries', { baseline: used.id, datasets, segment, most }),
    profiles.baselineSource(used.id),
  ])
  // While a new log is being counted its rows are known by its time only.
  const counted = series.slots.length > 0 ? null : estimatedRows(logs, most)
  const window = ownWindow(source, logs)
  const spine: ModelSpine = {
    ...describeSlots(counted ?? series),
    model,
    baseline: baselineView(used),
    baseline_window: window === null ? null : contractWindow(window),
    rows: counted?.rows ?? series.rows,
    rows_exact: counted === null,
    verdicts: counted === null ? series.worst : null,
    drifted: counted === null ? series.drifted : null,
    columns: series.columns.length,
    labelled: counted === null ? series.labelled : null,
    lanes: [],
    marks: [
      ...baselineMarks(used, window, counted ?? series, logs, source.datasets),
      ...importMarks(logs, series.unit),
    ],
    unplaced: series.unplaced,
    pending: series.pending,
  }
  return withContributions(services, model, spine)
}

function uncounted(model: string, logs: readonly Dataset[], most: number): ModelSpine {
  const estimated = estimatedRows(logs, most)
  return {
    ...describeSlots(estimated),
    model,
    baseline: null,
    baseline_window: null,
    rows: estimated.rows,
    rows_exact: false,
    verdicts: null,
    drifted: null,
    columns: 0,
    labelled: null,
    lanes: [],
    marks: importMarks(logs, estimated.unit),
    unplaced: estimated.unplaced,
    pending: 0,
  }
}

async function withContributions(services: Services, model: string, spine: ModelSpine): Promise<ModelSpine> {
  const [first] = spine.buckets
  const last = spine.buckets[spine.buckets.length - 1]
  if (spine.unit === 'rows' || first === undefined || last === undefined) return spine
  const range = { start: Date.parse(first.start), end: Date.parse(last.end) }
  const all = await Promise.all(SPINE_CONTRIBUTORS.map((contribute) => contribute(services, model, range)))
  return {
    ...spine,
    lanes: all.flatMap(({ lanes }) => lanes),
    marks: [...spine.marks, ...all.flatMap(({ marks }) => marks)],
  }
}

/** The baseline's rows as a window of the model; null where they are rows of logs that are gone. */
function ownWindow(
  source: { readonly datasets: readonly string[]; readonly window: Selection['window'] },
  logs: readonly Dataset[],
): Selection['window'] | null {
  const own = logs.filter(({ hash }) => source.datasets.includes(hash))
  if (own.length === 0) return null
  if (source.window.kind !== 'all' || own.length === logs.length) return source.window
  const ranges = own.flatMap(({ chunks }) => chunks).filter(({ timeMin }) => timeMin !== null)
  if (ranges.length > 0) {
    return {
      kind: 'time',
      start: Math.min(...ranges.map(({ timeMin }) => timeMin ?? 0)),
      end: Math.max(...ranges.map(({ timeMax }) => timeMax ?? 0)) + 1,
    }
  }
  const index = logs.indexOf(own[0])
  const start = logs.slice(0, index).reduce((sum, { rows }) => sum + rows, 0)
  return { kind: 'rows', start, end: start + own.reduce((sum, { rows }) => sum + rows, 0) }
}

function baselineMarks(
  baseline: BaselineSummary,
  window: Selection['window'] | null,
  { unit, slots }: NumberedSlots,
  logs: readonly Dataset[],
  sources: readonly string[],
): SpineMark[] {
  const first = slots[0]?.start
  const last = slots[slots.length - 1]?.end
  if (window === null || first === undefined || last === undefined) return []
  const range = window.kind === 'all' ? { start: first, end: last } : window
  const own = logs.some(({ hash }) => sources.includes(hash))
  if (!own) return []
  const bounded = (place: number | null, open: number) => Math.min(last, Math.max(first, place ?? open))
  return [
    {
      kind: 'baseline',
      start: placeText(unit, bounded(range.start, first)),
      end: placeText(unit, bounded(range.end, last)),
      label: baseline.name,
      column: null,
      verdict: null,
    },
  ]
}

/** Where the rows of each log begin. */
function importMarks(logs: readonly Dataset[], unit: 'time' | 'rows'): SpineMark[] {
  let offset = 0
  const marks = logs.flatMap((log): SpineMark[] => {
    const start = offset
    offset += log.rows
    const first = Math.min(...log.chunks.flatMap(({ timeMin }) => timeMin ?? []))
    if (unit === 'time' && !Number.isFinite(first)) return []
    return [
      {
        kind: 'import',
        start: placeText(unit, unit === 'time' ? first : start),
        end: null,
        label: log.name,
        column: null,
        verdict: null,
      },
    ]
  })
  return marks.slice(-MOST_IMPORTS)
}

export function unknownModel(model: string): AppError {
  return new AppError('NOT_FOUND', say('error.model.no_log', { model }), say('error.model.no_log.mend'))
}
