import { fSf } from '../special/f-distribution.ts'
import { lagColumns, leastSquares, nestedLeastSquares } from './least-squares.ts'

export interface GrangerTest {
  /** Lag used: the given one, or the one with the least BIC. */
  readonly lag: number
  readonly f: number
  readonly dfNumerator: number
  readonly dfDenominator: number
  readonly pValue: number
  /** Sum of the cause's coefficients: the direction of its effect. */
  readonly effect: number
  readonly rows: number
}

export type GrangerOutcome =
  | { readonly value: GrangerTest; readonly reason: null }
  | { readonly value: null; readonly reason: string }

export interface GrangerOptions {
  readonly maxLag?: number
  /** Uses this lag and chooses none. */
  readonly lag?: number
}

const ones = (length: number): Float64Array => new Float64Array(length).fill(1)

/** Lag 1 … `maxLag` with the least BIC = n·ln(SSR/n) + k·ln n of the unrestricted regression, all on the same rows. */
function lagByBic(cause: Float64Array, effect: Float64Array, maxLag: number): number {
  const n = effect.length - maxLag
  const target = effect.slice(maxLag)
  const own = lagColumns(effect, maxLag, maxLag)
  const other = lagColumns(cause, maxLag, maxLag)
  const fit = nestedLeastSquares([ones(n), ...own.flatMap((column, l) => [column, other[l]])], target)
  let best = 1
  let least = Number.POSITIVE_INFINITY
  for (let lag = 1; lag <= maxLag; lag++) {
    const columns = 1 + 2 * lag
    const residualSquares = fit.residualSquares(columns)
    const bic = n * Math.log(Math.max(residualSquares, Number.MIN_VALUE) / n) + columns * Math.log(n)
    if (bic < least) {
      least = bic
      best = lag
    }
  }
  return best
}

/**
 * Whether the past of `cause` helps to predict `effect` beyond the effect's own past: the F test that all lags of
 * the cause have coefficient 0, F = ((SSR₀ − SSR₁)/p)/(SSR₁/(n − 2p − 1)). The lag is chosen by BIC up to `maxLag`
 * (default 5, less for short series) unless given. Call it the other way round for the other direction. Both series
 * should be stationary. Null with a reason where there are too few values, a value is not finite, a series is
 * constant or the regression is exact.
 *
 * Source: Granger (1969), Investigating causal relations by econometric models; as statsmodels'
 * `grangercausalitytests` (`ssr_ftest`).
 */
export function granger(
  causeSeries: ArrayLike<number>,
  effectSeries: ArrayLike<number>,
  options: GrangerOptions = {},
): GrangerOutcome {
  const none = (reason: string): GrangerOutcome => ({ value: null, reason })
  const n = effectSeries.length
  if (causeSeries.length !== n) return none('the two series have different lengths')
  const cause = Float64Array.from(causeSeries)
  const effect = Float64Array.from(effectSeries)
  if (!cause.every(Number.isFinite) || !effect.every(Number.isFinite)) return none('a value is missing')
  const longest = Math.floor((n - 2) / 3)
  const wanted = options.lag ?? options.maxLag ?? 5
  if (longest < 1 || (options.lag !== undefined && options.lag > longest)) {
    return none(`${n} values are too few for ${wanted} lags`)
  }
  const lag = options.lag ?? lagByBic(cause, effect, Math.min(wanted, Math.max(1, Math.floor((n - 2) / 4))))
  const target = effect.slice(lag)
  const own = [ones(n - lag), ...lagColumns(effect, lag, lag)]
  const restricted = leastSquares(own, target)
  const unrestricted = leastSquares([...own, ...lagColumns(cause, lag, lag)], target)
  if (!unrestricted.fullRank) return none('a series is constant, or the two repeat each other')
  const dfDenominator = n - lag - 2 * lag - 1
  const scale = target.reduce((sum, value) => sum + value * value, 0)
  if (unrestricted.residualSquares <= 1e-20 * scale)
    return none('the past predicts the effect without any error')
  const f =
    Math.max(0, restricted.residualSquares - unrestricted.residualSquares) /
    lag /
    (unrestricted.residualSquares / dfDenominator)
  const effectSum = unrestricted.coefficients.slice(1 + lag).reduce((sum, value) => sum + value, 0)
  return {
    value: {
      lag,
      f,
      dfNumerator: lag,
      dfDenominator,
      pValue: fSf(f, lag, dfDenominator),
      effect: effectSum,
      rows: n - lag,
    },
    reason: null,
  }
}
