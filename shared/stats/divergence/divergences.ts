import { DEFAULT_ZERO_RULE, sharesOf, type ZeroRule } from './zero-rules.ts'

/**
 * Kullback–Leibler divergence KL(p‖q) = Σ p log(p / q) of counts on the same bins, p of the reference.
 *
 * The logarithm is natural unless `base` says otherwise. Shares are those of the zero rule, so that under a rule
 * that does not renormalise the value can be slightly negative. Infinity when q is 0 where p is not.
 */
export function klDivergence(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  rule: ZeroRule = DEFAULT_ZERO_RULE,
  base: number = Math.E,
): number {
  const p = sharesOf(reference, rule)
  const q = sharesOf(current, rule)
  let sum = 0
  for (let i = 0; i < p.length; i++) {
    if (p[i] > 0) sum += p[i] * Math.log(p[i] / q[i])
  }
  return base === Math.E ? sum : sum / Math.log(base)
}

/** Jensen–Shannon of two sides: the divergence, and the distance, which is its square root. */
export interface JensenShannon {
  readonly divergence: number
  readonly distance: number
  readonly base: number
}

function normalise(shares: Float64Array): Float64Array {
  let sum = 0
  for (const share of shares) sum += share
  if (sum > 0 && sum !== 1) for (let i = 0; i < shares.length; i++) shares[i] /= sum
  return shares
}

/**
 * Jensen–Shannon: ½ KL(p‖m) + ½ KL(q‖m) with m = (p + q) / 2. In base 2 it lies in [0, 1]. It needs no zero rule
 * (0 log 0 = 0), so the default is `none`; shares of other rules are renormalised, as SciPy's `jensenshannon`.
 */
export function jensenShannon(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  rule: ZeroRule = 'none',
  base = 2,
): JensenShannon {
  const p = normalise(sharesOf(reference, rule))
  const q = normalise(sharesOf(current, rule))
  let sum = 0
  for (let i = 0; i < p.length; i++) {
    const middle = (p[i] + q[i]) / 2
    if (p[i] > 0) sum += p[i] * Math.log(p[i] / middle)
    if (q[i] > 0) sum += q[i] * Math.log(q[i] / middle)
  }
  const divergence = Math.max(0, sum / 2 / Math.log(base))
  return { divergence, distance: Math.sqrt(divergence), base }
}

/** Hellinger distance √(½ Σ (√p − √q)²), in [0, 1]. */
export function hellinger(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  rule: ZeroRule = 'none',
): number {
  const p = sharesOf(reference, rule)
  const q = sharesOf(current, rule)
  let sum = 0
  for (let i = 0; i < p.length; i++) {
    const d = Math.sqrt(p[i]) - Math.sqrt(q[i])
    sum += d * d
  }
  return Math.sqrt(sum / 2)
}

/** Total variation distance ½ Σ |p − q|, in [0, 1]. */
export function totalVariation(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  rule: ZeroRule = 'none',
): number {
  const p = sharesOf(reference, rule)
  const q = sharesOf(current, rule)
  let sum = 0
  for (let i = 0; i < p.length; i++) sum += Math.abs(p[i] - q[i])
  return sum / 2
}

/** L-infinity distance max |p − q|, in [0, 1]. */
export function lInfinity(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  rule: ZeroRule = 'none',
): number {
  const p = sharesOf(reference, rule)
  const q = sharesOf(current, rule)
  let largest = 0
  for (let i = 0; i < p.length; i++) largest = Math.max(largest, Math.abs(p[i] - q[i]))
  return largest
}

/** Bhattacharyya: the coefficient Σ √(p q), and the distance −ln of it (Infinity without overlap). */
export function bhattacharyya(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  rule: ZeroRule = 'none',
): { readonly coefficient: number; readonly distance: number } {
  const p = sharesOf(reference, rule)
  const q = sharesOf(current, rule)
  let sum = 0
  for (let i = 0; i < p.length; i++) sum += Math.sqrt(p[i] * q[i])
  const coefficient = Math.min(1, sum)
  return {
    coefficient,
    distance: coefficient > 0 ? Math.abs(Math.log(coefficient)) : Number.POSITIVE_INFINITY,
  }
}
