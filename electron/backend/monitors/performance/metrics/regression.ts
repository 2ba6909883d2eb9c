import { regressionMetrics } from '#shared/stats/performance/regression.ts'
import { say } from '#shared/words/say.ts'
import type { Sample } from '../frame.ts'
import type { MetricOptions, Metrics } from './types.ts'

export function regressionMetricsOf(sample: Sample, { seed, tolerance }: MetricOptions): Metrics {
  const predicted = sample.decision ?? new Float64Array(sample.rows).fill(Number.NaN)
  const found = regressionMetrics(sample.label, predicted, {
    seed,
    resamples: 300,
    ...(tolerance === undefined ? {} : { tolerance }),
  })
  return {
    mae: found.meanAbsoluteError,
    rmse: found.rootMeanSquaredError,
    mape: {
      ...found.meanAbsolutePercentageError,
      reason:
        found.zeroActuals > 0 && found.meanAbsolutePercentageError.value !== null
          ? say('metric.none.zero_actuals', { rows: found.zeroActuals })
          : found.meanAbsolutePercentageError.reason,
    },
    r2: found.rSquared,
    bias: found.bias,
    within_tolerance: found.withinTolerance,
  }
}
