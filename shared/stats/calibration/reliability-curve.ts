import { AppError } from '../../domain/errors.ts'
import { sortedQuantile } from '../binning/quantiles.ts'
import type { LabelledScores } from '../performance/labelled-scores.ts'
import { probabilityProblem } from '../performance/labelled-scores.ts'
import type { Interval } from '../performance/measure.ts'
import { lowerBound, sortFloat64 } from '../sorting/float64.ts'
import { wilsonInterval } from '../special/binomial.ts'

export type CalibrationBinning = 'equal_mass' | 'equal_width'

export interface CurveOptions {
  readonly binning?: CalibrationBinning
  /** Bins asked for; 15 of equal mass or 10 of equal width when not given. */
  readonly bins?: number
  readonly confidence?: number
}

export interface ReliabilityBin {
  /** The bin is (lower, upper], the first one [lower, upper]. */
  readonly lower: number
  readonly upper: number
  readonly meanScore: number
  readonly observedRate: number
  /** Wilson interval of the observed rate. */
  readonly ci: Interval
  readonly rows: number
  readonly positives: number
  /** Σ (score − mean score)², and Σ (score − mean score)(label − observed rate), within the bin. */
  readonly scoreSquares: number
  readonly scoreLabelProducts: number
}

export interface ReliabilityCurve {
  readonly binning: CalibrationBinning
  readonly requestedBins: number
  /** Bins that hold rows. */
  readonly bins: readonly ReliabilityBin[]
  readonly rows: number
  readonly positives: number
  readonly reason: string | null
}

export const DEFAULT_BINS: Readonly<Record<CalibrationBinning, number>> = { equal_mass: 15, equal_width: 10 }

function innerEdges(scores: Float64Array, binning: CalibrationBinning, bins: number): Float64Array {
  if (binning === 'equal_width') return Float64Array.from({ length: bins - 1 }, (_, i) => (i + 1) / bins)
  const sorted = sortFloat64(scores.slice())
  return Float64Array.from({ length: bins - 1 }, (_, i) => sortedQuantile(sorted, (i + 1) / bins))
}

/**
 * Mean score against observed rate, bin by bin. Equal-mass edges are quantiles of the scores by linear
 * interpolation, so that equal scores share a bin and fewer bins than asked for may hold rows; equal-width edges are
 * i/bins. Bins as in scikit-learn's `calibration_curve` (`quantile` and `uniform`). Without rows, or with scores
 * that are no probabilities, there are no bins and `reason` says why. Throws `BAD_PARAMS` for less than one bin.
 */
export function reliabilityCurve(data: LabelledScores, options: CurveOptions = {}): ReliabilityCurve {
  const { binning = 'equal_mass', confidence = 0.95 } = options
  const requestedBins = options.bins ?? DEFAULT_BINS[binning]
  if (!Number.isInteger(requestedBins) || requestedBins < 1) {
    throw new AppError(
      'BAD_PARAMS',
      `${requestedBins} is no number of bins.`,
      'Give a whole number of at least 1.',
    )
  }
  const { rows, positives, scores, labels } = data
  const reason = probabilityProblem(data)
  if (reason !== null) return { binning, requestedBins, bins: [], rows, positives, reason }
  const edges = innerEdges(scores, binning, requestedBins)
  const place = new Uint32Array(rows)
  const count = new Float64Array(requestedBins)
  const scoreSum = new Float64Array(requestedBins)
  const labelSum = new Float64Array(requestedBins)
  for (let i = 0; i < rows; i++) {
    const bin = lowerBound(edges, scores[i])
    place[i] = bin
    count[bin] += 1
    scoreSum[bin] += scores[i]
    labelSum[bin] += labels[i]
  }
  const squares = new Float64Array(requestedBins)
  const products = new Float64Array(requestedBins)
  for (let i = 0; i < rows; i++) {
    const bin = place[i]
    const gap = scores[i] - scoreSum[bin] / count[bin]
    squares[bin] += gap * gap
    products[bin] += gap * (labels[i] - labelSum[bin] / count[bin])
  }
  const bins: ReliabilityBin[] = []
  for (let bin = 0; bin < requestedBins; bin++) {
    if (count[bin] === 0) continue
    bins.push({
      lower: bin === 0 ? 0 : edges[bin - 1],
      upper: bin === requestedBins - 1 ? 1 : edges[bin],
      meanScore: scoreSum[bin] / count[bin],
      observedRate: labelSum[bin] / count[bin],
      ci: wilsonInterval(labelSum[bin], count[bin], confidence),
      rows: count[bin],
      positives: labelSum[bin],
      scoreSquares: squares[bin],
      scoreLabelProducts: products[bin],
    })
  }
  return { binning, requestedBins, bins, rows, positives, reason: null }
}
