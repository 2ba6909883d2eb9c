import { z } from 'zod'
import { TASKS } from '../../domain/columns.ts'
import { VERDICTS } from '../../domain/verdict.ts'
import { assumptionSource, assumptionSources } from './assumptions.ts'

const number = z.number()
const optionalNumber = z.number().nullable()
const interval = z.tuple([number, number]).nullable()
const verdict = z.enum(VERDICTS)

/** A metric with its interval; null with the reason where there is none. */
export const measureView = z.object({
  value: optionalNumber,
  ci: interval,
  reason: z.string().optional(),
})
export type MeasureView = z.infer<typeof measureView>

/** An estimate made without labels, and how it stood up once they came. */
export const estimateView = z.object({
  value: optionalNumber,
  standard_error: optionalNumber,
  reason: z.string().optional(),
  /** Estimate less truth; absent without enough labels. */
  error: optionalNumber.optional(),
  /** Whether the truth is within 1.96 standard errors of the estimate. */
  confirmed: z.boolean().optional(),
})
export type EstimateView = z.infer<typeof estimateView>

export const comparisonView = z.object({
  difference: optionalNumber,
  ci: interval,
  p_value: optionalNumber,
  /** Benjamini–Hochberg over the comparisons of its metric, Bonferroni over the judged metrics. */
  p_adjusted: optionalNumber,
  verdict,
})
export type ComparisonView = z.infer<typeof comparisonView>

export const windowComparison = comparisonView.extend({
  /** What the window is compared with. */
  baseline: optionalNumber,
  /** Whether that is the same hours of the week in the baseline, which the metric follows, and not all of it. */
  seasonal: z.boolean(),
})

const metrics = z.record(z.string(), measureView)

export const performanceWindow = z.object({
  /** ISO times; null where the rows have none. */
  start: z.string().nullable(),
  end: z.string().nullable(),
  /** Row numbers in time order, half-open. */
  row_range: z.tuple([number, number]),
  rows: number,
  labelled: number,
  /** Rows whose label can never come, see `ledger`. */
  barred: number,
  /** Whether the labels of these rows have had the time to come. */
  mature: z.boolean(),
  /** `baseline` where the start of the log is the baseline. */
  part: z.enum(['baseline', 'current']),
  metrics,
  estimated: z.record(z.string(), estimateView),
  /** Between which values a metric of all rows lies, whatever the missing labels will be. */
  bounds: z.record(z.string(), z.tuple([number, number])),
  against_baseline: z.record(z.string(), windowComparison),
  verdict,
  reasons: z.array(z.string()),
})
export type PerformanceWindow = z.infer<typeof performanceWindow>

export const performanceSegment = z.object({
  column: z.string(),
  value: z.string(),
  rows: number,
  labelled: number,
  metrics,
  /** Against all other rows, on the metric that the task is judged by. */
  against_rest: comparisonView.extend({ metric: z.string() }),
  /** The same segment in the baseline. */
  against_baseline: comparisonView.extend({ metric: z.string() }).nullable(),
  verdict,
})
export type PerformanceSegment = z.infer<typeof performanceSegment>

export const weakSlice = z.object({
  parts: z.array(z.object({ column: z.string(), value: z.string() })),
  rows: number,
  loss: number,
  other_loss: number,
  difference: number,
  p_value: number,
  p_adjusted: number,
})
export type WeakSliceView = z.infer<typeof weakSlice>

const groupRates = z.object({
  group: z.string(),
  rows: number,
  labelled: number,
  selection_rate: measureView,
  base_rate: measureView,
  true_positive_rate: measureView,
  false_positive_rate: measureView,
  precision: measureView,
  calibration_gap: measureView,
})
export type GroupRatesView = z.infer<typeof groupRates>

export const fairnessView = z.object({
  column: z.string(),
  groups: z.array(groupRates),
  criteria: z.array(
    z.object({
      criterion: z.string(),
      highest: z.string().nullable(),
      lowest: z.string().nullable(),
      gap: optionalNumber,
      gap_ci: interval,
      p_adjusted: optionalNumber,
      ratio: optionalNumber,
      ratio_ci: interval,
      four_fifths: z.enum(['holds', 'fails', 'unclear']).nullable(),
      reason: z.string().optional(),
    }),
  ),
  /** Lowest over highest selection rate by window. */
  trend: z.array(
    z.object({
      start: z.string().nullable(),
      end: z.string().nullable(),
      ratio: optionalNumber,
      ci: interval,
      rows: number,
    }),
  ),
  /** In words, where base rates differ so that criteria exclude each other. */
  impossibility: z.string().nullable(),
})
export type FairnessView = z.infer<typeof fairnessView>

