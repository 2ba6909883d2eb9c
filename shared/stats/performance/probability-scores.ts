import { say } from '../../words/say.ts'
import { normalUpperQuantile } from '../special/normal.ts'
import { type LabelledScores, probabilityProblem } from './labelled-scores.ts'
import { type Measure, measured, unmeasured } from './measure.ts'

const EPSILON = Number.EPSILON

/** A mean with the normal interval of its standard error (divisor n − 1); no interval for one row. */
function meanMeasure(sum: number, squares: number, n: number, confidence: number): Measure {
  const mean = sum / n
  if (n < 2) return measured(mean, null, say('metric.none.one_row'))
  const variance = Math.max(0, squares - n * mean * mean) / (n - 1)
  const half = normalUpperQuantile((1 - confidence) / 2) * Math.sqrt(variance / n)
  return measured(mean, [Math.max(0, mean - half), mean + half])
}

/**
 * Brier score, the mean of (score − label)². Null without rows and where a score is no probability.
 * Source: Brier (1950); as scikit-learn's `brier_score_loss`.
 */
export function brierScore(data: LabelledScores, confidence = 0.95): Measure {
  const problem = probabilityProblem(data)
  if (problem !== null) return unmeasured(problem)
  let sum = 0
  let squares = 0
  for (let i = 0; i < data.rows; i++) {
    const gap = data.scores[i] - data.labels[i]
    const loss = gap * gap
    sum += loss
    squares += loss * loss
  }
  return meanMeasure(sum, squares, data.rows, confidence)
}

/**
 * Log loss, the mean of −ln of the probability that was given to what happened, in nats. Probabilities are kept
 * 2.2e-16 away from 0 and 1, as in scikit-learn's `log_loss`, so that one certain error costs 36 and not infinity.
 * Null without rows and where a score is no probability.
 */
export function logLoss(data: LabelledScores, confidence = 0.95): Measure {
  const problem = probabilityProblem(data)
  if (problem !== null) return unmeasured(problem)
  let sum = 0
  let squares = 0
  for (let i = 0; i < data.rows; i++) {
    const score = Math.min(1 - EPSILON, Math.max(EPSILON, data.scores[i]))
    const loss = data.labels[i] === 1 ? -Math.log(score) : -Math.log1p(-score)
    sum += loss
    squares += loss * loss
  }
  return meanMeasure(sum, squares, data.rows, confidence)
}
