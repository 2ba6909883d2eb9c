import { betaQuantile, betaRegularized } from './beta.ts'
import { normalSf } from './normal.ts'

/** P(T > t) for Student's t with `df` > 0 degrees of freedom; df = Infinity is the normal law. */
export function studentTSf(t: number, df: number): number {
  if (Number.isNaN(t) || !(df > 0)) return Number.NaN
  if (df === Number.POSITIVE_INFINITY) return normalSf(t)
  if (t === Number.POSITIVE_INFINITY) return 0
  if (t === Number.NEGATIVE_INFINITY) return 1
  const square = t * t
  const half = 0.5 * betaRegularized(df / 2, 0.5, df / (df + square), square / (df + square))
  return t >= 0 ? half : 1 - half
}

/** P(T ≤ t) for Student's t. */
export function studentTCdf(t: number, df: number): number {
  return studentTSf(-t, df)
}

/** P(|T| > |t|): the two-sided p-value. */
export function studentTTwoSided(t: number, df: number): number {
  return Math.min(1, 2 * studentTSf(Math.abs(t), df))
}

/** The t with P(T ≤ t) = p. */
export function studentTQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1) || !(df > 0)) return Number.NaN
  if (p === 0.5) return 0
  const tail = Math.min(p, 1 - p)
  if (tail === 0) return p === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  const { x, y } = betaQuantile(df / 2, 0.5, 2 * tail)
  const t = Math.sqrt((df * y) / x)
  return p < 0.5 ? -t : t
}
