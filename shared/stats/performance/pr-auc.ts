import { say } from '../../words/say.ts'
import { normalUpperQuantile } from '../special/normal.ts'
import { type LabelledScores, twoClassProblem } from './labelled-scores.ts'
import { type Measure, measured, unmeasured } from './measure.ts'
import { descendScores, type RankedClasses, rankClasses } from './ranked-classes.ts'

/** Average precision Σ (Rₖ − Rₖ₋₁)·Pₖ over the distinct scores, highest first. */
export function averagePrecisionOfRanked(ranked: RankedClasses): number {
  let truePositives = 0
  let selected = 0
  let sum = 0
  descendScores(ranked, (_, positives, negatives) => {
    truePositives += positives
    selected += positives + negatives
    sum += positives * (truePositives / selected)
  })
  return sum / ranked.positive.length
}

/**
 * Area under the precision–recall curve as average precision (no interpolation), with the logit interval of Boyd,
 * Eng and Page (2013): logit(AP) ± z/√(positives·AP·(1−AP)), on the positives alone. As scikit-learn's
 * `average_precision_score`. Null where a class is missing (with no negative it would be 1 by definition).
 */
export function prAuc(data: LabelledScores, confidence = 0.95): Measure {
  const problem = twoClassProblem(data)
  if (problem !== null) return unmeasured(problem)
  const value = averagePrecisionOfRanked(rankClasses(data))
  if (value >= 1) return measured(1, null, say('metric.none.perfect'))
  const half = normalUpperQuantile((1 - confidence) / 2) / Math.sqrt(data.positives * value * (1 - value))
  const logit = Math.log(value / (1 - value))
  return measured(value, [1 / (1 + Math.exp(half - logit)), 1 / (1 + Math.exp(-half - logit))])
}
