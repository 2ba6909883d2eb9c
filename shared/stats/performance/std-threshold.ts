import { say } from '../../words/say.ts'

export interface StdThresholdOptions {
  /** Standard deviations below and above the mean; null leaves that side open. */
  readonly lower?: number | null
  readonly upper?: number | null
  /** Hard limits of the metric, which the thresholds are drawn back to. */
  readonly minimum?: number
  readonly maximum?: number
  /** Divisor of the variance is n − ddof. */
  readonly ddof?: 0 | 1
}

export interface StdThreshold {
  readonly mean: number | null
  readonly standardDeviation: number | null
  readonly lower: number | null
  readonly upper: number | null
  /** Finite chunk values used. */
  readonly chunks: number
  readonly reason: string | null
}

/**
 * Thresholds at mean ± k·σ of a metric's values on the chunks of the baseline (k = 3 both ways, divisor n), as
 * NannyML's `StandardDeviationThreshold`. Values that are not finite are left out; null with a reason for fewer than
 * 1 + ddof of them.
 */
export function stdThreshold(values: ArrayLike<number>, options: StdThresholdOptions = {}): StdThreshold {
  const { lower = 3, upper = 3, minimum, maximum, ddof = 0 } = options
  let chunks = 0
  let mean = 0
  let squares = 0
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) continue
    chunks += 1
    const gap = values[i] - mean
    mean += gap / chunks
    squares += gap * (values[i] - mean)
  }
  if (chunks < 1 + ddof) {
    return {
      mean: null,
      standardDeviation: null,
      lower: null,
      upper: null,
      chunks,
      reason: say('metric.none.chunks'),
    }
  }
  const standardDeviation = Math.sqrt(squares / (chunks - ddof))
  const limit = (value: number): number =>
    Math.min(maximum ?? Number.POSITIVE_INFINITY, Math.max(minimum ?? Number.NEGATIVE_INFINITY, value))
  return {
    mean,
    standardDeviation,
    lower: lower === null ? null : limit(mean - lower * standardDeviation),
    upper: upper === null ? null : limit(mean + upper * standardDeviation),
    chunks,
    reason: null,
  }
}
