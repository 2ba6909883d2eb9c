import { AppError } from '../../domain/errors.ts'
import { say } from '../../words/say.ts'
import { fitIsotonic, groupLabels, type Isotonic, isotonicAt } from '../calibration/isotonic.ts'
import { sortFloat64 } from '../sorting/float64.ts'
import {
  type Estimate,
  type ExpectedRanking,
  estimated,
  expectedRankingSorted,
  notEstimated,
} from './expected-ranking.ts'
import { type LabelledScores, twoClassProblem } from './labelled-scores.ts'

export const CBPE_METRICS = [
  'accuracy',
  'precision',
  'recall',
  'f1',
  'specificity',
  'roc_auc',
  'pr_auc',
] as const
export type CbpeMetric = (typeof CBPE_METRICS)[number]

export interface CbpeEstimate {
  readonly rows: number
  /** Rows without a score or a decision. */
  readonly left: number
  /** Expected confusion matrix. */
  readonly truePositives: number
  readonly falsePositives: number
  readonly falseNegatives: number
  readonly trueNegatives: number
  readonly metrics: Readonly<Record<CbpeMetric, Estimate>>
}

/** Isotonic calibration on all labelled rows of the baseline; null with a reason where a class is missing. */
export function fitCbpeCalibration(baseline: LabelledScores): {
  readonly value: Isotonic | null
  readonly reason: string | null
} {
  const reason = twoClassProblem(baseline)
  return reason === null ? { value: fitIsotonic(groupLabels(baseline)), reason } : { value: null, reason }
}

interface Rows {
  /** Calibrated probability of the positive class. */
  readonly p: Float64Array
  readonly score: Float64Array
  readonly decision: Uint8Array
}

function acceptedRows(
  scores: ArrayLike<number>,
  decisions: ArrayLike<number> | null,
  threshold: number,
  calibration: Isotonic | null,
): Rows {
  const p: number[] = []
  const score: number[] = []
  const decision: number[] = []
  for (let i = 0; i < scores.length; i++) {
    const s = scores[i]
    if (Number.isNaN(s) || (decisions !== null && Number.isNaN(decisions[i]))) continue
    const probability = calibration === null ? s : isotonicAt(calibration, s)
    if (!(probability >= 0 && probability <= 1)) {
      throw new AppError(
        'BAD_PARAMS',
        `The score of row ${i} is ${s}, which is no probability.`,
        'Give probabilities from 0 to 1, or labelled baseline scores to calibrate on.',
      )
    }
    p.push(probability)
    score.push(s)
    decision.push(decisions === null ? (s >= threshold ? 1 : 0) : decisions[i])
  }
  return { p: Float64Array.from(p), score: Float64Array.from(score), decision: Uint8Array.from(decision) }
}

/** A probability being a function of the score, sorting the scores alone orders both. */
function rankingOf(scores: Float64Array, calibration: Isotonic | null): ExpectedRanking {
  const descending = sortFloat64(scores.slice()).reverse()
  const p = calibration === null ? descending : descending.map((score) => isotonicAt(calibration, score))
  return expectedRankingSorted(p, descending)
}

/**
 * Confidence-based performance estimation: what a binary model's metrics will be, before its labels come. A row of
 * calibrated probability p that was decided positive adds p to the expected true positives and 1 − p to the false
 * ones; one decided negative adds p to the false negatives and 1 − p to the true ones; the metrics follow from these
 * sums. ROC AUC and average precision order the rows by the raw score and use the same expectations, ties together.
 *
 * The standard error is that of the metric's true value, labels being independent with probabilities p
 * (Σ p(1 − p)·(∂metric/∂label)², the delta method); what a wrong calibration or a changed concept adds is not in it.
 * `decisions` (1, 0) come from `score ≥ threshold` where not given. Throws `BAD_PARAMS` for scores that are no
 * probabilities and no calibration.
 *
 * Source: NannyML, Confidence-based performance estimation (binary classification). Deviations: calibration is on
 * all baseline rows; ties in the score are taken together; nothing is rounded.
 */
export function cbpe(
  scores: ArrayLike<number>,
  calibration: Isotonic | null,
  options: { readonly threshold?: number; readonly decisions?: ArrayLike<number> } = {},
): CbpeEstimate {
  const rows = acceptedRows(scores, options.decisions ?? null, options.threshold ?? 0.5, calibration)
  const n = rows.p.length
  let tp = 0
  let fp = 0
  let fn = 0
  let tn = 0
  let varianceYes = 0
  let varianceNo = 0
  for (let i = 0; i < n; i++) {
    const p = rows.p[i]
    if (rows.decision[i] === 1) {
      tp += p
      fp += 1 - p
      varianceYes += p * (1 - p)
    } else {
      fn += p
      tn += 1 - p
      varianceNo += p * (1 - p)
    }
  }
  const yes = tp + fp
  const positives = tp + fn
  const negatives = fp + tn
  const ratio = (value: number, below: number, reason: string, byYes: number, byNo: number): Estimate =>
    below > 1e-12
      ? estimated(value, varianceYes * byYes * byYes + varianceNo * byNo * byNo)
      : notEstimated(reason)
  const recall = tp / positives
  const specificity = tn / negatives
  const f1 = (2 * tp) / (yes + positives)
  const noRows = say('metric.none.row_score')
  const ranking =
    n === 0 ? { roc: notEstimated(noRows), pr: notEstimated(noRows) } : rankingOf(rows.score, calibration)
  return {
    rows: n,
    left: scores.length - n,
    truePositives: tp,
    falsePositives: fp,
    falseNegatives: fn,
    trueNegatives: tn,
    metrics: {
      accuracy: ratio((tp + tn) / n, n, noRows, 1 / n, 1 / n),
      precision: ratio(tp / yes, yes, say('metric.none.decided_positive'), 1 / yes, 0),
      recall: ratio(
        recall,
        positives,
        say('metric.none.expected_positive'),
        (1 - recall) / positives,
        recall / positives,
      ),
      f1: ratio(
        f1,
        yes + positives,
        say('metric.none.is_positive'),
        (2 - f1) / (yes + positives),
        f1 / (yes + positives),
      ),
      specificity: ratio(
        specificity,
        negatives,
        say('metric.none.expected_all'),
        specificity / negatives,
        (1 - specificity) / negatives,
      ),
      roc_auc: ranking.roc,
      pr_auc: ranking.pr,
    },
  }
}
