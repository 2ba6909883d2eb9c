import type { MessageKey } from '../../i18n/english.ts'
import type { NumberFormats } from '../../i18n/numbers.ts'

/** Metrics of the documents that have a name and a definition in the locale files, in the order of the table. */
export const METRICS = [
  'roc_auc',
  'pr_auc',
  'accuracy',
  'majority_baseline',
  'precision',
  'recall',
  'f1',
  'specificity',
  'false_positive_rate',
  'mcc',
  'log_loss',
  'brier',
  'lift',
  'cost',
  'macro_precision',
  'macro_recall',
  'macro_f1',
  'micro_f1',
  'roc_auc_macro',
  'roc_auc_weighted',
  'mae',
  'rmse',
  'mape',
  'r2',
  'bias',
  'within_tolerance',
  'ndcg',
  'precision_at_k',
  'recall_at_k',
  'ctr',
  'coverage',
  'entropy',
  'gini',
] as const
export type Metric = (typeof METRICS)[number]

type Keys<Part extends string> = { readonly [M in Metric]: `metric.${M}.${Part}` & MessageKey }

function keysOf<Part extends 'name' | 'meaning'>(part: Part): Keys<Part> {
  return Object.fromEntries(METRICS.map((metric) => [metric, `metric.${metric}.${part}`])) as Keys<Part>
}

export const METRIC_NAME = keysOf('name')
export const METRIC_MEANING = keysOf('meaning')

export function isMetric(name: string): name is Metric {
  return (METRICS as readonly string[]).includes(name)
}

/** Metrics that counts of score cells give, too, whoever decided: not those of decisions, which may be logged. */
export const COUNTED_METRICS = ['roc_auc', 'brier'] as const satisfies readonly Metric[]
export type CountedMetric = (typeof COUNTED_METRICS)[number]

const SHARES: ReadonlySet<string> = new Set([
  'accuracy',
  'majority_baseline',
  'precision',
  'recall',
  'specificity',
  'false_positive_rate',
  'mape',
  'within_tolerance',
  'precision_at_k',
  'recall_at_k',
  'ctr',
  'coverage',
])

/** A value of a metric as a person reads it: shares as percent, all else with three digits. */
export function metricText(metric: string, value: number | null | undefined, numbers: NumberFormats): string {
  if (value === null || value === undefined) return '–'
  return SHARES.has(metric) ? numbers.share(value) : numbers.measure(value)
}
