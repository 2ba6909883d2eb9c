/** Units that a value can have; `value` is the unit of the model's own numbers (money, minutes, …). */
export const ALERT_UNITS = ['share', 'ms', 'rows', 'rows_per_hour', 'value', 'number'] as const
export type AlertUnit = (typeof ALERT_UNITS)[number]

/** What a rule is about; the order is that of causes: what comes first brings about what comes after. */
export const ALERT_AREAS = [
  'data_quality',
  'infrastructure',
  'input_drift',
  'prediction_drift',
  'calibration',
  'performance',
  'business',
] as const
export type AlertArea = (typeof ALERT_AREAS)[number]

export type AlertMetricSpec = {
  readonly unit: AlertUnit
  readonly area: AlertArea
  /** The side on which it is bad. */
  readonly worse: 'below' | 'above' | 'change'
  readonly needsColumn: boolean
  readonly needsLabels: boolean
}

const spec = (
  unit: AlertUnit,
  area: AlertArea,
  worse: AlertMetricSpec['worse'],
  needs: { readonly column?: true; readonly labels?: true } = {},
): AlertMetricSpec => ({
  unit,
  area,
  worse,
  needsColumn: needs.column === true,
  needsLabels: needs.labels === true,
})

/** What rules may look at, over the rows of a window. */
export const ALERT_METRICS = {
  missing_rate: spec('share', 'data_quality', 'above', { column: true }),
  schema_changes: spec('number', 'data_quality', 'above'),
  default_spike: spec('share', 'data_quality', 'above', { column: true }),
  error_rate: spec('share', 'infrastructure', 'above'),
  latency_p50: spec('ms', 'infrastructure', 'above'),
  latency_p95: spec('ms', 'infrastructure', 'above'),
  latency_p99: spec('ms', 'infrastructure', 'above'),
  throughput: spec('rows_per_hour', 'infrastructure', 'below'),
  mean: spec('value', 'infrastructure', 'change', { column: true }),
  psi: spec('number', 'input_drift', 'above', { column: true }),
  drift_verdict: spec('number', 'input_drift', 'above', { column: true }),
  prediction_drift: spec('number', 'prediction_drift', 'above'),
  mean_confidence: spec('share', 'prediction_drift', 'below'),
  low_confidence_share: spec('share', 'prediction_drift', 'above'),
  ece: spec('share', 'calibration', 'above', { labels: true }),
  accuracy: spec('share', 'performance', 'below', { labels: true }),
  estimated_accuracy: spec('share', 'performance', 'below'),
  roc_auc: spec('share', 'performance', 'below', { labels: true }),
  mae: spec('value', 'performance', 'above', { labels: true }),
  mape: spec('share', 'performance', 'above', { labels: true }),
  business_value: spec('value', 'business', 'change'),
} as const satisfies Readonly<Record<string, AlertMetricSpec>>
export type AlertMetric = keyof typeof ALERT_METRICS

/** Other names that people write. */
export const ALERT_METRIC_ALIASES: Readonly<Record<string, AlertMetric>> = {
  latency: 'latency_p99',
  p50: 'latency_p50',
  p95: 'latency_p95',
  p99: 'latency_p99',
  auc: 'roc_auc',
  missing: 'missing_rate',
  schema: 'schema_changes',
  errors: 'error_rate',
  confidence: 'mean_confidence',
  estimated_performance: 'estimated_accuracy',
  guard: 'mean',
  value: 'business_value',
}

/** The metric of a name or one of its other names; null for none. */
export function alertMetricOf(name: string): AlertMetric | null {
  if (Object.hasOwn(ALERT_METRICS, name)) return name as AlertMetric
  return Object.hasOwn(ALERT_METRIC_ALIASES, name) ? ALERT_METRIC_ALIASES[name] : null
}
