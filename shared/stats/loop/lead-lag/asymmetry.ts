import { fitAutoregression } from '../../series/autoregression.ts'
import { leastSquares, nestedLeastSquares, residualsOf } from '../../series/least-squares.ts'
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
  const first = symmetricColumns(prediction, most, n)
  const middle = inside(rest, most)
  const residuals = residualsOf(first, leastSquares(first, middle).coefficients, middle)
  const whitening = fitAutoregression(residuals, Math.min(MOST_LAGS, Math.floor(residuals.length / 10)))
  const start = whitening.length
  const columns = symmetricColumns(whiten(prediction, whitening), most, n).map((column) =>
    column.subarray(start),
  )
  const target = inside(whiten(rest, whitening), most).subarray(start)
  const rows = target.length
  const fit = nestedLeastSquares(columns, target)
  const bicOf = (lags: number): number =>
    rows * Math.log(Math.max(fit.residualSquares(1 + 2 * lags), Number.MIN_VALUE) / rows) +
    2 * lags * Math.log(rows)
  let lags = 1
  for (let k = 2; k <= most; k++) if (bicOf(k) < bicOf(lags)) lags = k
  const even = columns.filter((_, c) => c === 0 || (c % 2 === 1 && c < 2 * lags))
  const restricted = leastSquares(even, target).residualSquares
  const full = fit.residualSquares(1 + 2 * lags)
  const df = rows - 1 - 2 * lags - start - lost
  if (!fit.fullRank(1 + 2 * lags) || df < 10 || !(full > 1e-18 * restricted)) return null
  const gained = Math.max(0, restricted - full)
  const f = gained / lags / (full / df)
  const coefficients = fit.coefficients(1 + 2 * lags)
  let [past, later, pastSquares, laterSquares] = [0, 0, 0, 0]
  for (let k = 1; k <= lags; k++) {
    const s = coefficients[2 * k - 1]
    const a = coefficients[2 * k]
    past += s + a
    later += s - a
    pastSquares += (s + a) ** 2
    laterSquares += (s - a) ** 2
  }
  return {
    lags,
    f,
    pValue: fSf(f, lags, df),
    share: gained / restricted,
    past,
    later,
    isForward: pastSquares > laterSquares,
  }
}

/** The steps that have `most` steps on both sides. */
function inside(series: Float64Array, most: number): Float64Array {
  return series.subarray(most, series.length - most)
}

/** The series itself, and for each lag the sum and the difference of what was before and what comes after. */
function symmetricColumns(series: Float64Array, most: number, n: number): Float64Array[] {
  const columns = [inside(series, most)]
  for (let k = 1; k <= most; k++) {
    const sum = new Float64Array(n - 2 * most)
    const difference = new Float64Array(n - 2 * most)
    for (let i = 0; i < sum.length; i++) {
      const past = series[i + most - k]
      const later = series[i + most + k]
      sum[i] = past + later
      difference[i] = past - later
    }
    columns.push(sum, difference)
  }
  return columns
}

/** The series less what its own past predicts; the first values, which have too little past, stay as they are. */
function whiten(series: Float64Array, coefficients: Float64Array): Float64Array {
  const white = series.slice()
  for (let t = coefficients.length; t < series.length; t++) {
    for (let k = 0; k < coefficients.length; k++) white[t] -= coefficients[k] * series[t - 1 - k]
  }
  return white
}
