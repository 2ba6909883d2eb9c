const TWO_OVER_SQRT_PI = 1.1283791670955126
const ONE_OVER_SQRT_PI = 0.5641895835477563

/** e^(−x²), with the square split so that its rounding does not reach the result. */
function expMinusSquare(x: number): number {
  const head = Math.round(x * 1024) / 1024
  return Math.exp(-head * head) * Math.exp(-(x - head) * (x + head))
}

function erfSeries(x: number): number {
  const square = x * x
  let term = x
  let sum = x
  for (let n = 1; n < 200; n++) {
    term *= (2 * square) / (2 * n + 1)
    sum += term
    if (term < sum * 1e-17) break
  }
  return TWO_OVER_SQRT_PI * expMinusSquare(x) * sum
}

/** e^(x²) erfc(x) for x ≥ 2: Laplace's continued fraction, evaluated from below. */
function scaledTail(x: number): number {
  const terms = Math.ceil(12 + 400 / (x * x))
  let fraction = x
  for (let k = terms; k >= 1; k--) fraction = x + k / 2 / fraction
  return ONE_OVER_SQRT_PI / fraction
}

/** The error function 2/√π ∫₀ˣ e^(−t²) dt. */
export function erf(x: number): number {
  if (Number.isNaN(x)) return Number.NaN
  const size = Math.abs(x)
  if (size === 0) return x
  const value = size < 2 ? erfSeries(size) : 1 - erfc(size)
  return x < 0 ? -value : value
}

/** The complementary error function 1 − erf(x), with relative accuracy in the far right tail. */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return Number.NaN
  if (x < 0) return 2 - erfc(-x)
  if (x < 2) return x < 0.5 ? 1 - erf(x) : 1 - erfSeries(x)
  if (x > 27.3) return 0
  return expMinusSquare(x) * scaledTail(x)
}
