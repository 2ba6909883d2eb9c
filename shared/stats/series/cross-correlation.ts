import { normalUpperQuantile } from '../special/normal.ts'
import { fitAutoregression } from './autoregression.ts'

export interface CrossCorrelation {
  /** Order of the autoregression that whitened the first series; 0 leaves both as they are. */
  readonly order: number
  readonly lags: Int32Array
  /** Correlation of the first series at t with the second at t + lag: a positive lag means that the first leads. */
  readonly correlations: Float64Array
  /** |r| beyond this is significant at 5% over all lags together (Bonferroni). */
  readonly bound: number
  readonly best: { readonly lag: number; readonly correlation: number; readonly significant: boolean }
  readonly rows: number
}

export type CrossCorrelationOutcome =
  | { readonly value: CrossCorrelation; readonly reason: null }
  | { readonly value: null; readonly reason: string }

function centred(series: ArrayLike<number>): Float64Array {
  let mean = 0
  for (let i = 0; i < series.length; i++) mean += series[i] / series.length
  return Float64Array.from({ length: series.length }, (_, i) => series[i] - mean)
}

function isConstant(series: ArrayLike<number>): boolean {
  for (let i = 1; i < series.length; i++) if (series[i] !== series[0]) return false
  return true
}

function filter(series: Float64Array, coefficients: Float64Array): Float64Array {
  const order = coefficients.length
  return Float64Array.from({ length: series.length - order }, (_, i) => {
    let value = series[i + order]
    for (let l = 0; l < order; l++) value -= coefficients[l] * series[i + order - l - 1]
    return value
  })
}

/**
 * Cross-correlation after prewhitening: an autoregression (order by BIC up to `maxOrder`) is fitted to the first
 * series, both are passed through its filter, and r(k) = Σ uₜ·vₜ₊ₖ/√(Σu²·Σv²) is taken at lags −`maxLag` …
 * `maxLag`. Without the filter two unrelated but autocorrelated series correlate. Null with a reason where lengths
 * differ, a value is missing, a series is constant or too short.
 *
 * Source: Box and Jenkins, Time series analysis, section 12.2.
 */
export function crossCorrelation(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  maxLag = 20,
  maxOrder = 10,
): CrossCorrelationOutcome {
  const none = (reason: string): CrossCorrelationOutcome => ({ value: null, reason })
  const n = first.length
  if (second.length !== n) return none('the two series have different lengths')
  if (n < 10) return none(`${n} values are too few`)
  const x = centred(first)
  const y = centred(second)
  if (!x.every(Number.isFinite) || !y.every(Number.isFinite)) return none('a value is missing')
  if (isConstant(first) || isConstant(second)) return none('a series is constant')
  const coefficients = fitAutoregression(x, Math.min(maxOrder, Math.floor(n / 5)))
  const u = centred(filter(x, coefficients))
  const v = centred(filter(y, coefficients))
  const rows = u.length
  const reach = Math.min(maxLag, rows - 2)
  let squaresU = 0
  let squaresV = 0
  for (let i = 0; i < rows; i++) {
    squaresU += u[i] * u[i]
    squaresV += v[i] * v[i]
  }
  const scale = Math.sqrt(squaresU * squaresV)
  if (!(scale > 0)) return none('nothing is left of a series after whitening')
  const lags = Int32Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach)
  const correlations = Float64Array.from(lags, (lag) => {
    let sum = 0
    for (let t = Math.max(0, -lag); t < rows && t + lag < rows; t++) sum += u[t] * v[t + lag]
    return sum / scale
  })
  const bound = normalUpperQuantile(0.025 / lags.length) / Math.sqrt(rows)
  let best = 0
  for (let i = 1; i < correlations.length; i++) {
    if (Math.abs(correlations[i]) > Math.abs(correlations[best])) best = i
  }
  return {
    value: {
      order: coefficients.length,
      lags,
      correlations,
      bound,
      best: {
        lag: lags[best],
        correlation: correlations[best],
        significant: Math.abs(correlations[best]) > bound,
      },
      rows,
    },
    reason: null,
  }
}
