import { say } from '../../words/say.ts'
import { normalUpperQuantile } from '../special/normal.ts'
import { type LabelledScores, twoClassProblem } from './labelled-scores.ts'
import { type Measure, measured, unmeasured } from './measure.ts'
import { descendScores, type RankedClasses, rankClasses } from './ranked-classes.ts'

export interface RocAuc extends Measure {
  /** DeLong's standard error; null where a class has fewer than two rows. */
  readonly standardError: number | null
}

/**
 * Area under the ROC curve, P(s⁺ > s⁻) + ½P(s⁺ = s⁻), and DeLong's variance: the variances (divisor n − 1) of the
 * placements of the positives among the negatives and of the negatives among the positives, each over its count.
 *
 * Source: DeLong, DeLong and Clarke-Pearson (1988), Comparing the areas under two or more correlated ROC curves.
 */
export function rocAucOfRanked(ranked: RankedClasses): { auc: number; variance: number | null } {
  const m = ranked.positive.length
  const n = ranked.negative.length
  let above = 0
  let positivesAbove = 0
  let area = 0
  let squaresPositive = 0
  let squaresNegative = 0
  descendScores(ranked, (_, positives, negatives) => {
    const negativesBelow = n - above - negatives
    const placementPositive = (negativesBelow + negatives / 2) / n
    const placementNegative = (positivesAbove + positives / 2) / m
    area += positives * placementPositive
    squaresPositive += positives * placementPositive * placementPositive
    squaresNegative += negatives * placementNegative * placementNegative
    above += negatives
    positivesAbove += positives
  })
  const auc = area / m
  if (m < 2 || n < 2) return { auc, variance: null }
  const variancePositive = Math.max(0, squaresPositive - m * auc * auc) / (m - 1)
  const varianceNegative = Math.max(0, squaresNegative - n * auc * auc) / (n - 1)
  return { auc, variance: variancePositive / m + varianceNegative / n }
}

/**
 * ROC AUC with DeLong's normal interval, cut off at 0 and 1. Any finite or infinite scores will do. Null where a class is
 * missing; without an interval where a class has one row.
 */
export function rocAuc(data: LabelledScores, confidence = 0.95): RocAuc {
  const problem = twoClassProblem(data)
  if (problem !== null) return { ...unmeasured(problem), standardError: null }
  const { auc, variance } = rocAucOfRanked(rankClasses(data))
  if (variance === null) {
    return { ...measured(auc, null, say('metric.none.single')), standardError: null }
  }
  const standardError = Math.sqrt(variance)
  const half = normalUpperQuantile((1 - confidence) / 2) * standardError
  return { ...measured(auc, [Math.max(0, auc - half), Math.min(1, auc + half)]), standardError }
}
