import { countDecisions } from '#shared/stats/performance/binary-counts.ts'
import { labelledScores } from '#shared/stats/performance/labelled-scores.ts'
import { type Measure, measured, unmeasured } from '#shared/stats/performance/measure.ts'
import { rocAuc } from '#shared/stats/performance/roc-auc.ts'
import { wilsonInterval } from '#shared/stats/special/binomial.ts'
import { normalUpperQuantile } from '#shared/stats/special/normal.ts'
import { say } from '#shared/words/say.ts'
import type { Meaning } from '../scored-log/types.ts'
import type { Sample } from './frame.ts'
import { metricsOf } from './metrics/metrics.ts'
import type { MetricOptions } from './metrics/types.ts'

/** One metric of some rows, without the work of the others; the same value as in `metricsOf`. */
export function oneMetric(metric: string, sample: Sample, meaning: Meaning, options: MetricOptions): Measure {
  switch (metric) {
    case 'roc_auc':
      return sample.score === null
        ? unmeasured(say('metric.none.score'))
        : rocAuc(labelledScores(sample.label, sample.score))
    case 'accuracy':
      return sample.decision === null
        ? unmeasured(say('metric.none.decision'))
        : accuracy(sample, sample.decision, meaning)
    case 'mae':
      return sample.decision === null
        ? unmeasured(say('metric.none.prediction'))
        : meanAbsoluteError(sample.label, sample.decision)
    default:
      return metricsOf(sample, meaning, options)[metric] ?? unmeasured(say('metric.none.exists'))
  }
}

function accuracy({ label }: Sample, decision: Float64Array, { task }: Meaning): Measure {
  let rows = 0
  let correct = 0
  if (task === 'binary') {
    const cells = countDecisions(label, decision)
    correct = cells.truePositives + cells.trueNegatives
    rows = correct + cells.falsePositives + cells.falseNegatives
  } else {
    for (let i = 0; i < label.length; i++) {
      if (Number.isNaN(label[i]) || Number.isNaN(decision[i])) continue
      rows += 1
      if (label[i] === decision[i]) correct += 1
    }
  }
  return rows === 0
    ? unmeasured(say('metric.none.label_decision'))
    : measured(correct / rows, wilsonInterval(correct, rows))
}

function meanAbsoluteError(label: Float64Array, decision: Float64Array): Measure {
  let rows = 0
  let mean = 0
  let squares = 0
  for (let i = 0; i < label.length; i++) {
    const error = Math.abs(decision[i] - label[i])
    if (!Number.isFinite(error)) continue
    rows += 1
    const gap = error - mean
    mean += gap / rows
    squares += gap * (error - mean)
  }
  if (rows === 0) return unmeasured(say('metric.none.actual_prediction'))
  if (rows === 1) return measured(mean, null, say('metric.none.one_row'))
  const half = normalUpperQuantile(0.025) * Math.sqrt(squares / (rows - 1) / rows)
  return measured(mean, [Math.max(0, mean - half), mean + half])
}
