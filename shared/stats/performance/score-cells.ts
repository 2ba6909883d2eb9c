import { say } from '../../words/say.ts'
import { calibrationError, debiasedCalibrationError } from '../calibration/calibration-error.ts'
import type { ReliabilityBin, ReliabilityCurve } from '../calibration/reliability-curve.ts'
import { wilsonInterval } from '../special/binomial.ts'
import { normalUpperQuantile } from '../special/normal.ts'
import { type Interval, type Measure, measured, unmeasured } from './measure.ts'

/** Counts of scored rows on the cells of a frozen grid, ascending by score. Labels are 1 and 0. */
export interface CountedScores {
  readonly rows: ArrayLike<number>
  /** Sum of the score. */
  readonly sums: ArrayLike<number>
  readonly labelled: ArrayLike<number>
  /** Rows with label 1. */
  readonly positives: ArrayLike<number>
}

/** A metric from counts; `bounds` holds the value that the rows themselves would give, where it is known. */
export type CountedMeasure = Measure & { readonly bounds: Interval | null }

export interface CountedMetrics {
  readonly rows: number
  readonly labelled: number
  readonly positives: number
  readonly meanScore: number | null
  readonly rocAuc: CountedMeasure
  readonly accuracy: CountedMeasure
  readonly brier: Measure
  readonly ece: Measure
  readonly eceDebiased: Measure
}

const BINS = 15

/**
 * Performance and calibration of a binary model from the counts of its score cells, whatever the number of rows. A row
 * counts as if its score were the mean of its cell. ROC AUC takes the rows of a cell as tied, with DeLong's interval; its
 * bounds let all pairs of a cell be in the best and in the worst order. Accuracy takes the cell that holds the threshold by
 * its mean; its bounds let that cell be decided either way. The calibration error merges cells into at most 15 bins of
 * about equal mass. Null with a reason without labels, or where labels are not 0 and 1.
 */
export function countedMetrics(cells: CountedScores, threshold = 0.5): CountedMetrics {
  const n = cells.rows.length
  const total = { rows: 0, labelled: 0, positives: 0, score: 0 }
  let sound = true
  for (let c = 0; c < n; c++) {
    total.rows += cells.rows[c]
    total.labelled += cells.labelled[c]
    total.positives += cells.positives[c]
    total.score += cells.sums[c]
    if (cells.positives[c] < 0 || cells.positives[c] > cells.labelled[c]) sound = false
  }
  const head = {
    rows: total.rows,
    labelled: total.labelled,
    positives: total.positives,
    meanScore: total.rows > 0 && Number.isFinite(total.score) ? total.score / total.rows : null,
  }
  const reason =
    total.labelled === 0 ? say('metric.none.label') : sound ? null : say('metric.none.label_numbers')
  if (reason !== null) {
    const none = { ...unmeasured(reason), bounds: null }
    return { ...head, rocAuc: none, accuracy: none, brier: none, ece: none, eceDebiased: none }
  }
  const curve = curveOf(cells, total)
  return {
    ...head,
    rocAuc: rocAucOfCells(cells, total),
    accuracy: accuracyOfCells(cells, total.labelled, threshold),
    brier: brierOfCells(cells, total.labelled),
    ece: calibrationError(curve),
    eceDebiased: debiasedCalibrationError(curve),
  }
}

const meanOf = ({ rows, sums }: CountedScores, c: number): number => sums[c] / rows[c]

type Total = { readonly labelled: number; readonly positives: number }

