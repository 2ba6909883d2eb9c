import type { ModelHeatmap } from '#shared/contract/documents/model.ts'
import type { ParsedParams } from '#shared/contract/operations.ts'
import { DEFAULT_POLICY } from '#shared/policy/severity-policy.ts'
import { selectionWindow } from '../../profiles/windows.ts'
import type { Services } from '../../services.ts'
import type { Selection } from '../../store/types.ts'
import { describeSlots } from '../slots/describe-slots.ts'
import type { NumberedSlots } from '../worker-types.ts'

/** All compared columns of a model over the buckets of a window. Rejects as `profiles.window`. */
export async function modelHeatmap(
  { profiles }: Pick<Services, 'profiles'>,
  { model, baseline, reference, segment, window, buckets: most }: ParsedParams<'models.heatmap'>,
): Promise<ModelHeatmap> {
  const started = performance.now()
  const resolved = await profiles.resolve({ model, baseline })
  const before = reference && selectionWindow(reference)
  const [series, source] = await Promise.all([
    profiles.ask(model, 'modelSeries', {
      baseline: resolved.baseline.id,
      datasets: resolved.datasets,
      reference: before,
      segment,
      window: window && selectionWindow(window),
      most,
    }),
    profiles.baselineSource(resolved.baseline.id),
  ])
  const { unit, step, buckets } = describeSlots(series)
  const first = firstBuckets(series, before ?? source.window)
  return {
    unit,
    step,
    buckets: buckets.map((bucket, index) => ({ ...bucket, side: index < first ? 'reference' : 'current' })),
    columns: [...series.columns],
    psi: series.psi,
    rows: series.rows,
    verdicts: series.verdicts,
    drifted: series.drifted,
    worst: series.worst,
    min_rows: DEFAULT_POLICY.minRows,
    unplaced: series.unplaced,
    pending: series.pending,
    seconds: (performance.now() - started) / 1_000,
  }
}

/** How many of the first buckets are those of the compared rows; 0 where these lie elsewhere, or are all there is. */
function firstBuckets({ unit, slots }: NumberedSlots, window: Selection['window']): number {
  if (window.kind === 'all' || window.kind !== unit) return 0
  const start = window.start ?? Number.NEGATIVE_INFINITY
  const end = window.end ?? Number.POSITIVE_INFINITY
  let count = 0
  while (count < slots.length && slots[count].end <= end) count += 1
  const begins =
    slots[0] !== undefined && slots[0].end > start && slots[0].start <= Math.max(start, slots[0].start)
  return begins && start <= slots[0].start && count < slots.length ? count : 0
}
