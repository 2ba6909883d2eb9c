import { fitAutoregression } from '../series/autoregression.ts'
import { lagColumns, residualsOf } from '../series/least-squares.ts'
import { laggedProducts } from '../series/many-correlations.ts'
import { centredRanks } from '../series/trend.ts'
import type { SeriesTable } from '../series/unit-series.ts'
import { normalQuantile, normalSf } from '../special/normal.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const WEEK = 7 * DAY
const MOST_ORDER = 8
const LEAST_STEPS = 60

export interface SeriesLink {
  readonly lagSteps: number
  readonly correlation: number
  /** Over all lags on both sides. */
  readonly pValue: number
}

/** Pairs of series of which the second may follow the first, evenly spaced and of one length. */
export interface Course {
  readonly first: Float64Array
  readonly second: Float64Array
}

/** What the links of many courses are computed from: products of these series at lags of up to `reach`. */
export interface LinkPlan {
  /** Normal scores of each series, and their squares. */
  readonly table: SeriesTable
  /** For each course that can be looked at, the two series and then their squares, as `laggedProducts` takes them. */
  readonly pairs: Uint32Array
  readonly reach: number
  /** Place of each course among those; −1 where its series are too short or constant. */
  readonly places: Int32Array
}

/**
 * Prepares `linksOf`: every series is freed of its weekly (or daily) course and of its own past (autoregression by BIC),
 * and what is left is turned into normal scores.
 */
export function planLinks(courses: readonly Course[], stepMs: number, mostLag: number): LinkPlan {
  const length = courses.reduce(
    (least, { first, second }) => Math.min(least, first.length, second.length),
    courses[0]?.first.length ?? 0,
  )
  const scores: Float64Array[] = []
  const known = new Map<Float64Array, number>()
  const placeOf = (series: Float64Array): number => {
    const at = known.get(series)
    if (at !== undefined) return at
    const own = length < LEAST_STEPS ? null : innovations(series.slice(0, length), stepMs)
    known.set(series, own === null ? -1 : scores.push(own) - 1)
    return own === null ? -1 : scores.length - 1
  }
  const pairs: number[] = []
  const places = Int32Array.from(courses, ({ first, second }) => {
    const [u, v] = [placeOf(first), placeOf(second)]
    return u < 0 || v < 0 ? -1 : pairs.push(2 * u, 2 * v, 2 * u + 1, 2 * v + 1) / 4 - 1
  })
  const values = new Float64Array(2 * scores.length * length)
  for (const [s, own] of scores.entries()) {
    for (let t = 0; t < length; t++) {
      values[2 * s * length + t] = own[t]
      values[(2 * s + 1) * length + t] = own[t] * own[t]
    }
  }
  return {
    table: { series: 2 * scores.length, length, values },
    pairs: Uint32Array.from(pairs),
    reach: Math.min(mostLag, Math.floor(length / 2)),
    places,
  }
}

/**
 * Whether the second series of each course follows the first at a fixed lag: the cross-correlation of their normal scores
 * is taken at every lag up to `reach` on both sides, z = Σ uₜ·vₜ₊ₖ/√(Σ u²ₜ·v²ₜ₊ₖ). Normal scores keep one shared shock, or
 * two unrelated ones, from counting for more than one step of time. Null where the best lag is not after the first series,
 * or the series are too short or constant. `products` are those of `laggedProducts`.
 */
export function linksOf({ table, reach, places }: LinkPlan, products: Float64Array): (SeriesLink | null)[] {
  const span = 2 * reach + 1
  return Array.from(places, (place) => {
    if (place < 0) return null
    const own = products.subarray(2 * place * span, (2 * place + 1) * span)
    const squares = products.subarray((2 * place + 1) * span, (2 * place + 2) * span)
    let best = { lag: 0, z: 0, r: 0 }
    for (let k = 0; k < span; k++) {
      const z = squares[k] > 0 ? own[k] / Math.sqrt(squares[k]) : 0
      if (Math.abs(z) > Math.abs(best.z)) {
        best = { lag: k - reach, z, r: own[k] / (table.length - Math.abs(k - reach)) }
      }
    }
    return best.lag <= 0
      ? null
      : {
          lagSteps: best.lag,
          correlation: best.r,
          pValue: Math.min(1, 2 * normalSf(Math.abs(best.z)) * span),
        }
  })
}

/** `linksOf` of one course. */
export function seriesLink(
  first: Float64Array,
  second: Float64Array,
  stepMs: number,
  mostLag: number,
): SeriesLink | null {
  const plan = planLinks([{ first, second }], stepMs, mostLag)
  return linksOf(plan, laggedProducts(plan.table, plan.pairs, plan.reach))[0]
}

function innovations(series: Float64Array, stepMs: number): Float64Array | null {
  const filled = series.map((value, i) => (Number.isFinite(value) ? value : (series[i - 1] ?? Number.NaN)))
  for (let i = 1; i < filled.length; i++) if (!Number.isFinite(filled[i])) filled[i] = filled[i - 1]
  if (!filled.every(Number.isFinite) || filled.every((value) => value === filled[0])) return null
  const clean = withoutCourse(filled, stepMs)
  const order = Math.min(MOST_ORDER, Math.floor(clean.length / 20))
  const coefficients = fitAutoregression(clean, order)
  const rest = residualsOf(lagColumns(clean, coefficients.length, order), coefficients, clean.slice(order))
  const n = rest.length
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
