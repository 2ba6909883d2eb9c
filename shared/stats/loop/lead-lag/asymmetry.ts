import { lagColumns, leastSquares } from '../../series/least-squares.ts'
import { fSf } from '../../special/f-distribution.ts'

export const MOST_LAGS = 8

export type Asymmetry = {
  readonly lags: number
  readonly f: number
  readonly pValue: number
  /** Of what is left of the outcomes, the share that the asymmetric part explains. */
  readonly share: number
  /** Sums of the coefficients of past and of later predictions. */
  readonly past: number
  readonly later: number
  readonly isForward: boolean
}

/**
 * How much more past values of `prediction` say about `rest` than later ones do, see `leadLagTest`. `lost` degrees of
 * freedom went before. Null where there are too few steps.
 */
export function asymmetry(prediction: Float64Array, rest: Float64Array, lost: number): Asymmetry | null {
  const n = rest.length
  const most = Math.min(MOST_LAGS, Math.floor((n - lost) / 12))
  if (most < 1) return null
  const at = (series: Float64Array, lag: number): Float64Array => series.slice(most - lag, n - most - lag)
  const columns = (p: Float64Array, lags: number) => {
    const even = [at(p, 0)]
    const odd: Float64Array[] = []
    for (let k = 1; k <= lags; k++) {
      const past = at(p, k)
      const later = at(p, -k)
      even.push(past.map((value, i) => value + later[i]))
      odd.push(past.map((value, i) => value - later[i]))
    }
    return { even, odd }
  }
  const first = columns(prediction, most)
  const residuals = residualsOf([...first.even, ...first.odd], at(rest, 0))
  const whitening = autoregression(residuals, Math.min(MOST_LAGS, Math.floor(residuals.length / 10)))
  const p = whiten(prediction, whitening)
  const r = whiten(rest, whitening)
  const start = whitening.length
  const slice = (column: Float64Array): Float64Array => column.slice(start)
  const target = slice(at(r, 0))
  const rows = target.length
  let best: { readonly lags: number; readonly bic: number } | null = null
  for (let lags = 1; lags <= most; lags++) {
    const { even, odd } = columns(p, lags)
    const { residualSquares } = leastSquares([...even, ...odd].map(slice), target)
    const bic =
      rows * Math.log(Math.max(residualSquares, Number.MIN_VALUE) / rows) + 2 * lags * Math.log(rows)
    if (best === null || bic < best.bic) best = { lags, bic }
  }
  if (best === null) return null
  const { lags } = best
  const { even, odd } = columns(p, lags)
  const restricted = leastSquares(even.map(slice), target)
  const full = leastSquares([...even, ...odd].map(slice), target)
  const df = rows - 1 - 2 * lags - start - lost
  if (!full.fullRank || df < 10 || !(full.residualSquares > 1e-18 * restricted.residualSquares)) return null
  const gained = Math.max(0, restricted.residualSquares - full.residualSquares)
  const f = gained / lags / (full.residualSquares / df)
  let [past, later, pastSquares, laterSquares] = [0, 0, 0, 0]
  for (let k = 1; k <= lags; k++) {
    const s = full.coefficients[k]
    const a = full.coefficients[lags + k]
    past += s + a
    later += s - a
    pastSquares += (s + a) ** 2
    laterSquares += (s - a) ** 2
  }
  return {
    lags,
    f,
    pValue: fSf(f, lags, df),
    share: gained / restricted.residualSquares,
    past,
    later,
    isForward: pastSquares > laterSquares,
  }
}

function residualsOf(columns: readonly Float64Array[], target: Float64Array): Float64Array {
  const { coefficients } = leastSquares(columns, target)
  return target.map((value, i) =>
    columns.reduce((rest, column, j) => rest - coefficients[j] * column[i], value),
  )
}

/** Coefficients of the autoregression of order 0 … `most` with the least BIC. */
function autoregression(series: Float64Array, most: number): Float64Array {
  const target = series.slice(most)
  const n = target.length
  let best: Float64Array = new Float64Array(0)
  let least = n * Math.log(target.reduce((sum, value) => sum + value * value, 0) / n)
  for (let order = 1; order <= most; order++) {
    const { coefficients, residualSquares } = leastSquares(lagColumns(series, order, most), target)
    const bic = n * Math.log(Math.max(residualSquares, Number.MIN_VALUE) / n) + order * Math.log(n)
    if (bic < least) {
      least = bic
      best = coefficients
    }
  }
  return best
}

/** The series less what its own past predicts; the first values, which have too little past, stay as they are. */
function whiten(series: Float64Array, coefficients: Float64Array): Float64Array {
  return series.map((value, t) => {
    if (t < coefficients.length) return value
    return coefficients.reduce((rest, c, k) => rest - c * series[t - 1 - k], value)
  })
}
