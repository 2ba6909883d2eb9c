import { type Measure, measured, unmeasured } from '#shared/stats/performance/measure.ts'
import { confusionMatrix, multiclassMetrics, oneVsRestAuc } from '#shared/stats/performance/multiclass.ts'
import { normalUpperQuantile } from '#shared/stats/special/normal.ts'
import { say } from '#shared/words/say.ts'
import type { Sample } from '../frame.ts'
import type { MetricOptions, Metrics } from './types.ts'

export function multiclassMetricsOf(sample: Sample, classes: number, { seed }: MetricOptions): Metrics {
  const found =
    sample.decision === null
      ? null
      : multiclassMetrics(confusionMatrix(sample.label, sample.decision, classes), 0.95, {
          seed,
          resamples: 300,
        })
  return {
    ...(found === null
      ? {}
      : {
          accuracy: found.accuracy,
          majority_baseline: found.majorityBaseline,
          macro_precision: found.macroPrecision,
          macro_recall: found.macroRecall,
          macro_f1: found.macroF1,
          micro_f1: found.accuracy,
        }),
    ...aucs(sample, classes),
  }
}

/**
 * The macro mean's interval takes the classes' errors as if they were all of one piece (the standard error of a mean is at
 * most the mean of the standard errors), so that it is rather too wide than too narrow.
 */
function aucs({ label, classScores }: Sample, classes: number): Metrics {
  const none = unmeasured(say('metric.none.class_scores'))
  if (classScores === null) return { roc_auc_macro: none, roc_auc_weighted: none }
  const { perClass, macro, weighted } = oneVsRestAuc(label, classScores, classes)
  const errors = perClass.flatMap(({ standardError, value }) =>
    value === null || standardError === null ? [] : [standardError],
  )
  const error = errors.reduce((sum, one) => sum + one, 0) / errors.length
  const half = normalUpperQuantile(0.025) * error
  const withInterval = (measure: Measure): Measure =>
    measure.value === null || Number.isNaN(half)
      ? measure
      : measured(measure.value, [Math.max(0, measure.value - half), Math.min(1, measure.value + half)])
  return { roc_auc_macro: withInterval(macro), roc_auc_weighted: withInterval(weighted) }
}
