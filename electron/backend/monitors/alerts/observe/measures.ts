import type { AlertMetric } from '#shared/policy/alerts/metrics.ts'
import { psiRank } from '#shared/policy/breaker/words.ts'
import { chiSquaredHomogeneity } from '#shared/stats/counts/chi-squared.ts'
import { valueSpikes } from '#shared/stats/quality/default-spike.ts'
import type { BinnedColumn } from '../../observations/feed.ts'
import {
  accuracyMeasure,
  eceMeasure,
  latencyMeasure,
  type SlidingMeasure,
} from '../../observations/measures.ts'
import { psiMeasure } from '../../observations/psi-measure.ts'
import {
  confidenceRatio,
  errorRatio,
  lowConfidenceRatio,
  type RunningRatio,
} from '../../observations/ratios.ts'
import type { AlertRows, DefaultsOf } from './alert-rows.ts'

/** The rows of [low, high), and which of them have a label by now. */
export type TickWindow = {
  readonly low: number
  readonly high: number
  readonly lengthMs: number
  /** Whether the log had begun when the window did. */
  readonly isWhole: boolean
  isLabelled(place: number): boolean
}

export type Measured = { readonly value: number; readonly error: number }

/** A metric over windows whose two ends only move forward. */
export type TickMeasure = {
  /** Rows and labels that came and went since the last window; null where the window alone is enough. */
  readonly sliding: SlidingMeasure | null
  measure(window: TickWindow): Measured
}

export type MeasureAsked = {
  readonly metric: AlertMetric
  readonly column: string | null
  readonly minRows: number
  readonly confidenceUnder: number
  /** Of all rows nothing means that nothing came; of a segment it means nothing. */
  readonly isSegment: boolean
}

const HOUR = 3_600_000
/** Too little to say. */
export const UNKNOWN: Measured = { value: Number.NaN, error: Number.NaN }
/** A shift of predictions counts when chance is less likely than this. */
const SIGNIFICANT = 0.001
const SCORE_BINS = 256

/** The measure of a metric over some rows; a value needs `minRows` rows, with labels where the metric is about them. */
export function measureOf(rows: AlertRows, asked: MeasureAsked): TickMeasure {
  const { feed } = rows
  const { metric, column, minRows } = asked
  const fewest = { minRows, minLabelled: Math.max(1, minRows) }
  switch (metric) {
    case 'accuracy':
      return slides(judged(accuracyMeasure(feed, fewest), feed.right))
    case 'ece':
      return slides(judged(eceMeasure(feed, fewest), feed.right))
    case 'latency_p50':
      return slides(latencyMeasure(feed, null, fewest, 0.5))
    case 'latency_p95':
      return slides(latencyMeasure(feed, null, fewest, 0.95))
    case 'latency_p99':
      return slides(latencyMeasure(feed, null, fewest))
    case 'psi':
      return slides(psiMeasure(feed, column, fewest))
    case 'drift_verdict':
      return slides(psiMeasure(feed, column, fewest, psiRank))
    case 'error_rate':
      return ratio(feed.error === null ? null : errorRatio({ error: feed.error, rows: rows.rows }), minRows)
    case 'mean_confidence':
      return ratio(confidenceRatio(feed.confidence, rows.rows), minRows)
    case 'estimated_accuracy':
      return ratio(confidenceRatio(feed.expected ?? feed.confidence, rows.rows), minRows)
    case 'low_confidence_share':
      return ratio(
        lowConfidenceRatio({ confidence: feed.confidence, rows: rows.rows }, asked.confidenceUnder),
        minRows,
      )
    case 'mean':
      return meanOf(column === null ? null : (feed.numbers.get(column) ?? null), minRows)
    case 'business_value':
      return meanOf(rows.value, minRows)
    case 'mae':
      return errorOf(rows, minRows, (label, predicted) => Math.abs(label - predicted))
    case 'mape':
      return errorOf(rows, minRows, (label, predicted) =>
        label === 0 ? Number.NaN : Math.abs((label - predicted) / label),
      )
    case 'roc_auc':
      return slides(aucMeasure(rows, fewest.minLabelled))
    case 'missing_rate':
      return slides(missingMeasure(column === null ? undefined : feed.binned.get(column), minRows))
    case 'default_spike':
      return slides(spikeMeasure(column === null ? undefined : rows.defaults.get(column), minRows))
    case 'prediction_drift':
      return slides(shiftMeasure(rows.predicted, minRows))
    case 'schema_changes':
      return slides(schemaMeasure(rows))
    case 'throughput':
      return {
        sliding: null,
        measure: ({ low, high, lengthMs, isWhole }) =>
          isWhole && !(asked.isSegment && low === high)
            ? { value: ((high - low) * HOUR) / lengthMs, error: Number.NaN }
            : UNKNOWN,
      }
  }
}

function slides(sliding: SlidingMeasure): TickMeasure {
  return { sliding, measure: () => ({ value: sliding.value(), error: Number.NaN }) }
}

/** Only rows whose prediction was right or wrong count as labelled. */
function judged(measure: SlidingMeasure, right: Int8Array): SlidingMeasure {
  return {
    ...measure,
    label(place) {
      if (right[place] >= 0) measure.label(place)
    },
    leave: (place, isLabelled) => measure.leave(place, isLabelled && right[place] >= 0),
  }
}

function ratio(running: RunningRatio | null, minRows: number): TickMeasure {
  return {
    sliding: null,
    measure({ low, high }) {
      if (running === null) return UNKNOWN
      const { numerator, denominator, unit } = running
      const count = denominator[high] - denominator[low]
      if (count < Math.max(1, minRows)) return UNKNOWN
      return { value: ((numerator[high] - numerator[low]) * unit) / count, error: Number.NaN }
    },
  }
}

