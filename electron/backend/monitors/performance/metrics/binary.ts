import { type BinaryCounts, binaryMetrics, countDecisions } from '#shared/stats/performance/binary-counts.ts'
import { bootstrapCounts } from '#shared/stats/performance/bootstrap.ts'
import { costOfCells, type DecisionCosts } from '#shared/stats/performance/cost-curve.ts'
import { type LabelledScores, labelledScores } from '#shared/stats/performance/labelled-scores.ts'
import { liftAt } from '#shared/stats/performance/lift.ts'
import { type Measure, unmeasured } from '#shared/stats/performance/measure.ts'
import { prAuc } from '#shared/stats/performance/pr-auc.ts'
import { brierScore, logLoss } from '#shared/stats/performance/probability-scores.ts'
import { rocAuc } from '#shared/stats/performance/roc-auc.ts'
import { say } from '#shared/words/say.ts'
import type { Sample } from '../frame.ts'
import type { MetricOptions, Metrics } from './types.ts'

const TOP = 0.1
/** At most this share of scores outside 0 to 1 is left out of metrics of probabilities; above, they are none. */
export const FEW_OUTSIDE = 0.01

export function binaryMetricsOf(sample: Sample, { seed, costs }: MetricOptions): Metrics {
  const counts = sample.decision === null ? null : countDecisions(sample.label, sample.decision)
  const data = sample.score === null ? null : labelledScores(sample.label, sample.score)
  const probabilities = data === null ? null : withoutOutside(data)
  const noScore = unmeasured(say('metric.none.score'))
  const of = (measure: (scores: LabelledScores) => Measure, scores: LabelledScores | null): Measure =>
    scores === null ? noScore : measure(scores)
  return {
    ...(counts === null ? {} : decisionMetrics(counts, costs, seed)),
    roc_auc: of(rocAuc, data),
    pr_auc: of(prAuc, data),
    log_loss: of(logLoss, probabilities),
    brier: of(brierScore, probabilities),
    lift: of((scores) => withLiftInterval(scores, seed), data),
  }
}

function decisionMetrics(counts: BinaryCounts, costs: DecisionCosts | null, seed: number): Metrics {
  const found = binaryMetrics(counts, 0.95, { seed, resamples: 500 })
  return {
    accuracy: found.accuracy,
    majority_baseline: found.majorityBaseline,
    precision: found.precision,
    recall: found.recall,
    f1: found.f1,
    specificity: found.specificity,
    false_positive_rate: found.falsePositiveRate,
    mcc: found.matthews,
    ...(costs === null
      ? {}
      : {
          cost: costOfCells(
            {
              tp: counts.truePositives,
              fp: counts.falsePositives,
              fn: counts.falseNegatives,
              tn: counts.trueNegatives,
            },
            costs,
          ),
        }),
  }
}

/** The rows whose scores are probabilities, where only few are not. */
export function withoutOutside(data: LabelledScores): LabelledScores {
  if (data.outOfRange === 0 || data.outOfRange > FEW_OUTSIDE * data.rows) return data
  const kept: number[] = []
  for (let i = 0; i < data.rows; i++) if (data.scores[i] >= 0 && data.scores[i] <= 1) kept.push(i)
  return labelledScores(
    Uint8Array.from(kept, (i) => data.labels[i]),
    Float64Array.from(kept, (i) => data.scores[i]),
  )
}

/** Lift of the top tenth; its interval resamples the table of top tenth against label. */
function withLiftInterval(data: LabelledScores, seed: number): Measure {
  const lift = liftAt(data, TOP)
  if (lift.value === null) return lift
  const top = Math.round(TOP * data.rows)
  const hits = (lift.value * top * data.positives) / data.rows
  if (top === 0 || data.rows === top) return { ...lift, reason: say('metric.none.few_rows') }
  const cells = [hits, top - hits, data.positives - hits, data.rows - top - (data.positives - hits)]
  const ci = bootstrapCounts(
    cells.map((cell) => Math.max(0, cell)),
    ([a, b, c, d]) => a / (a + b) / ((a + c) / (a + b + c + d)),
    { seed, resamples: 500 },
  )
  return { ...lift, ci }
}
