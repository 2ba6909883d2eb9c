import { sortedQuantile } from '../binning/quantiles.ts'
import { chiSquaredSf } from '../special/chi-squared.ts'

export interface EppsSingletonResult {
  readonly statistic: number
  readonly df: number
  readonly pValue: number
}

/** Eigenvalues and eigenvectors (in columns) of a small symmetric matrix, by Jacobi's rotations. */
function symmetricEigen(matrix: readonly (readonly number[])[]): { values: number[]; vectors: number[][] } {
  const size = matrix.length
  const a = matrix.map((row) => [...row])
  const vectors = a.map((_, i) => a.map((__, j): number => (i === j ? 1 : 0)))
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) off += a[p][q] * a[p][q]
    if (off === 0) break
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        if (a[p][q] === 0) continue
        const theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1))
        const c = 1 / Math.hypot(t, 1)
        const s = t * c
        for (let k = 0; k < size; k++) {
          const x = a[k][p]
          const y = a[k][q]
          a[k][p] = c * x - s * y
          a[k][q] = s * x + c * y
        }
        for (let k = 0; k < size; k++) {
          const x = a[p][k]
          const y = a[q][k]
          a[p][k] = c * x - s * y
          a[q][k] = s * x + c * y
          const u = vectors[k][p]
          const v = vectors[k][q]
          vectors[k][p] = c * u - s * v
          vectors[k][q] = s * u + c * v
        }
      }
    }
  }
  return { values: a.map((row, i) => row[i]), vectors }
}

/** Means and biased covariance of cos and sin of the scaled values. */
function characteristics(
  values: Float64Array,
  points: readonly number[],
): { mean: number[]; covariance: number[][] } {
  const size = points.length * 2
  const g = (x: number, k: number): number =>
    k < points.length ? Math.cos(points[k] * x) : Math.sin(points[k - points.length] * x)
  const mean = Array.from({ length: size }, () => 0)
  for (const x of values) for (let k = 0; k < size; k++) mean[k] += g(x, k) / values.length
  const covariance = mean.map(() => mean.map(() => 0))
  const d = mean.map(() => 0)
  for (const x of values) {
    for (let k = 0; k < size; k++) d[k] = g(x, k) - mean[k]
    for (let r = 0; r < size; r++)
      for (let c = 0; c < size; c++) covariance[r][c] += (d[r] * d[c]) / values.length
  }
  return { mean, covariance }
}

/**
 * Epps–Singleton test: empirical characteristic functions compared at `t` (0.4 and 0.8, in units of half the pooled
 * interquartile range), with the small-sample correction under 25 rows. Takes discrete values too. Null with fewer
 * than five rows a side, an interquartile range of 0, or two constant sides.
 *
 * Source: Goerg and Kaiser (2009); the same as SciPy's `epps_singleton_2samp`.
 */
export function eppsSingleton(
  reference: Float64Array,
  current: Float64Array,
  t: readonly number[] = [0.4, 0.8],
): EppsSingletonResult | null {
  const n = reference.length
  const m = current.length
  if (n < 5 || m < 5) return null
  const all = n + m
  const pooled = new Float64Array(all)
  pooled.set(reference)
  pooled.set(current, n)
  pooled.sort()
  const sigma = (sortedQuantile(pooled, 0.75) - sortedQuantile(pooled, 0.25)) / 2
  if (!(sigma > 0) || !Number.isFinite(sigma)) return null
  const points = t.map((point) => point / sigma)
  const a = characteristics(reference, points)
  const b = characteristics(current, points)
  const combined = a.covariance.map((row, i) =>
    row.map((value, j) => (all / n) * value + (all / m) * b.covariance[i][j]),
  )
  const { values, vectors } = symmetricEigen(combined)
  const largest = Math.max(...values)
  // Both sides constant: what is left of the covariance is rounding.
  if (!(largest > 1e-20)) return null
  const cutoff = 1e-15 * largest
  let smallestKept = Number.POSITIVE_INFINITY
  for (const value of values) if (value > cutoff) smallestKept = Math.min(smallestKept, value)
  let statistic = 0
  let df = 0
  for (let k = 0; k < values.length; k++) {
    if (values[k] <= cutoff) continue
    let projection = 0
    for (let r = 0; r < values.length; r++) projection += vectors[r][k] * (a.mean[r] - b.mean[r])
    statistic += (all * projection * projection) / values[k]
    if (1 / values[k] > (values.length * Number.EPSILON) / smallestKept) df++
  }
  if (df === 0) return null
  if (Math.max(n, m) < 25) statistic /= 1 + all ** -0.45 + 10.1 * (n ** -1.7 + m ** -1.7)
  return { statistic, df, pValue: chiSquaredSf(statistic, df) }
}
