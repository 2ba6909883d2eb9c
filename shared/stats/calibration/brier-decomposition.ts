import type { ReliabilityCurve } from './reliability-curve.ts'

/** Parts of the Brier score: brier = reliability − resolution + uncertainty + withinBin. */
export interface BrierDecomposition {
  readonly brier: number
  readonly reliability: number
  readonly resolution: number
  readonly uncertainty: number
  /** What the spread of scores inside the bins adds; 0 where every bin holds a single score. */
  readonly withinBin: number
}

/**
 * Murphy's decomposition on the bins of a curve, with the within-bin variance and covariance of Stephenson, so that
 * the parts add up exactly. Null where the curve has no bins.
 *
 * Source: Murphy (1973), A new vector partition of the probability score; Stephenson, Coelho and Jolliffe (2008),
 * Two extra components in the Brier score decomposition.
 */
export function brierDecomposition(curve: ReliabilityCurve): BrierDecomposition | null {
  if (curve.bins.length === 0) return null
  const base = curve.positives / curve.rows
  let reliability = 0
  let resolution = 0
  let withinBin = 0
  for (const bin of curve.bins) {
    const weight = bin.rows / curve.rows
    reliability += weight * (bin.meanScore - bin.observedRate) ** 2
    resolution += weight * (bin.observedRate - base) ** 2
    withinBin += (bin.scoreSquares - 2 * bin.scoreLabelProducts) / curve.rows
  }
  const uncertainty = base * (1 - base)
  return {
    brier: reliability - resolution + uncertainty + withinBin,
    reliability,
    resolution,
    uncertainty,
    withinBin,
  }
}
