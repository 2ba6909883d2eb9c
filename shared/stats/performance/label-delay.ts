import { lowerBound, sortFloat64 } from '../sorting/float64.ts'

/** How long labels take, of those that come at all. */
export interface LabelDelay {
  /** Milliseconds by which `share` of the labels have come. */
  readonly delay: number
  readonly median: number
  readonly share: number
  /** Rows with a label and both times. */
  readonly rows: number
  /** Longest delay that this log could still show on enough rows; the shares are of labels that came within it. */
  readonly horizon: number
}

const FEWEST = 30
/** Of a product of thousands of factors. */
const ROUNDING = 1e-9

/**
 * Quantiles of the delay between prediction and label when the newest rows show short delays only. With d the labels
 * that took exactly t and n those rows that took at most t and were predicted at least t before `asOf`,
 * F(t) = Π over s > t of (1 − d(s)/n(s)), the product-limit estimator for right-truncated data in reverse time. Delays
 * that fewer than 30 rows could have shown end the horizon. Null for fewer than 30 rows.
 *
 * Source: Lagakos, Barraj and De Gruttola (1988), Nonparametric analysis of truncated survival data.
 * @param predictedAt UTC milliseconds by row, NaN where unknown.
 * @param knownAt UTC milliseconds, NaN where there is no label.
 */
export function labelDelay(
  predictedAt: Float64Array,
  knownAt: Float64Array,
  asOf: number,
  share = 0.95,
): LabelDelay | null {
  const lags = new Float64Array(predictedAt.length)
  const limits = new Float64Array(predictedAt.length)
  let rows = 0
  for (let i = 0; i < predictedAt.length; i++) {
    const lag = knownAt[i] - predictedAt[i]
    if (Number.isNaN(lag) || knownAt[i] > asOf) continue
    lags[rows] = Math.max(0, lag)
    limits[rows] = Math.max(0, asOf - predictedAt[i])
    rows += 1
  }
  if (rows < FEWEST) return null
  const sorted = sortFloat64(lags.subarray(0, rows))
  const truncation = sortFloat64(limits.subarray(0, rows))
  const atRisk = (t: number, upTo: number): number => upTo - lowerBound(truncation, t)
  let end = rows
  while (end > 0 && atRisk(sorted[end - 1], end) < FEWEST) end -= 1
  if (end === 0) return null
  const horizon = sorted[end - 1]
  let below = 1
  let delay = horizon
  let median = horizon
  for (let to = end; to > 0; ) {
    const t = sorted[to - 1]
    let from = to
    while (from > 0 && sorted[from - 1] === t) from -= 1
    // `below` is F at t; the smallest t with F(t) ≥ share is the quantile.
    if (below >= share - ROUNDING) delay = t
    if (below >= 0.5 - ROUNDING) median = t
    else break
    below *= Math.max(0, 1 - (to - from) / atRisk(t, to))
    to = from
  }
  return { delay, median, share, rows, horizon }
}
