import { AppError } from '../../domain/errors.ts'
import { say } from '../../words/say.ts'
import { wilsonInterval } from '../special/binomial.ts'
import { f1OfCells } from './binary-counts.ts'
import { type BootstrapOptions, bootstrapCounts } from './bootstrap.ts'
import { labelledScores } from './labelled-scores.ts'
import { type Measure, measured, quotient, unmeasured } from './measure.ts'
import { type RocAuc, rocAuc } from './roc-auc.ts'

/** K × K counts, row-major: `cells[actual · classes + predicted]`; mergeable by adding. */
export interface ConfusionMatrix {
  readonly classes: number
  readonly cells: Float64Array
}

/**
 * Counts of predicted against actual class codes 0 … classes − 1; a row with NaN in either is left out. Throws
 * `BAD_PARAMS` for unequal lengths or a code out of range.
 */
export function confusionMatrix(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classes: number,
): ConfusionMatrix {
  if (actual.length !== predicted.length) {
    throw new AppError(
      'BAD_PARAMS',
      `There are ${actual.length} labels and ${predicted.length} predictions.`,
      'Give one label and one prediction for each row; a missing one is NaN (null in JSON).',
    )
  }
  const cells = new Float64Array(classes * classes)
  for (let i = 0; i < actual.length; i++) {
    const a = actual[i]
    const p = predicted[i]
    if (Number.isNaN(a) || Number.isNaN(p)) continue
    if (!Number.isInteger(a) || !Number.isInteger(p) || a < 0 || p < 0 || a >= classes || p >= classes) {
      throw new AppError(
        'BAD_PARAMS',
        `Row ${i} has class codes ${a} and ${p}, but there are ${classes} classes.`,
        `Code the classes as whole numbers from 0 to ${classes - 1}.`,
      )
    }
    cells[a * classes + p] += 1
  }
  return { classes, cells }
}

export interface ClassMetrics {
  readonly rows: number
  readonly predicted: number
  readonly precision: Measure
  readonly recall: Measure
  readonly f1: Measure
}

export interface MulticlassMetrics {
  readonly rows: number
  /** Micro precision, recall and F1 are the same number as this. */
  readonly accuracy: Measure
  readonly majorityBaseline: Measure
  readonly macroPrecision: Measure
  readonly macroRecall: Measure
  readonly macroF1: Measure
  readonly perClass: readonly ClassMetrics[]
}

interface Margins {
  readonly rows: number
  readonly correct: number
  readonly actual: Float64Array
  readonly predicted: Float64Array
}

function margins(cells: ArrayLike<number>, classes: number): Margins {
  const actual = new Float64Array(classes)
  const predicted = new Float64Array(classes)
  let rows = 0
  let correct = 0
  for (let a = 0; a < classes; a++) {
    for (let p = 0; p < classes; p++) {
      const count = cells[a * classes + p]
      actual[a] += count
      predicted[p] += count
      rows += count
      if (a === p) correct += count
    }
  }
  return { rows, correct, actual, predicted }
}

type Average = 'precision' | 'recall' | 'f1'

/** Mean over the classes that occur, as label or as prediction; a quotient with nothing below it counts as 0. */
function macro(cells: ArrayLike<number>, classes: number, average: Average): number {
  const { actual, predicted } = margins(cells, classes)
  let sum = 0
  let seen = 0
  for (let c = 0; c < classes; c++) {
    if (actual[c] + predicted[c] === 0) continue
    seen += 1
    const tp = cells[c * classes + c]
    if (average === 'f1') sum += f1OfCells(tp, predicted[c] - tp, actual[c] - tp)
    else {
      const below = average === 'precision' ? predicted[c] : actual[c]
      sum += below > 0 ? tp / below : 0
    }
  }
  return sum / seen
}

/**
 * Metrics of a confusion matrix of several classes. Macro means run over the classes that occur as label or as
 * prediction, with 0 for a class that is never predicted (or never true), as scikit-learn's `zero_division=0`; the
 * class's own metric is null with its reason. Shares have Wilson intervals, macro means bootstrap intervals.
 */
export function multiclassMetrics(
  matrix: ConfusionMatrix,
  confidence = 0.95,
  bootstrap: BootstrapOptions = {},
): MulticlassMetrics {
  const { classes, cells } = matrix
  const { rows, correct, actual, predicted } = margins(cells, classes)
  const none = unmeasured(say('metric.none.label_prediction'))
  const share = (successes: number): Measure =>
    rows > 0 ? measured(successes / rows, wilsonInterval(successes, rows, confidence)) : none
  const macroMeasure = (average: Average): Measure =>
    rows > 0
      ? measured(
          macro(cells, classes, average),
          bootstrapCounts(cells, (drawn) => macro(drawn, classes, average), { ...bootstrap, confidence }),
        )
      : none
  const withInterval = (successes: number, n: number, reason: string): Measure => {
    const measure = quotient(successes, n, reason)
    return n > 0 ? { ...measure, ci: wilsonInterval(successes, n, confidence) } : measure
  }
  const perClass = Array.from({ length: classes }, (_, c): ClassMetrics => {
    const tp = cells[c * classes + c]
    return {
      rows: actual[c],
      predicted: predicted[c],
      precision: withInterval(tp, predicted[c], say('metric.none.predicted_class')),
      recall: withInterval(tp, actual[c], say('metric.none.class')),
      f1: quotient(2 * tp, actual[c] + predicted[c], say('metric.none.class_or_predicted')),
    }
  })
  return {
    rows,
    accuracy: share(correct),
    majorityBaseline: share(Math.max(0, ...actual)),
    macroPrecision: macroMeasure('precision'),
    macroRecall: macroMeasure('recall'),
    macroF1: macroMeasure('f1'),
    perClass,
  }
}

export interface OneVsRest {
  readonly perClass: readonly RocAuc[]
  /** Mean over the classes that have both rows and others. */
  readonly macro: Measure
  /** Weighted by the rows of each class. */
  readonly weighted: Measure
}

/**
 * One-vs-rest ROC AUC. `scores` is rows × classes, row-major; `actual` holds class codes (NaN unlabelled). As
 * scikit-learn's `roc_auc_score(multi_class="ovr")` where every class occurs.
 */
export function oneVsRestAuc(
  actual: ArrayLike<number>,
  scores: ArrayLike<number>,
  classes: number,
  confidence = 0.95,
): OneVsRest {
  const rows = actual.length
  if (scores.length !== rows * classes) {
    throw new AppError(
      'BAD_PARAMS',
      `There are ${scores.length} scores for ${rows} rows of ${classes} classes.`,
      'Give a score for every class of every row, row by row.',
    )
  }
  const sizes = new Float64Array(classes)
  const perClass = Array.from({ length: classes }, (_, c) => {
    const labels = Float64Array.from({ length: rows }, (_unused, i) =>
      Number.isNaN(actual[i]) ? Number.NaN : actual[i] === c ? 1 : 0,
    )
    const column = Float64Array.from({ length: rows }, (_unused, i) => scores[i * classes + c])
    const data = labelledScores(labels, column)
    sizes[c] = data.positives
    return rocAuc(data, confidence)
  })
  let sum = 0
  let weightedSum = 0
  let weight = 0
  let found = 0
  for (const [c, auc] of perClass.entries()) {
    if (auc.value === null) continue
    sum += auc.value
    found += 1
    weightedSum += auc.value * sizes[c]
    weight += sizes[c]
  }
  const reason = say('metric.none.two_classes')
  return { perClass, macro: quotient(sum, found, reason), weighted: quotient(weightedSum, weight, reason) }
}
