import { say } from '../../words/say.ts'
import { type LabelledScores, probabilityProblem, twoClassProblem } from '../performance/labelled-scores.ts'
import type { Interval } from '../performance/measure.ts'
import { normalUpperQuantile } from '../special/normal.ts'
import { fitLogisticIntercept, fitLogisticLine } from './logistic-line.ts'

const CLIP = 1e-9

/** ln(p/(1 − p)), scores kept 1e-9 away from 0 and 1. */
export function logit(score: number): number {
  const p = Math.min(1 - CLIP, Math.max(CLIP, score))
  return Math.log(p / (1 - p))
}

export interface RecalibrationLine {
  /** 1 when calibrated; under 1 the scores are too extreme, over 1 too timid. */
  readonly slope: number
  /** 0 when calibrated; its fit is joint with the slope. */
  readonly intercept: number
  readonly slopeCi: Interval
  readonly interceptCi: Interval
  /** Calibration in the large: the intercept when the slope is held at 1. */
  readonly interceptAtSlopeOne: number
  readonly interceptAtSlopeOneCi: Interval
  /** Scores of exactly 0 or 1, whose logit had to be cut off. */
  readonly clipped: number
}

/**
 * Cox's recalibration: logistic regression of the label on logit(score), by Newton's method, with Wald intervals.
 * A model trained with the positive class weighted by w shows a slope near 1 and an intercept near −ln w. Null
 * with a reason where a class is missing, the scores are no probabilities or constant, or they separate the classes.
 *
 * Source: Cox (1958), Two further applications of a model for binary regression; Van Calster et al. (2016).
 */
export function recalibrationLine(
  data: LabelledScores,
  confidence = 0.95,
): { readonly value: RecalibrationLine | null; readonly reason: string | null } {
  const reason = probabilityProblem(data) ?? twoClassProblem(data)
  if (reason !== null) return { value: null, reason }
  const x = new Float64Array(data.rows)
  let clipped = 0
  for (let i = 0; i < data.rows; i++) {
    x[i] = logit(data.scores[i])
    if (data.scores[i] === 0 || data.scores[i] === 1) clipped += 1
  }
  const line = fitLogisticLine(x, data.labels)
  const large = fitLogisticIntercept(x, data.labels)
  if (line === null || large === null) {
    return {
      value: null,
      reason: say('calibration.no_fit'),
    }
  }
  const z = normalUpperQuantile((1 - confidence) / 2)
  const around = (centre: number, variance: number): Interval => [
    centre - z * Math.sqrt(variance),
    centre + z * Math.sqrt(variance),
  ]
  return {
    value: {
      slope: line.slope,
      intercept: line.intercept,
      slopeCi: around(line.slope, line.slopeVariance),
      interceptCi: around(line.intercept, line.interceptVariance),
      interceptAtSlopeOne: large.intercept,
      interceptAtSlopeOneCi: around(large.intercept, large.variance),
      clipped,
    },
    reason: null,
  }
}
