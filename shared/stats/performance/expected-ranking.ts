import { say } from '../../words/say.ts'

/** An estimate, and the standard error of the metric's true value around it. */
export interface Estimate {
  readonly value: number | null
  readonly standardError: number | null
  readonly reason: string | null
}

export const estimated = (value: number, variance: number): Estimate => ({
  value,
  standardError: Math.sqrt(Math.max(0, variance)),
  reason: null,
})
export const notEstimated = (reason: string): Estimate => ({ value: null, standardError: null, reason })

export interface ExpectedRanking {
  readonly roc: Estimate
  readonly pr: Estimate
}

/**
 * Expected ranking metrics of rows with probabilities `p` of being positive, ordered by descending `score`, ties
 * together: ROC AUC Σᵢⱼ pᵢ(1 − pⱼ)·[sᵢ > sⱼ, ½ when equal]/(P·N) with its delta-method standard error, and average
 * precision.
 */
export function expectedRankingSorted(p: Float64Array, score: Float64Array): ExpectedRanking {
  const n = p.length
  let positives = 0
  for (let i = 0; i < n; i++) positives += p[i]
  const negatives = n - positives
  if (!(positives > 1e-12) || !(negatives > 1e-12)) {
    const none = notEstimated(say('estimate.leftover_class'))
    return { roc: none, pr: none }
  }
  const gains = new Float64Array(n)
  let positivesAbove = 0
  let negativesAbove = 0
  let area = 0
  let precisionSum = 0
  for (let from = 0; from < n; ) {
    let to = from
    let tiedPositives = 0
    while (to < n && score[to] === score[from]) tiedPositives += p[to++]
    const tiedNegatives = to - from - tiedPositives
    const below = negatives - negativesAbove - tiedNegatives / 2
    area += tiedPositives * below
    gains.fill(below - (positivesAbove + tiedPositives / 2), from, to)
    positivesAbove += tiedPositives
    negativesAbove += tiedNegatives
    precisionSum += tiedPositives * (positivesAbove / to)
    from = to
  }
  const auc = area / (positives * negatives)
  let variance = 0
  for (let i = 0; i < n; i++) {
    const slope = gains[i] / (positives * negatives) - auc * (1 / positives - 1 / negatives)
    variance += p[i] * (1 - p[i]) * slope * slope
  }
  return {
    roc: estimated(auc, variance),
    pr: { value: precisionSum / positives, standardError: null, reason: say('estimate.no_error') },
  }
}

/** The same for rows in any order. */
export function expectedRanking(p: Float64Array, score: Float64Array): ExpectedRanking {
  const order = new Uint32Array(p.length)
  for (let i = 0; i < order.length; i++) order[i] = i
  order.sort((a, b) => score[b] - score[a])
  return expectedRankingSorted(
    Float64Array.from(order, (i) => p[i]),
    Float64Array.from(order, (i) => score[i]),
  )
}
