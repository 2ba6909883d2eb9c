import type { PerformanceDocument, PerformanceWindow } from '#shared/contract/documents/performance.ts'
import { AppError } from '#shared/domain/errors.ts'
import { worstVerdict } from '#shared/domain/verdict.ts'
import { countAtThreshold } from '#shared/stats/performance/binary-counts.ts'
import { costCurve, costOfCells, type DecisionCosts } from '#shared/stats/performance/cost-curve.ts'
import { labelledScores } from '#shared/stats/performance/labelled-scores.ts'
import { confusionMatrix } from '#shared/stats/performance/multiclass.ts'
import { stdThreshold } from '#shared/stats/performance/std-threshold.ts'
import { nearest } from '#shared/stats/text/nearest.ts'
import { meaningOf } from '../scored-log/meaning.ts'
import { outcomesOf } from '../scored-log/outcomes.ts'
import { openScoredLog } from '../scored-log/read-scored-log.ts'
import type { ScoredLog } from '../scored-log/types.ts'
import { boundaryFluxes } from './boundary.ts'
import { boundsOf } from './bounds.ts'
import {
  comparisonView,
  costPointView,
  estimateView,
  intervalView,
  metricsView,
  plain,
  timeText,
} from './describe.ts'
import { type Estimator, estimatorOf } from './estimate.ts'
import { fairnessOf } from './fairness.ts'
import { countLabelled, type Frame, frameOf, type Rows, rowsWhere, sampleOf } from './frame.ts'
import { judge, judgedMetrics, MIN_LABELS, metricName, pick } from './judging.ts'
import { type Ledger, ledgerOf } from './ledger.ts'
import { type Maturity, maturityOf } from './maturity.ts'
import { measureSegments } from './measure-segments.ts'
import { metricsOf } from './metrics/metrics.ts'
import type { MetricOptions, Metrics } from './metrics/types.ts'
import type { MeasuredPerformance, MeasurePerformanceTask, PerformanceProgress } from './procedures.ts'
import { scanSlices } from './weak-slices.ts'
import { cutWindows, type LogWindow } from './windows.ts'

const HOUR = 3_600_000
/** Of the labelled rows, where the start of the log has to be the baseline. */
const START_SHARE = 0.25
const DEFAULT_THRESHOLD = 0.5

