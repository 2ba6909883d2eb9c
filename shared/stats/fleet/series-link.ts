import { lagColumns, leastSquares } from '../series/least-squares.ts'
import { centredRanks } from '../series/trend.ts'
import { normalQuantile, normalSf } from '../special/normal.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const WEEK = 7 * DAY
const MOST_ORDER = 8

export interface SeriesLink {
  readonly lagSteps: number
  readonly correlation: number
  /** Over all lags on both sides. */
  readonly pValue: number
}

/**
 * Whether one series follows another at a fixed lag: both are freed of their weekly (or daily) course and of their own
 * past (autoregression by BIC), what is left is turned into normal scores, and the cross-correlation is taken at every
 * lag up to `mostLag` on both sides. Normal scores keep one shared shock, or two unrelated ones, from counting for more
 * than one step of time. Null where the best lag is not after the first series, or the series are too short or constant.
 */
export function seriesLink(
  first: Float64Array,
  second: Float64Array,
  stepMs: number,
  mostLag: number,
): SeriesLink | null {
  const n = Math.min(first.length, second.length)
  if (n < 60) return null
  const u = innovations(first.slice(0, n), stepMs)
  const v = innovations(second.slice(0, n), stepMs)
  if (u === null || v === null) return null
  const most = Math.min(mostLag, Math.floor(n / 2))
  let best = { lag: 0, z: 0, r: 0 }
  for (let lag = -most; lag <= most; lag++) {
    let product = 0
    let squares = 0
    for (let t = Math.max(0, -lag); t < n && t + lag < n; t++) {
      product += u[t] * v[t + lag]
      squares += u[t] * u[t] * v[t + lag] * v[t + lag]
    }
    const z = squares > 0 ? product / Math.sqrt(squares) : 0
    if (Math.abs(z) > Math.abs(best.z)) best = { lag, z, r: product / (n - Math.abs(lag)) }
  }
  if (best.lag <= 0) return null
  return {
    lagSteps: best.lag,
    correlation: best.r,
    pValue: Math.min(1, 2 * normalSf(Math.abs(best.z)) * (2 * most + 1)),
  }
}

function innovations(series: Float64Array, stepMs: number): Float64Array | null {
  const filled = series.map((value, i) => (Number.isFinite(value) ? value : (series[i - 1] ?? Number.NaN)))
  for (let i = 1; i < filled.length; i++) if (!Number.isFinite(filled[i])) filled[i] = filled[i - 1]
  if (!filled.every(Number.isFinite) || filled.every((value) => value === filled[0])) return null
  const clean = withoutCourse(filled, stepMs)
  const order = Math.min(MOST_ORDER, Math.floor(clean.length / 20))
  const target = clean.slice(order)
  const n = target.length
  let rest: Float64Array = target
  let least = Number.POSITIVE_INFINITY
  for (let p = 0; p <= order; p++) {
    const columns = lagColumns(clean, p, order)
    const { coefficients, residualSquares } = leastSquares(columns, target)
    const bic = n * Math.log(Math.max(residualSquares, Number.MIN_VALUE) / n) + p * Math.log(n)
    if (bic >= least) continue
    least = bic
    rest = target.map((value, i) =>
      columns.reduce((left, column, k) => left - coefficients[k] * column[i], value),
    )
  }
  const ranks = centredRanks(Array.from(rest))
  const scores = new Float64Array(clean.length)
  ranks.forEach((rank, i) => {
    scores[order + i] = normalQuantile((rank + (n + 1) / 2) / (n + 1))
  })
  return scores
}

/** The series less its means by step of the week where it has four weeks, else of the day. */
function withoutCourse(series: Float64Array, stepMs: number): Float64Array {
  const period = [WEEK, DAY].find((length) => length / stepMs >= 2 && series.length * stepMs >= 4 * length)
  const slots = period === undefined ? 1 : Math.round(period / stepMs)
  const sum = new Float64Array(slots)
  const count = new Float64Array(slots)
  series.forEach((value, i) => {
    sum[i % slots] += value
    count[i % slots] += 1
  })
  return series.map((value, i) => value - sum[i % slots] / count[i % slots])
}
