import { lowerBound, sortFloat64, upperBound } from '../sorting/float64.ts'
import type { Interval } from './measure.ts'

const EPSILON = Number.EPSILON

export interface ScoreBounds {
  readonly brier: Interval | null
  readonly log_loss: Interval | null
}

/**
 * Between which values Brier score and log loss of all scored rows lie, whatever the labels that are not there (NaN)
 * turn out to be: each such row adds at least the smaller and at most the larger of its two losses, and each row by
 * itself, so that both ends can happen. Scores are probabilities; probabilities are clipped as in `logLoss`. Null
 * without scored rows.
 */
export function scoreBounds(labels: ArrayLike<number>, scores: ArrayLike<number>): ScoreBounds {
  let rows = 0
  const squared = [0, 0]
  const logarithmic = [0, 0]
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]
    if (Number.isNaN(score)) continue
    rows += 1
    const held = Math.min(1 - EPSILON, Math.max(EPSILON, score))
    const ifYes = [(1 - score) ** 2, -Math.log(held)]
    const ifNo = [score ** 2, -Math.log1p(-held)]
    const isKnown = !Number.isNaN(labels[i])
    for (const [loss, sums] of [squared, logarithmic].entries()) {
      const [yes, no] = [ifYes[loss], ifNo[loss]]
      sums[0] += isKnown ? (labels[i] === 1 ? yes : no) : Math.min(yes, no)
      sums[1] += isKnown ? (labels[i] === 1 ? yes : no) : Math.max(yes, no)
    }
  }
  if (rows === 0) return { brier: null, log_loss: null }
  return {
    brier: [squared[0] / rows, squared[1] / rows],
    log_loss: [logarithmic[0] / rows, logarithmic[1] / rows],
  }
}

/**
 * Between which values the ROC AUC of all scored rows lies, whatever the missing labels (NaN) turn out to be. For a given
 * number k of positives among them the area is largest when they are the k with the highest scores and smallest when
 * they are those with the lowest, since to swap a positive with a negative above it never lowers the area; so the ends
 * are found exactly by going through all k. Null where no choice leaves both classes. O(n log n).
 */
export function rocAucBounds(labels: ArrayLike<number>, scores: ArrayLike<number>): Interval | null {
  const scored = Array.from({ length: scores.length }, (_, i) => i).filter((i) => !Number.isNaN(scores[i]))
  const sorted = (is: (label: number) => boolean): Float64Array =>
    sortFloat64(
      Float64Array.from(
        scored.filter((i) => is(labels[i])),
        (i) => scores[i],
      ),
    )
  const positives = sorted((label) => label === 1)
  const negatives = sorted((label) => label === 0)
  const open = sorted(Number.isNaN)
  const lowest = areasOf(open, positives, negatives, false)
  const highest = areasOf(open.toReversed(), positives, negatives, true)
  return lowest === null || highest === null ? null : [lowest[0], highest[1]]
}

/**
 * Least and greatest area when the first k of `open` are positives, over every k that leaves both classes; `open` is
 * ascending, or descending where `fromTop`.
 */
function areasOf(
  open: Float64Array,
  positives: Float64Array,
  negatives: Float64Array,
  fromTop: boolean,
): Interval | null {
  const count = open.length
  let wins = positives.reduce((sum, score) => sum + below(negatives, score), 0)
  for (const score of open) wins += positives.length - below(positives, score)
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  let [tiesFrom, tiesTo] = [0, 0]
  for (let k = 0; k <= count; k++) {
    if (k > 0) {
      const score = open[k - 1]
      wins += below(negatives, score) - (positives.length - below(positives, score))
    }
    if (k >= tiesTo) {
      tiesFrom = k
      while (tiesTo < count && open[tiesTo] === open[tiesFrom]) tiesTo += 1
    }
    const halves = ((k - tiesFrom) * (tiesTo - k)) / 2
    const among = fromTop ? k * (count - k) - halves : halves
    const pairs = (positives.length + k) * (negatives.length + count - k)
    if (pairs === 0) continue
    const area = (wins + among) / pairs
    least = Math.min(least, area)
    most = Math.max(most, area)
  }
  return most < 0 ? null : [least, most]
}

/** How many of ascending values are below one, ties by half. */
function below(sorted: Float64Array, value: number): number {
  return (lowerBound(sorted, value) + upperBound(sorted, value)) / 2
}
