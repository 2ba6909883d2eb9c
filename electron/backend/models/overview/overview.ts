import type { ModelCard } from '#shared/contract/documents/model.ts'
import { VERDICTS, worstVerdict } from '#shared/domain/verdict.ts'
import { baselineView } from '../../baselines/views.ts'
import { columnWith, isLabelLog } from '../../ingest/labels/label-logs.ts'
import { timeRange } from '../../logs/time-range.ts'
import { contractWindow } from '../../profiles/windows.ts'
import type { Services } from '../../services.ts'
import type { Dataset } from '../../store/types.ts'
import { describeSlots } from '../slots/describe-slots.ts'
import { estimatedRows } from '../spine/estimated-rows.ts'
import type { SeriesAnswer } from '../worker-types.ts'
import { proposeBaseline } from './propose-baseline.ts'

/** Buckets of a card's course: what a sparkline can show. */
const MOST_BUCKETS = 60
/** Buckets of the course that the verdict of a card is about. */
const LAST_BUCKETS = 7

/** A card for each model with rows, in the order of their names. */
export async function overview(services: Services): Promise<ModelCard[]> {
  const all = await services.store.listDatasets()
  const byModel = Map.groupBy(all, ({ model }) => model)
  const cards = await Promise.all(
    [...byModel].map(([model, datasets]) => modelCard(services, model, datasets)),
  )
  return cards
    .filter((one) => one !== null)
    .sort((a, b) => a.model.localeCompare(b.model, 'en', { numeric: true }))
}

/** Null for a model without rows. */
export async function modelCard(
  services: Services,
  model: string,
  datasets: readonly Dataset[],
): Promise<ModelCard | null> {
  const { store, profiles } = services
  const logs = datasets.filter((log) => !isLabelLog(log))
  if (logs.length === 0) return null
  const baseline = await store.baselineInUse(model)
  const series =
    baseline === null
      ? null
      : await profiles.ask(model, 'modelSeries', {
          baseline: baseline.id,
          datasets: logs.map(({ id }) => id),
          most: MOST_BUCKETS,
        })
  const counted = series !== null && series.slots.length > 0 ? series : null
  const estimated = counted === null ? estimatedRows(logs, MOST_BUCKETS) : counted
  return {
    model,
    rows: logs.reduce((sum, { rows }) => sum + rows, 0),
    logs: logs.length,
    time_range: timeRange(logs.flatMap(({ chunks }) => chunks)),
    baseline: baseline === null ? null : baselineView(baseline),
    verdict: counted === null ? null : lastVerdict(counted),
    course: {
      ...describeSlots(estimated),
      rows: estimated.rows,
      verdicts: counted?.worst ?? null,
      drifted: counted?.drifted ?? null,
    },
    labels: labelsOf(datasets, logs),
    breaker_state: (await services.breakers.get(model))?.state ?? null,
    open_alerts: null,
    proposal: baseline === null ? proposeBaseline(logs) : null,
    pending: series?.pending ?? 0,
  }
}

/** The worst bucket of the last few that have rows, and the columns that drifted in any of them at most. */
function lastVerdict({ unit, slots, worst, drifted, rows, columns }: SeriesAnswer): ModelCard['verdict'] {
  const last = [...worst.keys()].filter((slot) => worst[slot] >= 0).slice(-LAST_BUCKETS)
  const [from] = last
  const to = last[last.length - 1]
  if (from === undefined || to === undefined) return null
  return {
    verdict: worstVerdict(last.map((slot) => VERDICTS[worst[slot]])),
    drifted: Math.max(...last.map((slot) => drifted[slot])),
    columns: columns.length,
    window:
      unit === 'time'
        ? contractWindow({ kind: 'time', start: slots[from].start, end: slots[to].end })
        : { kind: 'rows', start: slots[from].start, end: slots[to].end },
    rows: last.reduce((sum, slot) => sum + rows[slot], 0),
  }
}

function labelsOf(all: readonly Dataset[], logs: readonly Dataset[]): ModelCard['labels'] {
  const own = logs.some((log) => columnWith(log, 'label') !== null)
  const late = all.length > logs.length || logs.some((log) => columnWith(log, 'label_timestamp') !== null)
  return late ? 'later' : own ? 'with_log' : 'none'
}
