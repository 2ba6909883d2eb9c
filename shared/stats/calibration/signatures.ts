import type { LabelledScores } from '../performance/labelled-scores.ts'
import { descendScores, rankClasses } from '../performance/ranked-classes.ts'
import { wilsonInterval } from '../special/binomial.ts'
import type { RecalibrationLine } from './recalibration.ts'

export type CalibrationSignature =
  | {
      readonly code: 'class_weights'
      readonly weight: number
      readonly intercept: number
      readonly slope: number
    }
  | {
      readonly code: 'constant_confidence'
      readonly score: number
      readonly rows: number
      readonly share: number
      readonly observedRate: number
    }

export interface SignatureOptions {
  /** Least share of the rows that one exact score must hold to be a hard-coded confidence. */
  readonly constantShare?: number
  /** Least factor, up or down, by which the odds are off to be taken for class weights. */
  readonly weightFactor?: number
}

/**
 * Traces of how scores were made. `class_weights`: the slope's interval holds 1 while the intercept's does not hold
 * 0, so that the odds are off by the constant factor w = exp(−intercept). `constant_confidence`: one exact score
 * holds at least 2% of the rows of otherwise continuous scores and the observed rate there is significantly another.
 */
export function calibrationSignatures(
  data: LabelledScores,
  line: RecalibrationLine | null,
  options: SignatureOptions = {},
): CalibrationSignature[] {
  const { constantShare = 0.02, weightFactor = 1.25 } = options
  const found: CalibrationSignature[] = []
  if (line !== null) {
    const { slope, slopeCi, intercept, interceptCi, interceptAtSlopeOne } = line
    const slopeIsOne = slopeCi[0] <= 1.05 && slopeCi[1] >= 0.95 && Math.abs(slope - 1) < 0.15
    const interceptIsOff = interceptCi[0] > 0 || interceptCi[1] < 0
    if (slopeIsOne && interceptIsOff && Math.abs(interceptAtSlopeOne) >= Math.log(weightFactor)) {
      found.push({ code: 'class_weights', weight: Math.exp(-interceptAtSlopeOne), intercept, slope })
    }
  }
  let distinct = 0
  const heavy: { score: number; rows: number; positives: number }[] = []
  descendScores(rankClasses(data), (score, positives, negatives) => {
    const rows = positives + negatives
    distinct += 1
    if (rows >= 30 && rows >= constantShare * data.rows) heavy.push({ score, rows, positives })
  })
  if (distinct < data.rows / 10) return found
  for (const { score, rows, positives } of heavy.reverse()) {
    const [lower, upper] = wilsonInterval(positives, rows)
    if (score >= lower && score <= upper) continue
    found.push({
      code: 'constant_confidence',
      score,
      rows,
      share: rows / data.rows,
      observedRate: positives / rows,
    })
  }
  return found
}
