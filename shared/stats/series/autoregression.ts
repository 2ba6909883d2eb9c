import { lagColumns, nestedLeastSquares } from './least-squares.ts'

/**
 * Coefficients of the autoregression xₜ = Σ cₖ·xₜ₋ₖ of the order 0 … `most` with the least BIC = n·ln(SSR/n) + order·ln n,
 * all on the same rows. The series should have the mean 0.
 */
export function fitAutoregression(series: Float64Array, most: number): Float64Array {
  const target = series.slice(most)
  const n = target.length
  const fit = nestedLeastSquares(lagColumns(series, most, most), target)
  const bicOf = (order: number): number =>
    n * Math.log(Math.max(fit.residualSquares(order), Number.MIN_VALUE) / n) + order * Math.log(n)
  let best = 0
  let least = bicOf(0)
  for (let order = 1; order <= most; order++) {
    const bic = bicOf(order)
    if (bic < least) {
      least = bic
      best = order
    }
  }
  return fit.coefficients(best)
}
