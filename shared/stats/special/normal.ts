import { erfc } from './erf.ts'

const SQRT_HALF = Math.SQRT1_2
const ONE_OVER_SQRT_TWO_PI = 0.3989422804014327

/** Density of the standard normal law. */
export function normalPdf(z: number): number {
  return ONE_OVER_SQRT_TWO_PI * Math.exp(-0.5 * z * z)
}

/** P(Z ≤ z) for a standard normal Z. */
export function normalCdf(z: number): number {
  return 0.5 * erfc(-z * SQRT_HALF)
}

/** P(Z > z) for a standard normal Z, accurate in the far tail. */
export function normalSf(z: number): number {
  return 0.5 * erfc(z * SQRT_HALF)
}

function ratio(numerator: readonly number[], denominator: readonly number[], r: number): number {
  let top = 0
  let bottom = 0
  for (let i = numerator.length - 1; i >= 0; i--) top = top * r + numerator[i]
  for (let i = denominator.length - 1; i >= 0; i--) bottom = bottom * r + denominator[i]
  return top / bottom
}

const CENTRE_TOP = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
  67265.7709270087, 33430.57558358813, 2509.0809287301227,
]
const CENTRE_BOTTOM = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
  28729.085735721943, 5226.495278852854,
]
const MIDDLE_TOP = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
  0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
]
const MIDDLE_BOTTOM = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
]
const FAR_TOP = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
]
const FAR_BOTTOM = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
  1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
]

/** The z with P(Z > z) = p for 0 < p < 0.075; p may be as small as the smallest double. */
function upperTail(p: number): number {
  const r = Math.sqrt(-Math.log(p))
  return r <= 5 ? ratio(MIDDLE_TOP, MIDDLE_BOTTOM, r - 1.6) : ratio(FAR_TOP, FAR_BOTTOM, r - 5)
}

/**
 * The z with P(Z ≤ z) = p; ∓Infinity at 0 and 1, NaN outside.
 *
 * Source: M. J. Wichura, "Algorithm AS 241" (1988), about 16 digits.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN
  if (p === 0) return Number.NEGATIVE_INFINITY
  if (p === 1) return Number.POSITIVE_INFINITY
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) return q * ratio(CENTRE_TOP, CENTRE_BOTTOM, 0.180625 - q * q)
  return q < 0 ? -upperTail(p) : upperTail(1 - p)
}

/** The z with P(Z > z) = p, exact for tiny p. */
export function normalUpperQuantile(p: number): number {
  return -normalQuantile(p)
}