type Baseline = { readonly source: 'reference' | 'start_of_log'; readonly frame: Frame; readonly rows: Rows }

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
  const { text, windows, withoutTime } = cutWindows(log.times, log.rows, task.window)
  if (withoutTime > 0) notes.push(`${withoutTime} rows have no time, so they are in no window.`)

  const { ledger, maturity, eligible, labelled } = matured(frame, windows)
  const baseline = baselineOf(reference, frame, meaning, threshold, windows, maturity, labelled)
  if (baseline?.source === 'start_of_log') {
    notes.push(
      'No baseline was named, so the first windows of the log stand for it; they are not judged themselves.',
    )
  }
  throwIfCancelled()
  const baselineMetrics = baseline && metricsOf(sampleOf(baseline.frame, baseline.rows), meaning, options)
  const wanted = task.estimate ? estimatorFor(baseline, task.seed) : { value: null, reason: null }
  const estimator = wanted.value

  const judged = judgedMetrics(meaning.task)
  const all: { window: LogWindow; metrics: Metrics; isBaseline: boolean }[] = []
  for (const [w, window] of windows.entries()) {
    throwIfCancelled()
    all.push({
      window,
      metrics: metricsOf(sampleOf(frame, window), meaning, options),
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
    baselineMetrics,
    estimator,
    judged,
  })
  throwIfCancelled()

  const matureRows = rowsOfWindows(
    windows.filter((_, w) => maturity.mature[w] && !all[w].isBaseline),
    windows.filter((_, w) => maturity.mature[w]),
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
    segments: measureSegments(frame, baseline, matureRows, by, options),
    ...summary,
    judged: [...judged],
    baseline:
      baseline === null || baselineMetrics === null
        ? null
        : {
            source: baseline.source,
            rows: countRows(baseline.rows),
            labelled: countLabelled(sampleOf(baseline.frame, baseline.rows).label),
            metrics: metricsView(baselineMetrics),
            thresholds: thresholdsOf(baseline, text, judged, options),
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
            (column) => fairnessOf(frame, column, matureRows, windows) ?? [],
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

/** @throws AppError `COLUMN_UNKNOWN` */
export function segmentColumns(log: ScoredLog, asked: readonly string[] | undefined): readonly string[] {
  if (asked === undefined) return log.named('segment').slice(0, 5)
  const names = log.columns.map(({ name }) => name)
  for (const column of asked) {
    if (names.includes(column)) continue
    const near = nearest(column, names)
    throw new AppError(
      'COLUMN_UNKNOWN',
      `The log has no column "${column}".`,
      near === null ? `Choose one of: ${names.slice(0, 30).join(', ')}.` : `Did you mean "${near}"?`,
    )
  }
  return asked
}

function costsOf(costs: MeasurePerformanceTask['costs']): DecisionCosts | null {
  return costs === undefined
    ? null
    : {
        falsePositive: costs.false_positive,
        falseNegative: costs.false_negative,
        truePositive: costs.true_positive ?? 0,
        trueNegative: costs.true_negative ?? 0,
      }
}

/** What can be said of when labels come; rows whose label can never come do not count against a window. */
function matured(frame: Frame, windows: readonly LogWindow[]) {
  const { label } = frame.outcomes
  const count = (keep: (row: number) => boolean): number[] =>
    windows.map(({ from, to }) => {
      let kept = 0
      for (let row = from; row < to; row++) if (keep(row)) kept += 1
      return kept
    })
  const has = (row: number): boolean => !Number.isNaN(label[row])
  const first = maturityOf(
    frame,
    windows,
    count(() => true),
    count(has),
  )
  const anyMature = first.mature.some((mature) => mature)
  const old = new Uint8Array(frame.log.rows).fill(anyMature ? 0 : 1)
  for (const [w, { from, to }] of windows.entries()) if (first.mature[w]) old.fill(1, from, to)
  const ledger = ledgerOf(frame, old)
  const eligible = count((row) => ledger.barred[row] === 0)
  const labelled = count((row) => ledger.barred[row] === 0 && has(row))
  return { ledger, maturity: maturityOf(frame, windows, eligible, labelled), eligible, labelled }
}

function baselineOf(
  reference: ScoredLog | null,
  frame: Frame,
  meaning: Frame['outcomes']['meaning'],
  threshold: number,
  windows: readonly LogWindow[],
  maturity: Maturity,
  labelled: readonly number[],
): Baseline | null {
  if (reference !== null) {
    const own = frameOf(reference, outcomesOf(reference, meaning), threshold)
    return { source: 'reference', frame: own, rows: { from: 0, to: reference.rows } }
  }
  const total = labelled.reduce((sum, count, w) => sum + (maturity.mature[w] ? count : 0), 0)
  const wanted = Math.max(2 * MIN_LABELS, START_SHARE * total)
  let taken = 0
  for (const [w, { to }] of windows.entries()) {
    if (maturity.mature[w]) taken += labelled[w]
    if (taken < wanted) continue
    const others = windows.some((_, v) => v > w && maturity.mature[v] && labelled[v] >= MIN_LABELS)
    return others ? { source: 'start_of_log', frame, rows: { from: windows[0].from, to } } : null
  }
  return null
}

function estimatorFor(
  baseline: Baseline | null,
  seed: number,
): { readonly value: Estimator | null; readonly reason: string | null } {
  if (baseline === null) {
    return { value: null, reason: 'There is no labelled baseline to learn from; name one with --reference.' }
  }
  const { frame, rows } = baseline
  if (countLabelled(sampleOf(frame, rows).label) === 0) {
    return { value: null, reason: 'The baseline has no labels to learn from.' }
  }
  return estimatorOf(baseline.source === 'reference' ? frame : partOf(frame, rows), seed)
}

/** The start of a log as a frame of its own: later labels do not exist for it. */
function partOf(frame: Frame, rows: Rows): Frame {
  const { outcomes, log } = frame
  const part = sampleOf(frame, rows)
  const keep = (values: Float64Array): Float64Array =>
    rows instanceof Uint32Array
      ? Float64Array.from(rows, (row) => values[row])
      : values.subarray(rows.from, rows.to)
  return {
    ...frame,
    decision: part.decision,
    log: { ...log, labels: log.labels, rows: part.rows, numbers: (column) => keep(log.numbers(column)) },
    outcomes: { ...outcomes, label: part.label, score: part.score, classScores: part.classScores },
  }
}

type Described = {
  readonly frame: Frame
  readonly windows: readonly { window: LogWindow; metrics: Metrics; isBaseline: boolean }[]
  readonly maturity: Maturity
  readonly eligible: readonly number[]
  readonly labelled: readonly number[]
  readonly baselineMetrics: Metrics | null
  readonly estimator: Estimator | null
  readonly judged: readonly string[]
}

function describeWindows(given: Described): PerformanceWindow[] {
  const { frame, windows, maturity, baselineMetrics, estimator, judged } = given
  const labelledAll = windows.map(({ window }) => countLabelled(sampleOf(frame, window).label))
  const enough = (w: number): boolean => maturity.mature[w] && labelledAll[w] >= MIN_LABELS
  const pairs = windows.flatMap(({ metrics, isBaseline }, w) =>
    baselineMetrics === null || isBaseline || !enough(w)
      ? []
      : judged
          .filter((metric) => metric in metrics || metric in baselineMetrics)
          .map((metric) => ({
            w,
            metric,
            current: pick(metrics, metric),
            baseline: pick(baselineMetrics, metric),
          })),
  )
  const judgements = judge(pairs)
  return windows.map(({ window, metrics, isBaseline }, w): PerformanceWindow => {
    const own = pairs.flatMap((pair, i) =>
      pair.w === w ? [{ metric: pair.metric, result: judgements[i], before: pair.baseline.value }] : [],
    )
    const estimates = estimator === null ? {} : estimator.estimate(frame, window)
    const truth = enough(w)
    const rows = window.to - window.from
    const verdict =
      isBaseline || !truth ? 'insufficient' : worstVerdict(own.map(({ result }) => result.verdict))
    return {
      start: timeText(window.start),
      end: timeText(window.end),
      row_range: [window.from, window.to],
      rows,
      labelled: labelledAll[w],
      barred: rows - given.eligible[w],
      mature: maturity.mature[w],
      part: isBaseline ? 'baseline' : 'current',
      metrics: metricsView(metrics),
      estimated: Object.fromEntries(
        Object.entries(estimates).map(([metric, estimate]) => [
          metric,
          estimateView(estimate, truth ? pick(metrics, metric) : null),
        ]),
      ),
      bounds: boundsOf(sampleOf(frame, window), frame.outcomes.meaning.task),
      against_baseline: Object.fromEntries(own.map(({ metric, result }) => [metric, comparisonView(result)])),
      verdict,
      reasons: windowReasons(w, given, labelledAll[w], isBaseline, own),
    }
  })
}

function windowReasons(
  w: number,
  { maturity, windows, baselineMetrics }: Described,
  labelled: number,
  isBaseline: boolean,
  own: readonly {
    readonly metric: string
    readonly result: ReturnType<typeof judge>[number]
    readonly before: number | null
  }[],
): string[] {
  if (isBaseline) return ['These rows are the baseline.']
  if (labelled === 0) return ['No row has a label yet.']
  if (!maturity.mature[w]) return ['Labels are still coming, so it is not judged yet.']
  if (labelled < MIN_LABELS) return [`Too few labels to say (${labelled} of ${MIN_LABELS}).`]
  if (baselineMetrics === null) return ['There is no baseline to compare with.']
  const worse = own.filter(({ result }) => result.verdict !== 'none' && result.verdict !== 'insufficient')
  if (worse.length === 0) return []
  return worse.map(({ metric, result, before }) => {
    const value = windows[w].metrics[metric]?.value ?? Number.NaN
    return `${metricName(metric)} is ${value.toPrecision(3)}, ${(before ?? Number.NaN).toPrecision(3)} in the baseline (adjusted p ${pText(result.pAdjusted)}).`
  })
}

const pText = (p: number | null): string => (p === null ? '?' : p < 0.001 ? '< 0.001' : p.toPrecision(2))

function summarise(
  windows: readonly PerformanceWindow[],
  baselineMetrics: Metrics | null,
  maturity: Maturity,
  judged: readonly string[],
): Pick<PerformanceDocument, 'verdict' | 'reasons'> {
  const verdict = worstVerdict(windows.map((window) => window.verdict))
  if (verdict === 'insufficient') {
    const reasons =
      maturity.rule === 'no_labels'
        ? ['No row has a label yet.', ...estimatedReasons(windows, baselineMetrics, judged)]
        : baselineMetrics === null
          ? ['There is no baseline with labels, and the log is too short to take its start for one.']
          : [`No window has ${MIN_LABELS} mature labels to be compared with the baseline.`]
    return { verdict, reasons }
  }
  const worst = windows.filter((window) => window.verdict === verdict)
  const compared = windows.filter((window) => window.verdict !== 'insufficient').length
  if (verdict === 'none') {
    return {
      verdict,
      reasons: [`In ${compared} windows nothing is worse than the baseline beyond chance and its floors.`],
    }
  }
  const [first] = worst
  const when = first.start === null ? `from row ${first.row_range[0]}` : `from ${first.start}`
  return {
    verdict,
    reasons: [
      `${worst.length} of ${compared} windows are worse than the baseline, the first ${when}.`,
      ...first.reasons,
    ],
  }
}

function estimatedReasons(
  windows: readonly PerformanceWindow[],
  baselineMetrics: Metrics | null,
  judged: readonly string[],
): string[] {
  const last = windows.findLast(({ estimated }) => Object.keys(estimated).length > 0)
  if (last === undefined || baselineMetrics === null) return []
  return judged.flatMap((metric) => {
    const value = last.estimated[metric]?.value ?? null
    const before = baselineMetrics[metric]?.value ?? null
    return value === null || before === null
      ? []
      : [
          `Before labels, ${metricName(metric)} is estimated at ${value.toPrecision(3)} in the last window; it was ${before.toPrecision(3)} in the baseline.`,
        ]
  })
}

function thresholdsOf(
  { source, frame, rows }: Baseline,
  window: string,
  judged: readonly string[],
  options: MetricOptions,
): NonNullable<PerformanceDocument['baseline']>['thresholds'] {
  if (rows instanceof Uint32Array) return {}
  const times = frame.log.times
  const cut =
    source === 'start_of_log'
      ? cutWindows(times?.subarray(rows.from, rows.to) ?? null, rows.to - rows.from, window)
      : times === null && !window.endsWith('r')
        ? { windows: [] }
        : cutWindows(times, frame.log.rows, window)
  const { meaning } = frame.outcomes
  const samples = cut.windows
    .map(({ from, to }) => sampleOf(frame, { from: from + rows.from, to: to + rows.from }))
    .filter(({ label }) => countLabelled(label) >= MIN_LABELS)
  const measured = samples.map((sample) => metricsOf(sample, meaning, options))
  return Object.fromEntries(
    judged.map((metric) => {
      const { lower, upper, chunks } = stdThreshold(
        measured.map((metrics) => metrics[metric]?.value ?? Number.NaN),
        metric === 'mae' || metric === 'rmse' || metric === 'log_loss'
          ? { minimum: 0 }
          : { minimum: 0, maximum: 1 },
      )
      return [metric, { lower: plain(lower), upper: plain(upper), windows: chunks }]
    }),
  )
}

function describeEstimator(
  { method, rows, skill }: Estimator,
  windows: readonly PerformanceWindow[],
): NonNullable<PerformanceDocument['estimate']> {
  const record: Record<string, { errors: number[]; confirmed: number }> = {}
  for (const { estimated, part } of windows) {
    if (part === 'baseline') continue
    for (const [metric, { error, confirmed }] of Object.entries(estimated)) {
      if (error === undefined || error === null) continue
      record[metric] ??= { errors: [], confirmed: 0 }
      record[metric].errors.push(error)
      if (confirmed === true) record[metric].confirmed += 1
    }
  }
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length
  return {
    method,
    rows,
    skill: plain(skill),
    record: Object.fromEntries(
      Object.entries(record).map(([metric, { errors, confirmed }]) => [
        metric,
        {
          windows: errors.length,
          mean_error: mean(errors),
          mean_absolute_error: mean(errors.map(Math.abs)),
          confirmed,
        },
      ]),
    ),
  }
}

function describeLedger(
  { entries }: Ledger,
  frame: Frame,
  estimator: Estimator | null,
): PerformanceDocument['ledger'] {
  const [valueColumn] = frame.log.named('value')
  const values = valueColumn === undefined ? null : frame.log.numbers(valueColumn)
  return entries.map(({ column, value, rows, labelled, explanation }) => ({
    column,
    value,
    rows: rows.length,
    labelled,
    expected_positives: plain(estimator?.expectedPositives(frame, rows) ?? null),
    money:
      values === null
        ? null
        : rows.reduce((sum, row) => sum + (Number.isNaN(values[row]) ? 0 : values[row]), 0),
    explanation,
  }))
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

const MOST_MATRIX = 30

function confusionOf(frame: Frame, kept: Uint32Array): PerformanceDocument['confusion'] {
  const { task, classes } = frame.outcomes.meaning
  const { label, decision } = sampleOf(frame, kept)
  if (decision === null || (task !== 'binary' && task !== 'multiclass') || classes.length > MOST_MATRIX)
    return null
  const { cells } = confusionMatrix(label, decision, classes.length)
  return {
    classes: classes.map((name) => name ?? 'other'),
    cells: classes.map((_, a) => [...cells.subarray(a * classes.length, (a + 1) * classes.length)]),
  }
}

function thresholdsInUse({ thresholds }: MeasurePerformanceTask, task: Frame['outcomes']['meaning']['task']) {
  if (task !== 'binary') return thresholds
  return thresholds.length === 0 ? [DEFAULT_THRESHOLD] : thresholds
}

function costView(
  frame: Frame,
  kept: Uint32Array,
  costs: DecisionCosts | null,
  task: MeasurePerformanceTask,
): PerformanceDocument['cost'] {
  const { outcomes } = frame
  if (costs === null || task.costs === undefined || outcomes.meaning.task !== 'binary') return null
  const { label, score } = sampleOf(frame, kept)
  if (score === null) return null
  const curve = costCurve(labelledScores(label, score), costs)
  if (curve === null) return null
  return {
    false_positive: costs.falsePositive,
    false_negative: costs.falseNegative,
    true_positive: costs.truePositive ?? 0,
    true_negative: costs.trueNegative ?? 0,
    currency: task.costs.currency ?? null,
    rows: curve.rows,
    points: curve.points.map(costPointView),
    cheapest: costPointView(curve.cheapest),
    at: thresholdsInUse(task, 'binary').map((threshold) => {
      const counts = countAtThreshold(label, score, threshold)
      const { truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn } = counts
      const { value, ci } = costOfCells({ tp, fp, fn, tn }, costs)
      return {
        threshold,
        cost: plain(value),
        ci: intervalView(ci),
        selected: tp + fp + fn + tn === 0 ? 0 : (tp + fp) / (tp + fp + fn + tn),
      }
    }),
  }
}

/** Rows of the first list of windows, or of the second where the first is empty. */
function rowsOfWindows(first: readonly LogWindow[], second: readonly LogWindow[]): Uint32Array {
  const windows = first.length > 0 ? first : second
  const last = windows.reduce((most, { to }) => Math.max(most, to), 0)
  const kept = new Uint8Array(last)
  for (const { from, to } of windows) kept.fill(1, from, to)
  return rowsWhere(last, (row) => kept[row] === 1)
}

const inside = (window: LogWindow, rows: Rows): boolean =>
  !(rows instanceof Uint32Array) && window.from >= rows.from && window.to <= rows.to

const countRows = (rows: Rows): number => (rows instanceof Uint32Array ? rows.length : rows.to - rows.from)
