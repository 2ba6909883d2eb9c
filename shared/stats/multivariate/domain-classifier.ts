import { say } from '../../words/say.ts'
import { labelledScores } from '../performance/labelled-scores.ts'
import type { Interval } from '../performance/measure.ts'
import { rocAuc } from '../performance/roc-auc.ts'
import { createRandom, shuffle } from '../random.ts'
import { normalSf, normalUpperQuantile } from '../special/normal.ts'
import {
  checkSameColumns,
  fitStandardizer,
  type Matrix,
  rowsPerFeatureWarning,
  sampleRows,
  stackRows,
  standardize,
} from './matrix.ts'
import { fitRidgeLogistic, scoreRows } from './ridge-logistic.ts'

export interface DomainWeight {
  readonly column: number
  /** Weight of the standardised value: its level moved. */
  readonly level: number
  /** Weight of the standardised square: its spread moved. */
  readonly spread: number
  /** Share of the column in the sum of all |weights|. */
  readonly share: number
}

export interface DomainClassifier {
  /** Out-of-fold ROC AUC of telling current rows from baseline rows: 0.5 no drift, 1 two worlds. */
  readonly auc: number
  readonly ci: Interval
  /** One-sided against 0.5, from DeLong's error under no difference. */
  readonly pValue: number
  readonly weights: readonly DomainWeight[]
  readonly folds: number
  readonly rowsUsed: number
  readonly warning: string | null
}

export interface DomainOptions {
  readonly folds?: number
  readonly seed?: number
  readonly lambda?: number
  /** Rows a side at most; more are sampled by the seed. */
  readonly maxRows?: number
}

export type DomainOutcome =
  | { readonly value: DomainClassifier; readonly reason: null }
  | { readonly value: null; readonly reason: string }

/** Standardised values and their standardised squares, side by side. */
export function domainFeatures(matrix: Matrix): Matrix {
  const level = standardize(matrix, fitStandardizer(matrix))
  const { rows, columns } = level
  const squares: Matrix = { rows, columns, values: level.values.map((value) => value * value) }
  const spread = standardize(squares, fitStandardizer(squares))
  const values = new Float64Array(rows * columns * 2)
  for (let i = 0; i < rows; i++) {
    values.set(level.values.subarray(i * columns, (i + 1) * columns), i * columns * 2)
    values.set(spread.values.subarray(i * columns, (i + 1) * columns), i * columns * 2 + columns)
  }
  return { rows, columns: columns * 2, values }
}

function selectRows(matrix: Matrix, keep: readonly number[]): Matrix {
  const values = new Float64Array(keep.length * matrix.columns)
  for (const [i, row] of keep.entries()) {
    values.set(matrix.values.subarray(row * matrix.columns, (row + 1) * matrix.columns), i * matrix.columns)
  }
  return { rows: keep.length, columns: matrix.columns, values }
}

/**
 * Domain classifier: a ridge logistic regression on standardised and squared features learns to tell current rows
 * from baseline rows; its cross-validated AUC measures the drift of all columns together and its weights, fitted on
 * all rows, say which columns moved, in level or in spread. It does not see changes of relations alone; the
 * reconstruction error and the correlations do. Null with a reason for fewer rows a side than folds.
 *
 * Source: Lopez-Paz and Oquab (2017), Revisiting classifier two-sample tests.
 */
export function domainClassifier(
  baseline: Matrix,
  current: Matrix,
  options: DomainOptions = {},
): DomainOutcome {
  const { folds = 5, seed = 0, lambda = 1, maxRows = 5000 } = options
  checkSameColumns(baseline, current)
  if (baseline.columns === 0) return { value: null, reason: say('together.no_column') }
  if (Math.min(baseline.rows, current.rows) < 2 * folds) {
    return { value: null, reason: say('together.few_rows.folds', { rows: 2 * folds, folds }) }
  }
  const first = sampleRows(baseline, maxRows, seed)
  const second = sampleRows(current, maxRows, seed + 1)
  const rows = first.rows + second.rows
  const features = domainFeatures(stackRows(first, second))
  const labels = Uint8Array.from({ length: rows }, (_, i) => (i < first.rows ? 0 : 1))

  const random = createRandom(seed)
  const fold = new Uint8Array(rows)
  for (const [from, to] of [
    [0, first.rows],
    [first.rows, rows],
  ]) {
    const order = Array.from({ length: to - from }, (_, i) => from + i)
    for (const [k, row] of shuffle(random, order).entries()) fold[row] = k % folds
  }
  // Scores of different folds are comparable only as ranks within the fold's own model, so that each fold is
  // judged by itself and the areas are averaged.
  const whole = fitRidgeLogistic(features, labels, lambda)
  let auc = 0
  let variance = 0
  let nullVariance = 0
  for (let held = 0; held < folds; held++) {
    const train: number[] = []
    const test: number[] = []
    for (let i = 0; i < rows; i++) (fold[i] === held ? test : train).push(i)
    const model = fitRidgeLogistic(
      selectRows(features, train),
      Uint8Array.from(train, (i) => labels[i]),
      lambda,
      whole,
    )
    const scores = scoreRows(model, selectRows(features, test))
    const data = labelledScores(
      Uint8Array.from(test, (i) => labels[i]),
      scores,
    )
    const area = rocAuc(data)
    auc += (area.value ?? 0.5) / folds
    variance += ((area.standardError ?? 0) / folds) ** 2
    nullVariance += (data.rows + 1) / (12 * data.positives * data.negatives) / (folds * folds)
  }
  const half = normalUpperQuantile(0.025) * Math.sqrt(variance)
  const columns = first.columns
  let total = 0
  for (const weight of whole.weights) total += Math.abs(weight)
  const weights = Array.from({ length: columns }, (_, column): DomainWeight => {
    const level = whole.weights[column]
    const spread = whole.weights[columns + column]
    return { column, level, spread, share: total > 0 ? (Math.abs(level) + Math.abs(spread)) / total : 0 }
  }).sort((a, b) => b.share - a.share || a.column - b.column)
  return {
    value: {
      auc,
      ci: [Math.max(0, auc - half), Math.min(1, auc + half)],
      pValue: normalSf((auc - 0.5) / Math.sqrt(nullVariance)),
      weights,
      folds,
      rowsUsed: rows,
      warning: rowsPerFeatureWarning(first.rows, second.rows, 2 * columns),
    },
    reason: null,
  }
}
