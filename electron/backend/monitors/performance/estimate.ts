import { isotonicAt } from '#shared/stats/calibration/isotonic.ts'
import { cbpe, fitCbpeCalibration } from '#shared/stats/performance/cbpe.ts'
import { fitMulticlassCalibration, multiclassCbpe } from '#shared/stats/performance/cbpe-multiclass.ts'
import { estimateLoss, fitLossModel } from '#shared/stats/performance/direct-loss.ts'
import { type Estimate, notEstimated } from '#shared/stats/performance/expected-ranking.ts'
import { labelledScores } from '#shared/stats/performance/labelled-scores.ts'
import { say } from '#shared/words/say.ts'
import { type Frame, type Rows, sampleOf, take } from './frame.ts'

export type Estimates = Readonly<Record<string, Estimate>>

/** What a model's metrics will be, before its labels come; made on a labelled baseline. */
export type Estimator = {
  readonly method: 'cbpe' | 'direct_loss'
  /** Labelled baseline rows that it learned from. */
  readonly rows: number
  /** Share of the loss's variance that the model of the loss explains; null for CBPE. */
  readonly skill: number | null
  estimate(frame: Frame, rows: Rows): Estimates
  /** Expected number of positives; null where the task has none. */
  expectedPositives(frame: Frame, rows: Uint32Array): number | null
}

const MOST_FEATURES = 30

/** The estimator of a task, or the reason why there is none. */
export function estimatorOf(
  baseline: Frame,
  seed: number,
): { readonly value: Estimator; readonly reason: null } | { readonly value: null; readonly reason: string } {
  switch (baseline.outcomes.meaning.task) {
    case 'binary':
      return binaryEstimator(baseline)
    case 'multiclass':
      return multiclassEstimator(baseline)
    case 'regression':
      return regressionEstimator(baseline, seed)
    case 'ranking':
      return {
        value: null,
        reason: say('estimate.ranking'),
      }
  }
}

function binaryEstimator({ outcomes }: Frame): ReturnType<typeof estimatorOf> {
  if (outcomes.score === null) return { value: null, reason: say('estimate.no_score') }
  const data = labelledScores(outcomes.label, outcomes.score)
  const { value: calibration, reason } = fitCbpeCalibration(data)
  if (calibration === null)
    return { value: null, reason: say('estimate.no_calibration', { reason: reason ?? '' }) }
  return {
    value: {
      method: 'cbpe',
      rows: data.rows,
      skill: null,
      estimate(frame, rows) {
        const { score, decision } = sampleOf(frame, rows)
        if (score === null) return {}
        const found = cbpe(score, calibration, decision === null ? {} : { decisions: decision })
        return found.metrics
      },
      expectedPositives(frame, rows) {
        const { score } = frame.outcomes
        if (score === null) return null
        let sum = 0
        for (const row of rows) if (!Number.isNaN(score[row])) sum += isotonicAt(calibration, score[row])
        return sum
      },
    },
    reason: null,
  }
}

function multiclassEstimator({ outcomes }: Frame): ReturnType<typeof estimatorOf> {
  const { classScores, label, meaning } = outcomes
  const classes = meaning.classes.length
  if (classScores === null) return { value: null, reason: say('estimate.no_class_scores') }
  const calibration = fitMulticlassCalibration(label, classScores, classes)
  if (calibration.every((one) => one === null)) {
    return { value: null, reason: say('estimate.no_class') }
  }
  let labelled = 0
  for (const value of label) if (!Number.isNaN(value)) labelled += 1
  return {
    value: {
      method: 'cbpe',
      rows: labelled,
      skill: null,
      estimate(frame, rows) {
        const sample = sampleOf(frame, rows)
        if (sample.classScores === null) return {}
        const found = multiclassCbpe(sample.classScores, classes, calibration, sample.decision)
        return {
          accuracy: found.accuracy,
          macro_precision: found.macroPrecision,
          macro_recall: found.macroRecall,
          macro_f1: found.macroF1,
          roc_auc_macro: found.macroAuc,
        }
      },
      expectedPositives: () => null,
    },
    reason: null,
  }
}

function regressionEstimator(baseline: Frame, seed: number): ReturnType<typeof estimatorOf> {
  const { decision, outcomes } = baseline
  if (decision === null) return { value: null, reason: say('estimate.no_predictions') }
  const names = baseline.features.slice(0, MOST_FEATURES)
  const features = names.map((name) => baseline.log.numbers(name))
  const error = outcomes.label.map((actual, i) => decision[i] - actual)
  const absolute = fitLossModel(error.map(Math.abs), decision, features, seed)
  const squared = fitLossModel(
    error.map((e) => e * e),
    decision,
    features,
    seed,
  )
  if (absolute === null || squared === null) {
    return { value: null, reason: say('estimate.few_rows') }
  }
  return {
    value: {
      method: 'direct_loss',
      rows: absolute.rows,
      skill: absolute.skill,
      estimate(frame, rows) {
        if (frame.decision === null) return { mae: notEstimated(say('estimate.log_no_predictions')) }
        const present = new Set(frame.log.columns.map(({ name }) => name))
        const length = rows instanceof Uint32Array ? rows.length : rows.to - rows.from
        const own = names.map((name) =>
          present.has(name)
            ? take(frame.log.numbers(name), rows, 1)
            : new Float64Array(length).fill(Number.NaN),
        )
        const predicted = take(frame.decision, rows, 1)
        return {
          mae: estimateLoss(absolute, predicted, own),
          rmse: rootOf(estimateLoss(squared, predicted, own)),
        }
      },
      expectedPositives: () => null,
    },
    reason: null,
  }
}

/** Of a mean square; the standard error by the delta method. */
function rootOf({ value, standardError, reason }: Estimate): Estimate {
  if (value === null || standardError === null || value <= 0) {
    return { value: null, standardError: null, reason }
  }
  const root = Math.sqrt(value)
  return { value: root, standardError: standardError / (2 * root), reason }
}
