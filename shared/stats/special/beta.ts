import { deviancePart, logGamma, stirlingError } from './gamma.ts'

const MAX_TERMS = 200_000

/** log B(a, b) = log Γ(a) + log Γ(b) − log Γ(a + b), a, b > 0, without cancellation for large arguments. */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b)
  const large = Math.max(a, b)
  if (large < 15) return logGamma(small) + logGamma(large) - logGamma(small + large)
  const sum = small + large
  const correction = stirlingError(large) - stirlingError(sum)
  const common = -small * Math.log(sum) + (large + 0.5) * Math.log1p(-small / sum) + small
  const factor = Math.log1p(small / large)
  return logGamma(small) + correction + common + factor
}

/**
 * The density of the binomial law continued to real arguments:
 * Γ(a+b+1) / (Γ(a+1) Γ(b+1)) · xᵃ yᵇ with y = 1 − x. Saddle-point form after Loader (2000).
 */
export function binomialLike(a: number, b: number, x: number, y: number): number {
  const n = a + b
  if (a === 0) return Math.exp(n * (x < 0.1 ? Math.log1p(-x) : Math.log(y)))
  if (b === 0) return Math.exp(n * (y < 0.1 ? Math.log1p(-y) : Math.log(x)))
  const exponent =
    stirlingError(n) - stirlingError(a) - stirlingError(b) - deviancePart(a, n * x) - deviancePart(b, n * y)
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * a * b))
}

function betaFraction(a: number, b: number, x: number): number {
  const sum = a + b
  let c = 1
  let d = 1 - (sum * x) / (a + 1)
  if (Math.abs(d) < 1e-300) d = 1e-300
  d = 1 / d
  let h = d
  for (let m = 1; m < MAX_TERMS; m++) {
    const twice = 2 * m
    const even = (m * (b - m) * x) / ((a + twice - 1) * (a + twice))
    d = 1 + even * d
    if (Math.abs(d) < 1e-300) d = 1e-300
    c = 1 + even / c
    if (Math.abs(c) < 1e-300) c = 1e-300
    d = 1 / d
    h *= d * c
    const odd = (-(a + m) * (sum + m) * x) / ((a + twice) * (a + twice + 1))
    d = 1 + odd * d
    if (Math.abs(d) < 1e-300) d = 1e-300
    c = 1 + odd / c
    if (Math.abs(c) < 1e-300) c = 1e-300
    d = 1 / d
    const delta = d * c
    h *= delta
    if (Math.abs(delta - 1) < 1e-16) break
  }
  return h
}

/** xᵃ yᵇ / B(a, b), the common factor of the incomplete beta and of its density. */
function betaKernel(a: number, b: number, x: number, y: number): number {
  return (binomialLike(a, b, x, y) * a * b) / (a + b)
}

/**
 * Regularised incomplete beta I_x(a, b), a, b > 0, 0 ≤ x ≤ 1.
 *
 * `y` is 1 − x; give it where it is known better than by subtraction, so that both tails keep their digits.
 * NaN outside the domain.
 */
export function betaRegularized(a: number, b: number, x: number, y: number = 1 - x): number {
  if (!(a > 0) || !(b > 0) || !(x >= 0) || !(y >= 0)) return Number.NaN
  if (x === 0) return 0
  if (y === 0) return 1
  const kernel = betaKernel(a, b, x, y)
  if (x < (a + 1) / (a + b + 2)) return Math.min(1, (kernel * betaFraction(a, b, x)) / a)
  return Math.max(0, 1 - (kernel * betaFraction(b, a, y)) / b)
}

/** x and its complement, each with its own digits. */
export interface BetaQuantile {
  readonly x: number
  readonly y: number
}

/**
 * The x with I_x(a, b) = p, where p + q = 1 and the smaller of the two is trusted.
 *
 * Newton steps on the logarithm of the smaller tail, in whichever of x and 1 − x is below one half, inside a
 * shrinking bracket. Probabilities outside [0, 1] give NaN.
 */
export function betaQuantile(a: number, b: number, p: number, q: number = 1 - p): BetaQuantile {
  if (!(a > 0) || !(b > 0) || !(p >= 0) || !(q >= 0)) return { x: Number.NaN, y: Number.NaN }
  if (p === 0) return { x: 0, y: 1 }
  if (q === 0) return { x: 1, y: 0 }
  if (betaRegularized(a, b, 0.5) >= p) {
    const x = solveBelowHalf(a, b, p, q)
    return { x, y: 1 - x }
  }
  const y = solveBelowHalf(b, a, q, p)
  return { x: 1 - y, y }
}

/** The x in (0, ½] with I_x(a, b) = p. */
function solveBelowHalf(a: number, b: number, p: number, q: number): number {
  const useLower = p <= q
  const target = useLower ? p : q
  let low = 0
  let high = 0.5
  const guess = Math.exp((Math.log(p) + Math.log(a) + logBeta(a, b)) / a)
  let x = guess > 0 && guess < 0.5 ? guess : Math.min(0.25, a / (a + b))
  for (let i = 0; i < 300; i++) {
    const value = useLower ? betaRegularized(a, b, x, 1 - x) : betaRegularized(b, a, 1 - x, x)
    if (useLower === value < target) low = x
    else high = x
    const density = betaKernel(a, b, x, 1 - x) / (x * (1 - x))
    const step = (Math.log(value / target) * value) / (useLower ? density : -density)
    let next = x - step
    if (!(next > low && next < high)) next = low > 0 || high < 1e-6 ? (low + high) / 2 : high / 4
    if (Math.abs(next - x) <= 1e-15 * next) return next
    x = next
  }
  return x
}

/** The x with I_x(a, b) = p; NaN for p outside [0, 1]. */
export function betaRegularizedInverse(a: number, b: number, p: number): number {
  return betaQuantile(a, b, p).x
}
