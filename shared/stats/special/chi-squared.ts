import { gammaLower, gammaLowerInverse, gammaUpper, gammaUpperInverse } from './gamma.ts'
import { normalSf } from './normal.ts'

/** P(X ≤ x) for X ~ χ² with `df` > 0 degrees of freedom. */
export function chiSquaredCdf(x: number, df: number): number {
  if (x <= 0) return 0
  return gammaLower(df / 2, x / 2)
}

/** P(X > x) for X ~ χ² with `df` > 0 degrees of freedom. */
export function chiSquaredSf(x: number, df: number): number {
  if (x <= 0) return 1
  return gammaUpper(df / 2, x / 2)
}

/** The x with P(X ≤ x) = p. */
export function chiSquaredQuantile(p: number, df: number): number {
  return 2 * gammaLowerInverse(df / 2, p)
}

/** The x with P(X > x) = p, accurate for tiny p. */
export function chiSquaredUpperQuantile(p: number, df: number): number {
  return 2 * gammaUpperInverse(df / 2, p)
}

/**
 * P(X > x) for X ~ noncentral χ² with `df` degrees and noncentrality `lambda` ≥ 0: a Poisson mixture of
 * central laws, summed outward from its mode; Sankaran's normal approximation above lambda = 10,000.
 */
export function noncentralChiSquaredSf(x: number, df: number, lambda: number): number {
  if (x <= 0) return 1
  if (lambda === 0) return chiSquaredSf(x, df)
  if (lambda > 10_000) {
    const sum = df + lambda
    const twice = df + 2 * lambda
    const h = 1 - (2 * sum * (df + 3 * lambda)) / (3 * twice * twice)
    const p = twice / (sum * sum)
    const m = (h - 1) * (1 - 3 * h)
    const mean = 1 + h * p * (h - 1 - 0.5 * (2 - h) * m * p)
    return normalSf(((x / sum) ** h - mean) / (h * Math.sqrt(2 * p) * (1 + 0.5 * m * p)))
  }
  const half = lambda / 2
  const mode = Math.floor(half)
  let total = 0
  let weight = gammaMassAt(mode, half)
  const start = weight
  for (let k = mode; k < mode + 2000; k++) {
    total += weight * chiSquaredSf(x, df + 2 * k)
    weight *= half / (k + 1)
    if (weight < 1e-17) break
  }
  weight = start
  for (let k = mode; k > 0; k--) {
    weight *= k / half
    if (weight < 1e-17) break
    total += weight * chiSquaredSf(x, df + 2 * (k - 1))
  }
  return Math.min(1, total)
}

/** Poisson mass of k at the given mean, as a difference-free product of incomplete gammas' kernel. */
function gammaMassAt(k: number, mean: number): number {
  if (k === 0) return Math.exp(-mean)
  return gammaUpper(k + 1, mean) - gammaUpper(k, mean)
}
