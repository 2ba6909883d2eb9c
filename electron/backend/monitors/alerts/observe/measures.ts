import type { AlertMetric } from '#shared/policy/alerts/metrics.ts'
import { psiRank } from '#shared/policy/breaker/words.ts'
import { accuracyMeasure } from '../../observations/measures/accuracy.ts'
import { eceMeasure } from '../../observations/measures/ece.ts'
import { latencyMeasure } from '../../observations/measures/latency.ts'
import { psiMeasure } from '../../observations/measures/psi.ts'
import type { SlidingMeasure } from '../../observations/measures/sliding-measure.ts'
import {
  confidenceRatio,
  errorRatio,
  lowConfidenceRatio,
  type RunningRatio,
} from '../../observations/ratios.ts'
import type { AlertRows } from './alert-rows.ts'
import { aucMeasure, missingMeasure, schemaMeasure, shiftMeasure, spikeMeasure } from './row-measures.ts'

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

/** A metric over windows whose two ends only move forward: of what came and went since the last, or of the window alone. */
export type TickMeasure =
  | { readonly sliding: SlidingMeasure }
  | { readonly sliding: null; measure(window: TickWindow): Measured }

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

/** The measure of a metric over some rows; a value needs `minRows` rows, with labels where the metric is about them. */
export function measureOf(rows: AlertRows, asked: MeasureAsked): TickMeasure {
  const { feed } = rows
  const { metric, column, minRows } = asked
  const fewest = { minRows, minLabelled: Math.max(1, minRows) }
  switch (metric) {
    case 'accuracy':
      return slides(accuracyMeasure(feed, fewest))
    case 'ece':
      return slides(eceMeasure(feed, fewest))
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
  return { sliding }
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
