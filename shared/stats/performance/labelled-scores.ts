import { AppError } from '../../domain/errors.ts'
import { say } from '../../words/say.ts'

/**
 * Rows of a binary model that have both a label and a score. `labels` are 1 (positive) and 0; rows without a label
 * (NaN) or a score (NaN) are left out and counted.
 */
export interface LabelledScores {
  readonly labels: Uint8Array
  readonly scores: Float64Array
  readonly rows: number
  readonly positives: number
  readonly negatives: number
  readonly unlabelled: number
  readonly unscored: number
  /** Scores that are no probability: under 0 or over 1. */
  readonly outOfRange: number
}

/** Throws `BAD_PARAMS` where the lengths differ or a label is neither 0, 1 nor missing. */
export function labelledScores(labels: ArrayLike<number>, scores: ArrayLike<number>): LabelledScores {
  if (labels.length !== scores.length) {
    throw new AppError(
      'BAD_PARAMS',
      `There are ${labels.length} labels and ${scores.length} scores.`,
      'Give one label and one score for each row; a missing one is NaN (null in JSON).',
    )
  }
  const keptLabels = new Uint8Array(labels.length)
  const keptScores = new Float64Array(labels.length)
  let rows = 0
  let positives = 0
  let unlabelled = 0
  let unscored = 0
  let outOfRange = 0
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]
    const score = scores[i]
    if (Number.isNaN(label)) {
      unlabelled += 1
      continue
    }
    if (label !== 0 && label !== 1) {
      throw new AppError(
        'BAD_PARAMS',
        `The label of row ${i} is ${label}.`,
        'Give 1 for the positive class, 0 for the other, and NaN (null in JSON) for a missing label.',
      )
    }
    if (Number.isNaN(score)) {
      unscored += 1
      continue
    }
    if (score < 0 || score > 1) outOfRange += 1
    keptLabels[rows] = label
    keptScores[rows] = score
    positives += label
    rows += 1
  }
  return {
    labels: keptLabels.subarray(0, rows),
    scores: keptScores.subarray(0, rows),
    rows,
    positives,
    negatives: rows - positives,
    unlabelled,
    unscored,
    outOfRange,
  }
}

/** Why there is no metric of probabilities for these rows; null where there is one. */
export function probabilityProblem(data: LabelledScores): string | null {
  if (data.rows === 0) return say('metric.none.label_score')
  if (data.outOfRange > 0) return say('metric.none.probabilities_count', { scores: data.outOfRange })
  return null
}

/** Why there is no ranking metric for these rows; null where there is one. */
export function twoClassProblem(data: LabelledScores): string | null {
  if (data.rows === 0) return say('metric.none.label_score')
  if (data.positives === 0) return say('metric.none.positive')
  if (data.negatives === 0) return say('metric.none.negative')
  return null
}
