import { sortedQuantile } from '#shared/stats/binning/quantiles.ts'
import { traceOnsets } from '#shared/stats/fleet/onsets.ts'
import { accumulateLoop } from '#shared/stats/loop/accumulate.ts'
import type { LoopRows } from '#shared/stats/loop/loop-rows.ts'
import { loopTest } from '#shared/stats/loop/loop-test.ts'
import { stratumOf } from '#shared/stats/loop/strata.ts'
import { sortFloat64 } from '#shared/stats/sorting/float64.ts'
import { loopRowsOf } from '../feedback/loop-rows.ts'
import { foundText } from '../feedback/words.ts'
import { meaningOf } from '../scored-log/meaning.ts'
import { openScoredLog } from '../scored-log/read-scored-log.ts'
import type { ScoredLog } from '../scored-log/types.ts'
import { createBucketSums } from './bucket-sums.ts'
import { disagreementsOf } from './disagreements.ts'
import { dissentOf } from './dissent.ts'
import { placesOf, rowsAt, valuesAt } from './member-rows.ts'
import type { FleetGrid, MeasuredMember, MeasureMemberTask } from './procedures.ts'
import { sampleOf } from './sampled-rows.ts'
import { driftSteps } from './timeline.ts'

const BINS = 10
const MOST_VALUES = 200_000

/** One model's part in a fleet. Runs on a compute thread; throws what the reads throw. */
export function measureMember(task: MeasureMemberTask, throwIfCancelled: () => void): MeasuredMember {
  const log = openScoredLog(task.log, throwIfCancelled)
  const meaning = meaningOf([log], task.given)
  const whole = loopRowsOf(log, meaning)
  const [modelColumn] = log.named('model')
  const places =
    task.only === null || modelColumn === undefined ? null : placesOf(log.coded(modelColumn), task.only)
  const rows = rowsAt(whole.rows, places)
  throwIfCancelled()
  const loopSums = accumulateLoop(rows)
  const result = loopTest(loopSums)
  throwIfCancelled()
  const bucketOf = task.grid === null ? null : bucketsOf(rows.times, task.grid)
  const output = rows.score ?? rows.selected
  const counts = bucketOf === null || output === null ? null : traceCounts(output, bucketOf, task.grid)
  const sums = createBucketSums(bucketOf, task.grid)
  const at = (column: string): Float64Array | null => valuesOf(log, column, places)
  return {
    model: task.model,
    rows: rows.rows,
    labelled: result.labelled,
    loop: { verdict: result.verdict, gain: result.contrast.gain?.value ?? null, found: foundText(result) },
    onsets:
      counts === null || task.grid === null
        ? []
        : traceOnsets({ start: task.grid.start, widthMs: task.grid.widthMs, buckets: counts }, task.seed),
    drift: counts === null ? new Float64Array(0) : driftSteps(counts),
    output: output === null ? null : sums.byBucket(output),
    columns: Object.fromEntries(
      task.columns.flatMap((column) => {
        const values = at(column)
        const means = values === null ? null : sums.byBucket(values)
        return means === null ? [] : [[column, means]]
      }),
    ),
    errors: sums.byStep(rows.error),
    metrics: Object.fromEntries(
      task.metrics.flatMap((metric) => {
        const values = metricOf(metric, rows, log, places, at)
        return values === null ? [] : [[metric, sums.byStep(values)]]
      }),
    ),
    retrains: retrainsOf(loopSums),
    samples: {
      prediction_id: sampleOf(log, 'prediction_id', rows, places),
      entity_id: sampleOf(log, 'entity_id', rows, places),
    },
    dissent: dissentOf(rows),
    ...disagreementsOf(log, whole, places),
    hasTimes: rows.times !== null,
    hasOutput: output !== null,
    notes: whole.notes,
  }
}

function bucketsOf(times: Float64Array | null, { start, widthMs, count }: FleetGrid): Int32Array | null {
  if (times === null) return null
  const buckets = new Int32Array(times.length).fill(-1)
  for (let i = 0; i < times.length; i++) {
    const bucket = Math.floor((times[i] - start) / widthMs)
    if (bucket >= 0 && bucket < count) buckets[i] = bucket
  }
  return buckets
}

/** Counts on tenths of the output, and of missing ones, by bucket. */
function traceCounts(output: Float64Array, bucketOf: Int32Array, grid: FleetGrid | null): Float64Array[] {
  const step = Math.max(1, Math.floor(output.length / MOST_VALUES))
  const sample = new Float64Array(Math.ceil(output.length / step))
  let known = 0
  for (let i = 0; i < output.length; i += step) if (Number.isFinite(output[i])) sample[known++] = output[i]
  const sorted = sortFloat64(sample.slice(0, known))
  const edges: number[] = []
  for (let k = 1; k < BINS && sorted.length > 0; k++) {
    const edge = sortedQuantile(sorted, k / BINS)
    if (edges.length === 0 || edge > edges[edges.length - 1]) edges.push(edge)
  }
  const bounds = Float64Array.from(edges)
  const bins = bounds.length + 1
  const all = new Float64Array((grid?.count ?? 0) * bins)
  for (let i = 0; i < output.length; i++) {
    if (bucketOf[i] >= 0 && Number.isFinite(output[i]))
      all[bucketOf[i] * bins + stratumOf(bounds, output[i])] += 1
  }
  return Array.from({ length: grid?.count ?? 0 }, (_, bucket) =>
    all.subarray(bucket * bins, (bucket + 1) * bins),
  )
}

function valuesOf(log: ScoredLog, column: string, places: Uint32Array | null): Float64Array | null {
  if (!log.columns.some(({ name }) => name === column)) return null
  const values = log.numbers(column)
  return places === null ? values : valuesAt(values, places)
}

/** Row values of a metric whose mean is its course: one of the named ones, else a column. */
function metricOf(
  metric: string,
  rows: LoopRows,
  log: ScoredLog,
  places: Uint32Array | null,
  at: (column: string) => Float64Array | null,
): Float64Array | null {
  switch (metric) {
    case 'mean_score':
      return rows.score
    case 'mean_label':
      return rows.label
    case 'mean_value': {
      const [column] = log.named('value')
      return column === undefined ? null : valuesOf(log, column, places)
    }
    case 'selection_rate':
      return rows.selected
    case 'accuracy':
      return rows.error?.map((error) => 1 - error) ?? null
    default:
      return at(metric)
  }
}

function retrainsOf({
  versionOf,
  starts,
}: {
  readonly versionOf: Int32Array
  readonly starts: Float64Array | null
}): number[] {
  if (starts === null) return []
  const times: number[] = []
  let last = -1
  versionOf.forEach((version, bucket) => {
    if (version < 0 || version === last) return
    if (last >= 0) times.push(starts[bucket])
    last = version
  })
  return times.length > 200 ? [] : times
}