export const costView = z.object({
  false_positive: number,
  false_negative: number,
  true_positive: number,
  true_negative: number,
  currency: z.string().nullable(),
  rows: number,
  /** Mean cost a row by threshold; a null threshold decides nobody positive. */
  points: z.array(z.object({ threshold: optionalNumber, cost: number, ci: interval, selected: number })),
  cheapest: z.object({ threshold: optionalNumber, cost: number, ci: interval, selected: number }),
  /** At the thresholds that are in use. */
  at: z.array(z.object({ threshold: number, cost: optionalNumber, ci: interval, selected: number })),
})
export type CostView = z.infer<typeof costView>

export const fluxView = z.object({
  threshold: number,
  baseline_share: number,
  current_share: number,
  difference: number,
  ci: interval,
  p_value: optionalNumber,
  rows: number,
  value: optionalNumber,
})
export type FluxView = z.infer<typeof fluxView>

/** `driftdesk performance --json`. */
export const performanceDocument = z.object({
  schema: z.literal('driftdesk.performance/1'),
  model: z.string(),
  task: z.enum(TASKS),
  task_because: z.string(),
  classes: z.array(z.string().nullable()),
  rows: number,
  labelled: number,
  window: z.string(),
  windows: z.array(performanceWindow),
  /** Within which the bounds of a regression suppose outcomes to stay: the least and greatest label seen. */
  bounds_suppose: z.tuple([number, number]).nullable(),
  segments: z.array(performanceSegment),
  verdict,
  reasons: z.array(z.string()),
  /** The metrics that verdicts rest on. */
  judged: z.array(z.string()),
  baseline: z
    .object({
      source: z.enum(['reference', 'start_of_log']),
      rows: number,
      labelled: number,
      metrics,
      /** Mean ± 3 standard deviations of the baseline's own windows. */
      thresholds: z.record(
        z.string(),
        z.object({ lower: optionalNumber, upper: optionalNumber, windows: number }),
      ),
    })
    .nullable(),
  estimate: z
    .object({
      method: z.enum(['cbpe', 'direct_loss']),
      /** Rows on which it was calibrated. */
      rows: number,
      skill: optionalNumber,
      record: z.record(
        z.string(),
        z.object({ windows: number, mean_error: number, mean_absolute_error: number, confirmed: number }),
      ),
    })
    .nullable(),
  /** Why nothing is estimated; null where something is, or nobody asked. */
  estimate_reason: z.string().nullable(),
  maturity: z.object({
    rule: z.enum(['label_times', 'labelled_share', 'no_labels']),
    as_of: z.string().nullable(),
    delay_hours: optionalNumber,
    median_hours: optionalNumber,
    curve: z.array(z.object({ age_hours: number, rows: number, labelled: number })),
    explanation: z.string(),
  }),
  ledger: z.array(
    z.object({
      column: z.string(),
      value: z.string(),
      rows: number,
      labelled: number,
      /** Expected by calibrated scores; null without them. */
      expected_positives: optionalNumber,
      /** Sum of the value column; null without one. */
      money: optionalNumber,
      explanation: z.string(),
    }),
  ),
  slices: z.object({ examined: number, rows: number, loss: z.string(), weakest: z.array(weakSlice) }),
  confusion: z.object({ classes: z.array(z.string()), cells: z.array(z.array(number)) }).nullable(),
  assumptions: assumptionSources.extend({
    costs: assumptionSource,
    thresholds: assumptionSource,
    protected: assumptionSource,
  }),
  cost: costView.nullable(),
  flux: z.array(fluxView),
  fairness: z.array(fairnessView),
  counts: z.object({
    rows_without_time: number,
    unreadable_labels: number,
    unmatched_labels: number,
    superseded_labels: number,
    scores_outside_range: number,
  }),
  notes: z.array(z.string()),
  engine: z.object({ version: z.string(), backend: z.enum(['cpu', 'webgpu']), seconds: number }),
})
export type PerformanceDocument = z.infer<typeof performanceDocument>
