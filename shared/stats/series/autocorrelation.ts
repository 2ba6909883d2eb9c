import { chiSquaredSf } from '../special/chi-squared.ts'

export interface LjungBox {
  readonly lag: number
  readonly q: number
  readonly pValue: number
}

/**
 * Autocorrelation at lags 0 … `lags`: Σ (xₜ − x̄)(xₜ₊ₖ − x̄)/Σ (xₜ − x̄)², the biased estimate. Null for a constant
 * series and for fewer than two values; values must be finite.
 */
export function autocorrelation(series: ArrayLike<number>, lags: number): Float64Array | null {
  const n = series.length
  let mean = 0
  for (let i = 0; i < n; i++) mean += series[i] / n
  const centred = Float64Array.from({ length: n }, (_, i) => series[i] - mean)
  let squares = 0
  let varies = false
  for (let i = 0; i < n; i++) {
    squares += centred[i] * centred[i]
    varies ||= series[i] !== series[0]
  }
  if (!varies || !(squares > 0)) return null
  return Float64Array.from({ length: Math.min(lags, n - 1) + 1 }, (_, lag) => {
    let sum = 0
    for (let i = 0; i + lag < n; i++) sum += centred[i] * centred[i + lag]
    return sum / squares
  })
}

/**
 * Ljung–Box test that a series of `n` values has no autocorrelation up to each lag: Q = n(n+2)·Σ r²/(n − k),
 * χ² with as many degrees as lags. `correlations` start at lag 0. Source: Ljung and Box (1978).
 */
export function ljungBox(correlations: Float64Array, n: number): LjungBox[] {
  let sum = 0
  const tests: LjungBox[] = []
  for (let lag = 1; lag < correlations.length; lag++) {
    sum += (correlations[lag] * correlations[lag]) / (n - lag)
    const q = n * (n + 2) * sum
    tests.push({ lag, q, pValue: chiSquaredSf(q, lag) })
  }
  return tests
}
