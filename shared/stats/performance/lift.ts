import { say } from '../../words/say.ts'
import { type LabelledScores, twoClassProblem } from './labelled-scores.ts'
import { type Measure, measured, unmeasured } from './measure.ts'
import { descendScores, rankClasses } from './ranked-classes.ts'

/**
 * Lift of the top `fraction` of the scores: the share of positives there over the share of positives everywhere.
 * Rows tied at the edge count in proportion, so that the order of the rows does not matter.
 */
export function liftAt(data: LabelledScores, fraction = 0.1): Measure {
  const problem = twoClassProblem(data)
  if (problem !== null) return unmeasured(problem)
  const wanted = fraction * data.rows
  let taken = 0
  let found = 0
  descendScores(rankClasses(data), (_, positives, negatives) => {
    const group = positives + negatives
    const share = Math.min(1, Math.max(0, wanted - taken) / group)
    found += positives * share
    taken += group * share
  })
  if (taken === 0) return unmeasured(say('metric.none.fraction'))
  return measured(found / taken / (data.positives / data.rows))
}