function meanOf(values: Float64Array | null, minRows: number): TickMeasure {
  return {
    sliding: null,
    measure: ({ low, high }) =>
      values === null ? UNKNOWN : momentsOf(low, high, minRows, (place) => values[place]),
  }
}

function errorOf(
  { label, prediction }: AlertRows,
  minRows: number,
  lossOf: (label: number, predicted: number) => number,
): TickMeasure {
  return {
    sliding: null,
    measure: ({ low, high, isLabelled }) =>
      prediction === null
        ? UNKNOWN
        : momentsOf(low, high, minRows, (place) =>
            isLabelled(place) ? lossOf(label[place], prediction[place]) : Number.NaN,
          ),
  }
}

/** Mean and its standard error of what is finite, by Welford's recursion in the order of the rows. */
function momentsOf(low: number, high: number, minRows: number, read: (place: number) => number): Measured {
  let n = 0
  let mean = 0
  let squares = 0
  for (let place = low; place < high; place++) {
    const value = read(place)
    if (!Number.isFinite(value)) continue
    n += 1
    const gap = value - mean
    mean += gap / n
    squares += gap * (value - mean)
  }
  if (n < Math.max(1, minRows)) return UNKNOWN
  return { value: mean, error: n < 2 ? Number.NaN : Math.sqrt(squares / (n - 1) / n) }
}

/** Area under the ROC curve from scores in 256 equal bins; two scores of one bin count as equal. */
function aucMeasure({ score, label }: AlertRows, minLabelled: number): SlidingMeasure {
  const positives = new Int32Array(SCORE_BINS)
  const negatives = new Int32Array(SCORE_BINS)
  const change = (place: number, sign: number) => {
    const value = score === null ? Number.NaN : score[place]
    if (!(value >= 0 && value <= 1) || (label[place] !== 0 && label[place] !== 1)) return
    const bin = Math.min(SCORE_BINS - 1, Math.floor(value * SCORE_BINS))
    if (label[place] === 1) positives[bin] += sign
    else negatives[bin] += sign
  }
  return {
    enter: ignore,
    label: (place) => change(place, 1),
    leave: (place, isLabelled) => {
      if (isLabelled) change(place, -1)
    },
    value() {
      let above = 0
      let below = 0
      let area = 0
      for (let bin = 0; bin < SCORE_BINS; bin++) {
        area += positives[bin] * (below + negatives[bin] / 2)
        below += negatives[bin]
        above += positives[bin]
      }
      return above === 0 || below === 0 || above + below < minLabelled ? Number.NaN : area / (above * below)
    },
    clear() {
      positives.fill(0)
      negatives.fill(0)
    },
  }
}

function missingMeasure(column: BinnedColumn | undefined, minRows: number): SlidingMeasure {
  let rows = 0
  let missing = 0
  const change = (place: number, sign: number) => {
    if (column === undefined) return
    rows += sign
    if (column.bins[place] < 0) missing += sign
  }
  return counter(
    change,
    () => (rows < Math.max(1, minRows) ? Number.NaN : missing / rows),
    () => {
      rows = 0
      missing = 0
    },
  )
}

/** By how much the share of the steepest value has risen over the baseline's; 0 where chance may have done it. */
function spikeMeasure(column: DefaultsOf | undefined, minRows: number): SlidingMeasure {
  const counts = new Int32Array(column?.values.length ?? 0)
  let rows = 0
  const change = (place: number, sign: number) => {
    const code = column === undefined ? -2 : column.codes[place]
    if (code === -2) return
    rows += sign
    if (code >= 0) counts[code] += sign
  }
  const by = (numbers: ArrayLike<number>) =>
    new Map((column?.values ?? []).flatMap((value, at) => (numbers[at] > 0 ? [[value, numbers[at]]] : [])))
  return counter(
    change,
    () => {
      if (column === undefined || rows < Math.max(1, minRows)) return Number.NaN
      return valueSpikes(by(column.reference), column.referenceRows, by(counts), rows)[0]?.change ?? 0
    },
    () => {
      counts.fill(0)
      rows = 0
    },
  )
}

/** Cramér's V of counts against the baseline's where χ² is significant, else 0. */
function shiftMeasure(column: BinnedColumn | null, minRows: number): SlidingMeasure {
  const counts = new Float64Array(column?.reference.length ?? 0)
  let rows = 0
  const change = (place: number, sign: number) => {
    const bin = column === null ? -1 : column.bins[place]
    if (bin < 0) return
    rows += sign
    counts[bin] += sign
  }
  return counter(
    change,
    () => {
      if (column === null || rows < Math.max(1, minRows)) return Number.NaN
      const test = chiSquaredHomogeneity(column.reference, counts)
      return test === null || test.pValue >= SIGNIFICANT ? 0 : test.cramersVCorrected
    },
    () => {
      counts.fill(0)
      rows = 0
    },
  )
}

function schemaMeasure({ logOf, schemaChanges }: AlertRows): SlidingMeasure {
  const counts = new Int32Array(schemaChanges.length)
  let rows = 0
  const change = (place: number, sign: number) => {
    counts[logOf[place]] += sign
    rows += sign
  }
  return counter(
    change,
    () => {
      let most = 0
      for (let log = 0; log < counts.length; log++)
        if (counts[log] > 0) most = Math.max(most, schemaChanges[log])
      return rows === 0 ? Number.NaN : most
    },
    () => {
      counts.fill(0)
      rows = 0
    },
  )
}

function counter(
  change: (place: number, sign: number) => void,
  value: () => number,
  clear: () => void,
): SlidingMeasure {
  return {
    enter: (place) => change(place, 1),
    label: ignore,
    leave: (place) => change(place, -1),
    value,
    clear,
  }
}

function ignore(): void {
  return
}
