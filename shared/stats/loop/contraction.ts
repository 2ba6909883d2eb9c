import { say } from '../../words/say.ts'
import { trendTest } from '../series/trend.ts'
import { type Evidence, notApplicable } from './evidence.ts'
import { retrainWindows } from './narrowing.ts'
import { armSums, CELL, type LoopSums } from './sums.ts'
import { sumOver, trendChart, windowSpread } from './windows.ts'

/** Rise of confidence over accuracy that matters, and fall of ln spread of scores over that of outcomes. */
const LEAST_GAP = 0.02
const LEAST_FALL = 0.05

type Part = {
  readonly name: string
  readonly pValue: number
  readonly tau: number
  readonly change: number
  readonly effect: boolean
}

/**
 * Whether the model contracts onto itself: the spread of its predictions falls against that of the outcomes (where
 * these are numbers; for yes or no their spread is set by the base rate), or its confidence rises while its error does
 * not fall. For the second, both the rise of the confidence and that of confidence plus error have to hold, so the
 * larger of the two p-values counts. Bonferroni over the two parts. Spreads are taken within buckets of time.
 */
export function contractionTest(sums: LoopSums): Evidence {
  const windows = retrainWindows(sums)
  if (windows.length < 8) return notApplicable(say('loop.no.windows', { windows: windows.length, rows: 200 }))
  const parts: Part[] = []
  const series: { name: string; values: Float64Array }[] = []
  if (sums.hasLabels && !sums.binaryLabel && !sums.scoreIsShare) {
    const ratio = spreadRatio(sums, windows)
    const trend = trendTest(ratio, 'fall')
    if (trend !== null) {
      const { pValue, tau, change } = trend
      parts.push({ name: 'spread_ratio', pValue, tau, change, effect: -change >= LEAST_FALL })
      series.push({ name: 'spread_ratio', values: ratio })
    }
  }
  const judged = sums.judged.reduce((sum, count) => sum + count, 0)
  if (judged >= 1_000) {
    const mean = (values: Float64Array) =>
      Float64Array.from(windows, (run) => {
        const rows = sumOver(sums.judged, run)
        return rows >= 30 ? sumOver(values, run) / rows : Number.NaN
      })
    const confidence = mean(sums.confidenceSum)
    const error = mean(sums.errorSum)
    const gap = confidence.map((value, i) => value + error[i])
    const rise = trendTest(confidence, 'rise')
    const gapRise = trendTest(gap, 'rise')
    if (rise !== null && gapRise !== null) {
      parts.push({
        name: 'overconfidence',
        pValue: Math.max(rise.pValue, gapRise.pValue),
        tau: gapRise.tau,
        change: gapRise.change,
        effect: gapRise.change >= LEAST_GAP && rise.change >= LEAST_GAP,
      })
      series.push({ name: 'confidence', values: confidence }, { name: 'error', values: error })
    }
  }
  if (parts.length === 0) {
    return notApplicable(say('loop.no.outcomes'))
  }
  const able = parts.filter(({ effect }) => effect)
  const [best] = (able.length > 0 ? able : parts).toSorted((a, b) => a.pValue - b.pValue)
  return {
    applicable: true,
    value: best.tau,
    pValue: Math.min(1, best.pValue * parts.length),
    effect: best.effect,
    facts: { measure: best.name, change: best.change, tau: best.tau, windows: windows.length },
    chart: trendChart(sums, windows, series),
  }
}

/** ln spread of the scores of labelled rows less ln spread of their outcomes, by window. */
function spreadRatio(
  sums: LoopSums,
  windows: readonly { readonly from: number; readonly to: number }[],
): Float64Array {
  const column = (key: number) =>
    Float64Array.from(
      { length: sums.buckets },
      (_, bucket) => armSums(sums.cells, 1, bucket, bucket + 1)[key],
    )
  const rows = column(CELL.weight)
  const score = windowSpread(windows, rows, column(CELL.s), column(CELL.ss))
  const label = windowSpread(windows, rows, column(CELL.y), column(CELL.yy))
  return score.map((value, i) => value - label[i])
}
