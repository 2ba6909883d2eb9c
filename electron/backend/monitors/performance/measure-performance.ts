import type { PerformanceDocument } from '#shared/contract/documents/performance.ts'
import { say } from '#shared/words/say.ts'
import { meaningOf } from '../scored-log/meaning.ts'
import { outcomesOf } from '../scored-log/outcomes.ts'
import { openScoredLog } from '../scored-log/read-scored-log.ts'
import { baselineOf, estimatorFor, thresholdsOf } from './baseline.ts'
import { boundaryFluxes } from './boundary.ts'
import { confusionOf, costsOf, costView, DEFAULT_THRESHOLD, thresholdsInUse } from './decision-views.ts'
import { metricsView, timeText } from './describe.ts'
import { describeEstimator, describeLedger } from './describe-estimator.ts'
import { describeWindows, type MeasuredWindow } from './describe-windows.ts'
import { fairnessOf } from './fairness.ts'
import {
  countLabelled,
  type Frame,
  frameOf,
  type RowRange,
  rowsWhere,
  type Sample,
  sampleOf,
} from './frame.ts'
import { judgedMetrics } from './judging.ts'
import { matured } from './mature-windows.ts'
import { measureSegments } from './measure-segments.ts'
import { metricsOf } from './metrics/metrics.ts'
import type { MetricOptions, Metrics } from './metrics/types.ts'
import type { MeasuredPerformance, MeasurePerformanceTask, PerformanceProgress } from './procedures.ts'
import { referencesOf } from './seasonal-reference.ts'
import { segmentColumns } from './segment-columns.ts'
import { summarise } from './summary.ts'
import { scanSlices } from './weak-slices.ts'
import { cutWindows, type LogWindow } from './windows.ts'

const HOUR = 3_600_000

/**
 * Performance of a scored log by window, judged against its baseline. Runs on a compute thread.
 * @throws AppError `MAPPING_INVALID`, `COLUMN_UNKNOWN`, `BAD_PARAMS`, `CHUNK_CORRUPT`, `CANCELLED`.
 */
