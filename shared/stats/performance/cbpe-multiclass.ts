import { AppError } from '../../domain/errors.ts'
import { say } from '../../words/say.ts'
import { fitIsotonic, groupLabels, type Isotonic, isotonicAt } from '../calibration/isotonic.ts'
import { type Estimate, expectedRanking } from './expected-ranking.ts'
import { labelledScores } from './labelled-scores.ts'

export interface MulticlassCbpe {
  readonly rows: number
  readonly accuracy: Estimate
  readonly macroPrecision: Estimate
  readonly macroRecall: Estimate
  readonly macroF1: Estimate
  readonly macroAuc: Estimate
}

function checkShape(length: number, rows: number, classes: number): void {
  if (length === rows * classes) return
  throw new AppError(
    'BAD_PARAMS',
    `There are ${length} scores for ${rows} rows of ${classes} classes.`,
    'Give a score for every class of every row, row by row.',
  )
}

/** Isotonic calibration of each class against the rest, on all labelled baseline rows; null where a class is missing. */
export function fitMulticlassCalibration(
  actual: ArrayLike<number>,
  scores: ArrayLike<number>,
  classes: number,
): (Isotonic | null)[] {
  const rows = actual.length
  checkShape(scores.length, rows, classes)
  return Array.from({ length: classes }, (_, c) => {
    const data = labelledScores(
      Float64Array.from({ length: rows }, (_unused, i) =>
        Number.isNaN(actual[i]) ? Number.NaN : actual[i] === c ? 1 : 0,
      ),
      Float64Array.from({ length: rows }, (_unused, i) => scores[i * classes + c]),
    )
    return data.positives > 0 && data.negatives > 0 ? fitIsotonic(groupLabels(data)) : null
  })
}

const withoutError = (value: number, rows: number): Estimate =>
  rows > 0
    ? { value, standardError: null, reason: say('estimate.no_error') }
    : { value: null, standardError: null, reason: say('metric.none.row_score') }

/**
 * Confidence-based performance estimation of several classes: the calibrated probabilities of a row, scaled to sum
 * to one, are its expected column of the confusion matrix at the predicted class (`predicted`, else the highest raw
 * score). Macro means are over the classes, ROC AUC one against the rest, as NannyML documents it. The standard
 * error of the accuracy is √Σ p(1 − p)/n, p the probability of the predicted class. `scores` is rows × classes,
 * row-major; rows with a NaN in them are left out.
 */
export function multiclassCbpe(
  scores: ArrayLike<number>,
  classes: number,
  calibration: readonly (Isotonic | null)[] | null,
  predicted: ArrayLike<number> | null = null,
): MulticlassCbpe {
  const total = Math.floor(scores.length / classes)
  checkShape(scores.length, total, classes)
  const cells = new Float64Array(classes * classes)
  const probabilities: number[] = []
  const raw: number[] = []
  let rows = 0
  let correct = 0
  let variance = 0
  const row = new Float64Array(classes)
  for (let i = 0; i < total; i++) {
    let sum = 0
    let best = 0
    for (let c = 0; c < classes; c++) {
      const score = scores[i * classes + c]
      const model = calibration?.[c] ?? null
      row[c] = model === null ? score : isotonicAt(model, score)
      sum += row[c]
      if (score > scores[i * classes + best]) best = c
    }
    if (Number.isNaN(sum) || (predicted !== null && Number.isNaN(predicted[i]))) continue
    const decision = predicted === null ? best : predicted[i]
    for (let c = 0; c < classes; c++) {
      row[c] = sum > 0 ? row[c] / sum : 1 / classes
      cells[c * classes + decision] += row[c]
      probabilities.push(row[c])
      raw.push(scores[i * classes + c])
    }
    rows += 1
    correct += row[decision]
    variance += row[decision] * (1 - row[decision])
  }
  let precision = 0
  let recall = 0
  let f1 = 0
  let auc = 0
  let judged = 0
  for (let c = 0; c < classes; c++) {
    let actual = 0
    let decided = 0
    for (let other = 0; other < classes; other++) {
      actual += cells[c * classes + other]
      decided += cells[other * classes + c]
    }
    const hit = cells[c * classes + c]
    precision += decided > 0 ? hit / decided / classes : 0
    recall += actual > 0 ? hit / actual / classes : 0
    f1 += actual + decided > 0 ? (2 * hit) / (actual + decided) / classes : 0
    const column = (from: readonly number[]): Float64Array =>
      Float64Array.from({ length: rows }, (_, i) => from[i * classes + c])
    const area = expectedRanking(column(probabilities), column(raw)).roc.value
    if (area === null) continue
    auc += area
    judged += 1
  }
  return {
    rows,
    accuracy:
      rows > 0
        ? { value: correct / rows, standardError: Math.sqrt(variance) / rows, reason: null }
        : withoutError(0, 0),
    macroPrecision: withoutError(precision, rows),
    macroRecall: withoutError(recall, rows),
    macroF1: withoutError(f1, rows),
    macroAuc: withoutError(auc / judged, judged),
  }
}
