import type { LabelledScores } from '../performance/labelled-scores.ts'
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
  const groups = new Map<number, { rows: number; positives: number }>()
  for (let i = 0; i < data.rows; i++) {
    const group = groups.get(data.scores[i])
    if (group === undefined) groups.set(data.scores[i], { rows: 1, positives: data.labels[i] })
    else {
      group.rows += 1
      group.positives += data.labels[i]
    }
  }
  if (groups.size < data.rows / 10) return found
  const heavy = [...groups].filter(([, group]) => group.rows >= 30 && group.rows >= constantShare * data.rows)
  for (const [score, { rows, positives }] of heavy.sort(([a], [b]) => a - b)) {
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
