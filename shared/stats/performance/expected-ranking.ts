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

/**
 * Expected ranking metrics of rows with probabilities `p` of being positive, ordered by `score`, ties together:
 * ROC AUC Σᵢⱼ pᵢ(1 − pⱼ)·[sᵢ > sⱼ, ½ when equal]/(P·N) with its delta-method standard error, and average precision.
 */
export function expectedRanking(p: Float64Array, score: Float64Array): { roc: Estimate; pr: Estimate } {
  const n = p.length
  let positives = 0
  for (let i = 0; i < n; i++) positives += p[i]
  const negatives = n - positives
  if (!(positives > 1e-12) || !(negatives > 1e-12)) {
    const none = notEstimated('the calibrated scores leave a class without rows')
    return { roc: none, pr: none }
  }
  const order = new Uint32Array(n)
  for (let i = 0; i < n; i++) order[i] = i
  order.sort((a, b) => score[b] - score[a])
  const above = new Float64Array(n)
  const below = new Float64Array(n)
  let positivesAbove = 0
  let negativesAbove = 0
  let area = 0
  let precisionSum = 0
  for (let from = 0; from < n; ) {
    let to = from
    let tiedPositives = 0
    while (to < n && score[order[to]] === score[order[from]]) tiedPositives += p[order[to++]]
    const tiedNegatives = to - from - tiedPositives
    area += tiedPositives * (negatives - negativesAbove - tiedNegatives / 2)
    for (let k = from; k < to; k++) {
      above[order[k]] = positivesAbove + tiedPositives / 2
      below[order[k]] = negatives - negativesAbove - tiedNegatives / 2
    }
    positivesAbove += tiedPositives
    negativesAbove += tiedNegatives
    precisionSum += tiedPositives * (positivesAbove / to)
    from = to
  }
  const auc = area / (positives * negatives)
  let variance = 0
  for (let i = 0; i < n; i++) {
    const slope = (below[i] - above[i]) / (positives * negatives) - auc * (1 / positives - 1 / negatives)
    variance += p[i] * (1 - p[i]) * slope * slope
  }
  return {
    roc: estimated(auc, variance),
    pr: { value: precisionSum / positives, standardError: null, reason: 'no standard error is known for it' },
  }
}
