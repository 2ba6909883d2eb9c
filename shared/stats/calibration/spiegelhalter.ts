import { say } from '../../words/say.ts'
import { type LabelledScores, probabilityProblem } from '../performance/labelled-scores.ts'
import { normalSf } from '../special/normal.ts'

export interface SpiegelhalterTest {
  readonly z: number | null
  /** Two-sided. */
  readonly pValue: number | null
  readonly reason: string | null
}

/**
 * Spiegelhalter's test that the scores p are calibrated: z = Σ (y − p)(1 − 2p) / √Σ (1 − 2p)²·p(1 − p), standard
 * normal under calibration. Null where every score is 0, ½ or 1, for then the Brier score has no variance.
 *
 * Source: Spiegelhalter (1986), Probabilistic prediction in patient management and clinical trials.
 */
export function spiegelhalter(data: LabelledScores): SpiegelhalterTest {
  const reason = probabilityProblem(data)
  if (reason !== null) return { z: null, pValue: null, reason }
  let top = 0
  let variance = 0
  for (let i = 0; i < data.rows; i++) {
    const p = data.scores[i]
    const slope = 1 - 2 * p
    top += (data.labels[i] - p) * slope
    variance += slope * slope * p * (1 - p)
  }
  if (variance === 0) return { z: null, pValue: null, reason: say('calibration.certain') }
  const z = top / Math.sqrt(variance)
  return { z, pValue: Math.min(1, 2 * normalSf(Math.abs(z))), reason: null }
}
