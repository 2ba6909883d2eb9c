import { say } from '../../words/say.ts'
import { wilsonInterval } from '../special/binomial.ts'
import { type BootstrapOptions, bootstrapCounts } from './bootstrap.ts'
import { type Measure, measured, unmeasured } from './measure.ts'

/** A 2 × 2 confusion matrix; mergeable by adding. */
export interface BinaryCounts {
  readonly truePositives: number
  readonly falsePositives: number
  readonly falseNegatives: number
  readonly trueNegatives: number
}

/** Counts of decisions (1 or 0) against labels (1 or 0); a row with NaN in either is left out. */
export function countDecisions(labels: ArrayLike<number>, decisions: ArrayLike<number>): BinaryCounts {
  const cells = [0, 0, 0, 0]
  for (let i = 0; i < labels.length; i++) {
    if (Number.isNaN(labels[i]) || Number.isNaN(decisions[i])) continue
    cells[(labels[i] === 1 ? 2 : 0) + (decisions[i] === 1 ? 1 : 0)] += 1
  }
  return {
    trueNegatives: cells[0],
    falsePositives: cells[1],
    falseNegatives: cells[2],
    truePositives: cells[3],
  }
}

/** Counts at a threshold: the decision is positive where score ≥ threshold. */
export function countAtThreshold(
  labels: ArrayLike<number>,
  scores: ArrayLike<number>,
  threshold: number,
): BinaryCounts {
  const decisions = Float64Array.from({ length: scores.length }, (_, i) =>
    Number.isNaN(scores[i]) ? Number.NaN : scores[i] >= threshold ? 1 : 0,
  )
  return countDecisions(labels, decisions)
}

/** F1 = 2TP/(2TP + FP + FN); NaN where nothing is positive on either side. */
export const f1OfCells = (tp: number, fp: number, fn: number): number => (2 * tp) / (2 * tp + fp + fn)

/** F1 of the share TP/(TP + FP + FN). */
const f1OfShare = (share: number): number => (2 * share) / (1 + share)

/** Matthews correlation (TP·TN − FP·FN)/√((TP+FP)(TP+FN)(TN+FP)(TN+FN)); NaN where a margin is empty. */
export function matthewsOfCells(tp: number, fp: number, fn: number, tn: number): number {
  return (
    (tp * tn - fp * fn) / (Math.sqrt(tp + fp) * Math.sqrt(tp + fn) * Math.sqrt(tn + fp) * Math.sqrt(tn + fn))
  )
}

function share(successes: number, n: number, confidence: number, reason: string): Measure {
  return n > 0 ? measured(successes / n, wilsonInterval(successes, n, confidence)) : unmeasured(reason)
}

export interface BinaryMetrics {
  readonly rows: number
  readonly accuracy: Measure
  /** Accuracy of always deciding for the larger class of these rows. */
  readonly majorityBaseline: Measure
  readonly precision: Measure
  readonly recall: Measure
  readonly f1: Measure
  readonly specificity: Measure
  readonly falsePositiveRate: Measure
  readonly matthews: Measure
}

/**
 * The metrics of a confusion matrix. Shares have Wilson intervals, Matthews' correlation a percentile interval of the
 * multinomial bootstrap. F1 = 2F/(1 + F) with F = TP/(TP + FP + FN), so its interval is that of the share F (Wilson),
 * carried over: a bootstrap of a window without a true positive would be sure that F1 is 0. What divides by nothing is
 * null with its reason, never 0 or NaN.
 *
 * Source of F: Hand, Christen and Kirielle (2021), F*: an interpretable transformation of the F-measure.
 */
export function binaryMetrics(
  counts: BinaryCounts,
  confidence = 0.95,
  bootstrap: BootstrapOptions = {},
): BinaryMetrics {
  const { truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn } = counts
  const rows = tp + fp + fn + tn
  const noRows = say('metric.none.label_decision')
  const noPositives = say('metric.none.positive')
  const noNegatives = say('metric.none.negative')
  const cells = [tp, fp, fn, tn]
  const options = { ...bootstrap, confidence }
  const matthews = matthewsOfCells(tp, fp, fn, tn)
  const [low, high] = wilsonInterval(tp, tp + fp + fn, confidence)
  return {
    rows,
    accuracy: share(tp + tn, rows, confidence, noRows),
    majorityBaseline: share(Math.max(tp + fn, tn + fp), rows, confidence, noRows),
    precision: share(tp, tp + fp, confidence, say('metric.none.decided_positive')),
    recall: share(tp, tp + fn, confidence, noPositives),
    f1:
      tp + fp + fn === 0
        ? unmeasured(say('metric.none.neither_positive'))
        : measured(f1OfCells(tp, fp, fn), [f1OfShare(low), f1OfShare(high)]),
    specificity: share(tn, tn + fp, confidence, noNegatives),
    falsePositiveRate: share(fp, tn + fp, confidence, noNegatives),
    matthews: Number.isNaN(matthews)
      ? unmeasured(say('metric.none.one_class'))
      : measured(
          matthews,
          bootstrapCounts(cells, ([a, b, c, d]) => matthewsOfCells(a, b, c, d), options),
        ),
  }
}

/** Mean cost a row: `falsePositive` and `falseNegative` are the costs of the two errors, in the caller's unit. */
export function meanCost(counts: BinaryCounts, falsePositive: number, falseNegative: number): Measure {
  const rows = counts.truePositives + counts.falsePositives + counts.falseNegatives + counts.trueNegatives
  if (rows === 0) return unmeasured(say('metric.none.label_decision'))
  return measured((counts.falsePositives * falsePositive + counts.falseNegatives * falseNegative) / rows)
}
