import type { Meaning } from '../../scored-log/types.ts'
import type { Sample } from '../frame.ts'
import { binaryMetricsOf } from './binary.ts'
import { multiclassMetricsOf } from './multiclass.ts'
import { rankingMetricsOf } from './ranking.ts'
import { regressionMetricsOf } from './regression.ts'
import type { MetricOptions, Metrics } from './types.ts'

/** All metrics of a task for some rows; each is null with its reason where there is none. */
export function metricsOf(sample: Sample, meaning: Meaning, options: MetricOptions): Metrics {
  switch (meaning.task) {
    case 'binary':
      return binaryMetricsOf(sample, options)
    case 'multiclass':
      return multiclassMetricsOf(sample, meaning.classes.length, options)
    case 'regression':
      return regressionMetricsOf(sample, options)
    case 'ranking':
      return rankingMetricsOf(sample, options)
  }
}
