import { say } from '../../words/say.ts'
import { type Measure, measured, unmeasured } from '../performance/measure.ts'
import { normalCdf } from '../special/normal.ts'
import type { ReliabilityCurve } from './reliability-curve.ts'

export type CalibrationNorm = 'l1' | 'l2' | 'max'

/**
 * Expected calibration error of a curve. With g = |observed rate − mean score| and w the share of rows of a bin:
 * l1 is Σ w·g, l2 is √Σ w·g², max is the greatest g.
 *
 * Source: Naeini, Cooper and Hauskrecht (2015), Obtaining well calibrated probabilities using Bayesian binning.
 */
export function calibrationError(curve: ReliabilityCurve, norm: CalibrationNorm = 'l1'): Measure {
  if (curve.reason !== null) return unmeasured(curve.reason)
  let sum = 0
  let greatest = 0
  for (const bin of curve.bins) {
    const gap = Math.abs(bin.observedRate - bin.meanScore)
    const weight = bin.rows / curve.rows
    greatest = Math.max(greatest, gap)
    sum += weight * (norm === 'l2' ? gap * gap : gap)
  }
  switch (norm) {
    case 'l1':
      return measured(sum)
    case 'l2':
      return measured(Math.sqrt(sum))
    case 'max':
      return measured(greatest)
  }
}

/** Maximum calibration error: the greatest gap of a bin. */
export const maximumCalibrationError = (curve: ReliabilityCurve): Measure => calibrationError(curve, 'max')

/** E|X| of X ~ Normal(μ, σ²). */
function foldedNormalMean(mu: number, sigma: number): number {
  if (sigma === 0) return Math.abs(mu)
  const ratio = mu / sigma
  return sigma * Math.sqrt(2 / Math.PI) * Math.exp(-0.5 * ratio * ratio) + mu * (1 - 2 * normalCdf(-ratio))
}

/**
 * Calibration error less what bins of finite size show of a perfectly calibrated model, cut off at 0.
 * l2: √Σ w·(g² − r(1−r)/(n−1)), r the observed rate and n the rows of a bin; bins of one row are left out.
 * l1: Σ w·(g − (E|N(g, r(1−r)/n)| − g)), the normal approximation in closed form. There is none for max.
 *
 * Source: Kumar, Liang and Ma (2019), Verified uncertainty calibration, section 5; Bröcker (2012) for l2.
 */
export function debiasedCalibrationError(curve: ReliabilityCurve, norm: CalibrationNorm = 'l1'): Measure {
  if (curve.reason !== null) return unmeasured(curve.reason)
  if (norm === 'max') return unmeasured(say('calibration.max_norm'))
  let sum = 0
  for (const bin of curve.bins) {
    const gap = Math.abs(bin.observedRate - bin.meanScore)
    const noise = bin.observedRate * (1 - bin.observedRate)
    const weight = bin.rows / curve.rows
    if (norm === 'l1') sum += weight * (2 * gap - foldedNormalMean(gap, Math.sqrt(noise / bin.rows)))
    else if (bin.rows > 1) sum += weight * (gap * gap - noise / (bin.rows - 1))
  }
  const floored = Math.max(0, sum)
  return measured(norm === 'l1' ? floored : Math.sqrt(floored))
}
