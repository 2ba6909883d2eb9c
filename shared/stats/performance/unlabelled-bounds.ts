import type { BinaryCounts } from './binary-counts.ts'
import type { Interval } from './measure.ts'

/** Between which values a metric lies whatever the labels that are not there turn out to be. */
export interface UnlabelledBounds {
  readonly accuracy: Interval | null
  readonly precision: Interval | null
  readonly recall: Interval | null
  readonly specificity: Interval | null
  readonly f1: Interval | null
}

const interval = (lower: number, upper: number): Interval | null =>
  Number.isNaN(lower) || Number.isNaN(upper) ? null : [lower, upper]

/**
 * Worst and best case of a metric of all rows, of which some have no label yet: `yes` of these were decided positive and
 * `no` negative. At worst every missing label contradicts its decision, at best it agrees. No assumption is made about
 * why the labels are missing. Null where even then nothing can be divided.
 *
 * Source: Manski (1989), Anatomy of the selection problem.
 */
export function unlabelledBounds(counts: BinaryCounts, yes: number, no: number): UnlabelledBounds {
  const { truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn } = counts
  const rows = tp + fp + fn + tn + yes + no
  return {
    accuracy: interval((tp + tn) / rows, (tp + tn + yes + no) / rows),
    precision: interval(tp / (tp + fp + yes), (tp + yes) / (tp + fp + yes)),
    recall: interval(ratio(tp, tp + fn + no), ratio(tp + yes, tp + yes + fn)),
    specificity: interval(ratio(tn, tn + fp + yes), ratio(tn + no, tn + no + fp)),
    f1: interval(ratio(2 * tp, 2 * tp + fp + yes + fn + no), ratio(2 * (tp + yes), 2 * (tp + yes) + fp + fn)),
  }
}

/** Accuracy alone, of any number of classes. */
export function accuracyBounds(correct: number, labelled: number, unlabelled: number): Interval | null {
  const rows = labelled + unlabelled
  return rows === 0 ? null : [correct / rows, (correct + unlabelled) / rows]
}

const ratio = (above: number, below: number): number => (below > 0 ? above / below : Number.NaN)