export function measurePerformance(
  task: MeasurePerformanceTask,
  throwIfCancelled: () => void,
  report: (progress: PerformanceProgress) => void,
): MeasuredPerformance {
  const log = openScoredLog(task.log, throwIfCancelled)
  const reference = task.reference === null ? null : openScoredLog(task.reference, throwIfCancelled)
  const meaning = meaningOf(reference === null ? [log] : [reference, log], task.given)
  const threshold = task.thresholds[0] ?? DEFAULT_THRESHOLD
  const frame = frameOf(log, outcomesOf(log, meaning), threshold)
  const notes = [...frame.outcomes.notes]
  const by = segmentColumns(log, task.by)
  const options: MetricOptions = { ...task, costs: costsOf(task.costs) }
  const { size, text, windows, withoutTime } = cutWindows(log.times, log.rows, task.window)
  if (withoutTime > 0) notes.push(say('performance.rows_without_time', { rows: withoutTime }))

  const { ledger, maturity, eligible, labelled } = matured(frame, windows)
  const baseline = baselineOf(reference, frame, meaning, threshold, windows, maturity, labelled)
  if (baseline?.source === 'start_of_log') {
    notes.push(say('performance.first_windows'))
  }
  throwIfCancelled()
  const measure = (sample: Sample): Metrics => metricsOf(sample, meaning, options)
  const baselineMetrics = baseline && measure(sampleOf(baseline.frame, baseline.rows))
  const wanted = task.estimate ? estimatorFor(baseline, task.seed) : { value: null, reason: null }
  const estimator = wanted.value

  const judged = judgedMetrics(meaning.task)
  const labelRange = meaning.task === 'regression' ? rangeOfLabels(baseline?.frame ?? frame, frame) : null
  const all: MeasuredWindow[] = []
  for (const [w, window] of windows.entries()) {
    throwIfCancelled()
    all.push({
      window,
      metrics: measure(sampleOf(frame, window)),
      isBaseline: baseline?.source === 'start_of_log' && inside(window, baseline.rows),
    })
    report({ done: w + 1, total: windows.length })
  }
  const described = describeWindows({
    frame,
    windows: all,
    maturity,
    eligible,
    labelled,
    references: baseline && baselineMetrics && referencesOf(baseline, baselineMetrics, size, judged, measure),
    estimator,
    judged,
    labelRange,
  })
  throwIfCancelled()

  const matureRows = rowsOfWindows(
    windows.filter((_, w) => maturity.mature[w] && !all[w].isBaseline),
    windows.filter((_, w) => maturity.mature[w]),
  )
  const allMature = rowsOfWindows(
    windows.filter((_, w) => maturity.mature[w]),
    windows,
  )
  const summary = summarise(described, baselineMetrics, maturity, judged)
  return {
    task: meaning.task,
    task_because: meaning.taskBecause,
    classes: [...meaning.classes],
    rows: log.rows,
    labelled: countLabelled(frame.outcomes.label),
    window: text,
    windows: described,
    bounds_suppose: labelRange,
    segments: measureSegments(frame, baseline, matureRows, by, options),
    ...summary,
    judged: [...judged],
    baseline:
      baseline === null || baselineMetrics === null
        ? null
        : {
            source: baseline.source,
            rows: baseline.rows.to - baseline.rows.from,
            labelled: countLabelled(sampleOf(baseline.frame, baseline.rows).label),
            metrics: metricsView(baselineMetrics),
            thresholds: thresholdsOf(baseline, size, judged, measure),
          },
    estimate: estimator === null ? null : describeEstimator(estimator, described),
    estimate_reason: wanted.reason,
    maturity: {
      rule: maturity.rule,
      as_of: timeText(maturity.asOf),
      delay_hours: maturity.delay === null ? null : maturity.delay / HOUR,
      median_hours: maturity.median === null ? null : maturity.median / HOUR,
      curve: maturity.curve.map((point) => ({
        age_hours: point.age / HOUR,
        rows: point.rows,
        labelled: point.labelled,
      })),
      explanation: maturity.explanation,
    },
    ledger: describeLedger(ledger, frame, estimator),
    slices: describeSlices(frame, matureRows, by, task.seed),
    confusion: confusionOf(frame, matureRows),
    cost: costView(frame, matureRows, options.costs, task),
    flux: boundaryFluxes(frame, baseline, windows, all, thresholdsInUse(task, meaning.task)),
    fairness:
      meaning.task === 'binary'
        ? segmentColumns(log, task.protectedColumns).flatMap(
            (column) => fairnessOf(frame, column, allMature, windows) ?? [],
          )
        : [],
    counts: {
      rows_without_time: withoutTime,
      unreadable_labels: frame.outcomes.unreadableLabels,
      unmatched_labels: log.labels.unmatched,
      superseded_labels: log.labels.superseded,
      scores_outside_range: frame.outcomes.scoresOutsideRange,
    },
    notes,
  }
}

function describeSlices(
  frame: Frame,
  kept: Uint32Array,
  by: readonly string[],
  seed: number,
): PerformanceDocument['slices'] {
  const { slices, examined, rows, loss } = scanSlices(frame, kept, by, seed)
  return {
    examined,
    rows,
    loss,
    weakest: slices.map((slice) => ({
      parts: slice.parts.map(({ column, value }) => ({ column, value })),
      rows: slice.rows,
      loss: slice.loss,
      other_loss: slice.otherLoss,
      difference: slice.difference,
      p_value: slice.pValue,
      p_adjusted: slice.pAdjusted,
    })),
  }
}

/** Least and greatest label in the baseline and the log; null without two different ones. */
function rangeOfLabels(...frames: readonly Frame[]): [number, number] | null {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { outcomes } of frames) {
    for (const label of outcomes.label) {
      if (label < least) least = label
      if (label > most) most = label
    }
  }
  return most > least ? [least, most] : null
}

/** Rows of the first list of windows, or of the second where the first is empty. */
function rowsOfWindows(first: readonly LogWindow[], second: readonly LogWindow[]): Uint32Array {
  const windows = first.length > 0 ? first : second
  const last = windows.reduce((most, { to }) => Math.max(most, to), 0)
  const kept = new Uint8Array(last)
  for (const { from, to } of windows) kept.fill(1, from, to)
  return rowsWhere(last, (row) => kept[row] === 1)
}

const inside = (window: LogWindow, rows: RowRange): boolean =>
  window.from >= rows.from && window.to <= rows.to
