/**
 * Kolmogorov's limit law: P(K > x) with K = sup |Brownian bridge|.
 *
 * 2 Σ (−1)^(k−1) e^(−2k²x²) for large x, and its theta-function dual 1 − √(2π)/x Σ e^(−(2k−1)²π²/(8x²)) for
 * small x; both lose no digits on their side.
 */
export function kolmogorovSf(x: number): number {
  if (Number.isNaN(x)) return Number.NaN
  if (x <= 0) return 1
  if (x < 0.82) return 1 - kolmogorovCdfSmall(x)
  let sum = 0
  for (let k = 1; k <= 20; k++) {
    const term = Math.exp(-2 * k * k * x * x)
    sum += k % 2 === 1 ? term : -term
    if (term < sum * 1e-18) break
  }
  return Math.min(1, 2 * sum)
}

function kolmogorovCdfSmall(x: number): number {
  const exponent = -(Math.PI * Math.PI) / (8 * x * x)
  let sum = 0
  for (let k = 1; k <= 6; k++) {
    const odd = 2 * k - 1
    sum += Math.exp(exponent * odd * odd)
  }
  return (Math.sqrt(2 * Math.PI) / x) * sum
}

/** P(K ≤ x), accurate for small x. */
export function kolmogorovCdf(x: number): number {
  if (Number.isNaN(x)) return Number.NaN
  if (x <= 0) return 0
  return x < 0.82 ? kolmogorovCdfSmall(x) : 1 - kolmogorovSf(x)
}

/** The x with P(K > x) = p, by bisection and Newton's step on the series. */
export function kolmogorovUpperQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN
  if (p === 0) return Number.POSITIVE_INFINITY
  if (p === 1) return 0
  let low = 0.02
  let high = Math.sqrt(Math.max(1, -Math.log(p / 2)))
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) return middle
    if (kolmogorovSf(middle) > p) low = middle
    else high = middle
  }
  return (low + high) / 2
}