function rocAucOfCells({ labelled, positives }: CountedScores, total: Total): CountedMeasure {
  const m = total.positives
  const n = total.labelled - m
  if (m === 0 || n === 0) {
    const reason = m === 0 ? say('metric.none.positive') : say('metric.none.negative')
    return { ...unmeasured(reason), bounds: null }
  }
  let negativesBelow = 0
  let positivesBelow = 0
  let area = 0
  let tied = 0
  let squaresPositive = 0
  let squaresNegative = 0
  for (let c = 0; c < labelled.length; c++) {
    const p = positives[c]
    const q = labelled[c] - p
    const placementPositive = (negativesBelow + q / 2) / n
    const placementNegative = (m - positivesBelow - p / 2) / m
    area += p * placementPositive
    tied += p * q
    squaresPositive += p * placementPositive ** 2
    squaresNegative += q * placementNegative ** 2
    negativesBelow += q
    positivesBelow += p
  }
  const auc = area / m
  const slack = tied / (2 * m * n)
  const bounds: Interval = [Math.max(0, auc - slack), Math.min(1, auc + slack)]
  if (m < 2 || n < 2) return { ...measured(auc, null, say('metric.none.single')), bounds }
  const variance =
    Math.max(0, squaresPositive - m * auc * auc) / (m - 1) / m +
    Math.max(0, squaresNegative - n * auc * auc) / (n - 1) / n
  const half = normalUpperQuantile(0.025) * Math.sqrt(variance)
  return { ...measured(auc, [Math.max(0, auc - half), Math.min(1, auc + half)]), bounds }
}

function accuracyOfCells(cells: CountedScores, labelled: number, threshold: number): CountedMeasure {
  let correct = 0
  // The cell with the greatest mean under the threshold and the one with the least mean over it may hold rows of both.
  let below = -1
  let above = -1
  for (let c = 0; c < cells.rows.length; c++) {
    if (cells.labelled[c] === 0) continue
    const over = meanOf(cells, c) >= threshold
    correct += over ? cells.positives[c] : cells.labelled[c] - cells.positives[c]
    if (!over) below = c
    else if (above < 0) above = c
  }
  let worst = correct
  let best = correct
  for (const c of [below, above]) {
    if (c < 0) continue
    const own = c === above ? cells.positives[c] : cells.labelled[c] - cells.positives[c]
    worst -= own
    best += cells.labelled[c] - own
  }
  return {
    ...measured(correct / labelled, wilsonInterval(correct, labelled)),
    bounds: [worst / labelled, best / labelled],
  }
}

function brierOfCells(cells: CountedScores, labelled: number): Measure {
  let sum = 0
  let squares = 0
  for (let c = 0; c < cells.rows.length; c++) {
    if (cells.labelled[c] === 0) continue
    const p = meanOf(cells, c)
    if (!(p >= 0 && p <= 1)) return unmeasured(say('metric.none.probabilities'))
    const negatives = cells.labelled[c] - cells.positives[c]
    sum += cells.positives[c] * (1 - p) ** 2 + negatives * p ** 2
    squares += cells.positives[c] * (1 - p) ** 4 + negatives * p ** 4
  }
  const mean = sum / labelled
  if (labelled < 2) return measured(mean, null, say('metric.none.one_row'))
  const error = Math.sqrt(Math.max(0, squares - labelled * mean * mean) / (labelled - 1) / labelled)
  const half = normalUpperQuantile(0.025) * error
  return measured(mean, [Math.max(0, mean - half), mean + half])
}

function curveOf(cells: CountedScores, total: Total): ReliabilityCurve {
  const bins: ReliabilityBin[] = []
  let seen = 0
  let rows = 0
  let scores = 0
  let positives = 0
  let lower = Number.NaN
  for (let c = 0; c < cells.rows.length; c++) {
    const here = cells.labelled[c]
    if (here === 0) continue
    const mean = meanOf(cells, c)
    if (!(mean >= 0 && mean <= 1)) {
      const reason = say('metric.none.probabilities')
      return { binning: 'equal_mass', requestedBins: BINS, bins: [], rows: 0, positives: 0, reason }
    }
    if (rows === 0) lower = mean
    rows += here
    scores += here * mean
    positives += cells.positives[c]
    seen += here
    if (seen * BINS < total.labelled * (bins.length + 1)) continue
    bins.push({
      lower,
      upper: mean,
      meanScore: scores / rows,
      observedRate: positives / rows,
      ci: wilsonInterval(positives, rows),
      rows,
      positives,
      scoreSquares: 0,
      scoreLabelProducts: 0,
    })
    rows = 0
    scores = 0
    positives = 0
  }
  return {
    binning: 'equal_mass',
    requestedBins: BINS,
    bins,
    rows: total.labelled,
    positives: total.positives,
    reason: null,
  }
}
