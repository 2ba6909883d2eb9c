import { holm } from '../multiplicity/adjust.ts'
import { type TrendTest, trendTest } from '../series/trend.ts'

export interface GuardMetric {
  readonly name: string
  readonly values: Float64Array
  /** Whether a fall or a rise of it is bad. */
  readonly worse: 'fall' | 'rise'
}

export interface ProxyPair {
  readonly guard: string
  readonly pAdjusted: number
  readonly objective: TrendTest
  readonly guardTrend: TrendTest
  /** Window since which the two have gone apart: where the sum of their standardised distance turns. */
  readonly since: number
  readonly fired: boolean
}

const ALPHA = 0.05
/** Change over the log that matters, in spreads of what is left beside the trend. */
const LEAST_CHANGE = 1

/**
 * Whether an objective is bought with what guards it: the objective rises while a guard metric gets worse, both
 * significantly (the larger of the two p-values counts, Holm over the guards) and by at least a spread of what is left
 * beside the trend. Series are by equally long windows; NaN where unknown.
 */
export function proxyGaming(objective: Float64Array, guards: readonly GuardMetric[]): ProxyPair[] {
  const rise = trendTest(objective, 'rise')
  if (rise === null) return []
  const tested = guards.flatMap((guard) => {
    const trend = trendTest(guard.values, guard.worse)
    return trend === null ? [] : [{ guard, trend, pValue: Math.max(rise.pValue, trend.pValue) }]
  })
  const adjusted = holm(tested.map(({ pValue }) => pValue))
  return tested.map(({ guard, trend }, i) => ({
    guard: guard.name,
    pAdjusted: adjusted[i],
    objective: rise,
    guardTrend: trend,
    since: turningPoint(objective, guard),
    fired:
      adjusted[i] < ALPHA &&
      standardChange(objective, rise) >= LEAST_CHANGE &&
      (guard.worse === 'fall' ? -1 : 1) * standardChange(guard.values, trend) >= LEAST_CHANGE,
  }))
}

function standardChange(values: Float64Array, { slope, intercept, change }: TrendTest): number {
  const rest = [...values].flatMap((value, i) =>
    Number.isFinite(value) ? [value - intercept - slope * i] : [],
  )
  const spread = Math.sqrt(rest.reduce((sum, value) => sum + value * value, 0) / rest.length)
  return spread > 0 ? change / spread : Math.sign(change) * Number.POSITIVE_INFINITY
}

function turningPoint(objective: Float64Array, { values, worse }: GuardMetric): number {
  const sign = worse === 'fall' ? 1 : -1
  const first = standardised(objective)
  const second = standardised(values)
  let sum = 0
  let least = 0
  let at = 0
  first.forEach((value, i) => {
    const gap = value - sign * second[i]
    if (Number.isFinite(gap)) sum += gap
    if (sum < least) {
      least = sum
      at = i + 1
    }
  })
  return Math.min(at, values.length - 1)
}

function standardised(values: Float64Array): Float64Array {
  const known = values.filter(Number.isFinite)
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length
  const spread = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length)
  return values.map((value) => (value - mean) / (spread > 0 ? spread : 1))
}
