import { betaRegularized, betaRegularizedInverse } from './beta.ts'

/** P(F > f) for Fisher's F with `df1` and `df2` degrees of freedom. */
export function fSf(f: number, df1: number, df2: number): number {
  if (Number.isNaN(f)) return Number.NaN
  if (f <= 0) return 1
  if (f === Number.POSITIVE_INFINITY) return 0
  const sum = df2 + df1 * f
  return betaRegularized(df2 / 2, df1 / 2, df2 / sum, (df1 * f) / sum)
}

/** P(F ≤ f) for Fisher's F. */
export function fCdf(f: number, df1: number, df2: number): number {
  if (Number.isNaN(f)) return Number.NaN
  if (f <= 0) return 0
  if (f === Number.POSITIVE_INFINITY) return 1
  const sum = df2 + df1 * f
  return betaRegularized(df1 / 2, df2 / 2, (df1 * f) / sum, df2 / sum)
}

/** The f with P(F ≤ f) = p. */
export function fQuantile(p: number, df1: number, df2: number): number {
  const x = betaRegularizedInverse(df1 / 2, df2 / 2, p)
  return (df2 * x) / (df1 * (1 - x))
}
