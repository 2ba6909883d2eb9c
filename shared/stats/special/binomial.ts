import { betaRegularized, betaRegularizedInverse, binomialLike } from './beta.ts'
import { normalUpperQuantile } from './normal.ts'

/** P(X = k) for X ~ Binomial(n, p). */
export function binomialPmf(k: number, n: number, p: number): number {
  if (k < 0 || k > n || !Number.isInteger(k)) return 0
  if (p === 0) return k === 0 ? 1 : 0
  if (p === 1) return k === n ? 1 : 0
  return binomialLike(k, n - k, p, 1 - p)
}

/** P(X ≤ k) for X ~ Binomial(n, p). */
export function binomialCdf(k: number, n: number, p: number): number {
  const whole = Math.floor(k)
  if (whole < 0) return 0
  if (whole >= n) return 1
  return betaRegularized(n - whole, whole + 1, 1 - p, p)
}

/** P(X > k) for X ~ Binomial(n, p), accurate in the tail. */
export function binomialSf(k: number, n: number, p: number): number {
  const whole = Math.floor(k)
  if (whole < 0) return 1
  if (whole >= n) return 0
  return betaRegularized(whole + 1, n - whole, p, 1 - p)
}

/**
 * Wilson's score interval for a share of `successes` in `n`, at two-sided `confidence`; [0, 1] when n = 0.
 *
 * Source: E. B. Wilson (1927), without continuity correction.
 */
export function wilsonInterval(successes: number, n: number, confidence = 0.95): readonly [number, number] {
  if (n <= 0) return [0, 1]
  const z = normalUpperQuantile((1 - confidence) / 2)
  const share = successes / n
  const square = (z * z) / n
  const centre = (share + square / 2) / (1 + square)
  const half = (z / (1 + square)) * Math.sqrt((share * (1 - share)) / n + square / (4 * n))
  return [successes === 0 ? 0 : Math.max(0, centre - half), successes === n ? 1 : Math.min(1, centre + half)]
}

/** Clopper–Pearson's exact interval for a share of `successes` in `n`. */
export function clopperPearsonInterval(
  successes: number,
  n: number,
  confidence = 0.95,
): readonly [number, number] {
  if (n <= 0) return [0, 1]
  const tail = (1 - confidence) / 2
  return [
    successes === 0 ? 0 : betaRegularizedInverse(successes, n - successes + 1, tail),
    successes === n ? 1 : betaRegularizedInverse(successes + 1, n - successes, 1 - tail),
  ]
}
