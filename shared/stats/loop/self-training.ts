import { say } from '../../words/say.ts'
import { type TrendTest, trendTest } from '../series/trend.ts'
import { normalSf } from '../special/normal.ts'
import { type Evidence, leastOf, notApplicable } from './evidence.ts'
import { equalRuns, type LoopSums } from './sums.ts'
import { middles, sumOver, trendChart } from './windows.ts'

const LEAST_ROWS = 200
/** Share of labels of the model's own making from which it learns more and more from itself. */
const LARGE_SHARE = 0.25
const SMALL_SHARE = 0.1
const FARTHEST_MS = 10 * 365.25 * 86_400_000

/**
 * Share of the labelled rows whose outcome the model shaped (role model_influenced), its trend, and when it passes
 * one half. Evidence is a last quarter above 25% beyond chance (windows as units, so that rows of a time need not be
 * independent), or a rise of the share to at least 10%.
 */
export function selfTrainingTest(sums: LoopSums): Evidence {
  const { influenceKnown, influenced } = sums
  if (influenceKnown === null || influenced === null) {
    return notApplicable(say('loop.no.influenced'))
  }
  const rows = influenceKnown.reduce((sum, count) => sum + count, 0)
  if (rows < LEAST_ROWS) return notApplicable(say('loop.no.influenced_rows', { rows, needed: LEAST_ROWS }))
  const windows = equalRuns(influenceKnown, 40, Math.min(500, Math.max(20, rows / 12)))
  const shares = windows.map((run) => sumOver(influenced, run) / sumOver(influenceKnown, run))
  const trend = trendTest(shares, 'rise')
  const late = shares.slice(-Math.max(3, Math.ceil(shares.length / 4)))
  const latest = late.reduce((sum, share) => sum + share, 0) / late.length
  const spread = Math.sqrt(
    Math.max(
      late.reduce((sum, share) => sum + (share - latest) ** 2, 0) / Math.max(1, late.length - 1),
      (Math.max(latest * (1 - latest), 1e-9) * windows.length) / rows,
    ) / late.length,
  )
  const pValues = [normalSf((latest - LARGE_SHARE) / spread), ...(trend === null ? [] : [trend.pValue])]
  const times = middles(sums, windows)
  return {
    applicable: true,
    value: latest,
    pValue: leastOf(pValues),
    effect: latest >= SMALL_SHARE,
    facts: {
      share: influenced.reduce((sum, count) => sum + count, 0) / rows,
      latest_share: latest,
      slope_a_window: trend?.slope ?? null,
      passes_half_at: passesHalf(shares, times, trend),
      rows,
    },
    chart: trendChart(sums, windows, [{ name: 'share', values: shares }]),
  }
}

/** When the share is first one half: seen, or on the line of its trend within ten years; null otherwise. */
function passesHalf(
  shares: readonly number[],
  times: readonly number[] | null,
  trend: TrendTest | null,
): string | null {
  if (times === null || times.length < 2) return null
  if (shares[shares.length - 1] >= 0.5) {
    let first = shares.length - 1
    while (first > 0 && shares[first - 1] >= 0.5) first -= 1
    return new Date(times[first]).toISOString()
  }
  if (trend === null || !(trend.slope > 0)) return null
  const last = times[times.length - 1]
  const step = (last - times[0]) / (times.length - 1)
  const now = trend.intercept + trend.slope * (shares.length - 1)
  const wait = Math.max(0, (0.5 - now) / trend.slope) * step
  return wait <= FARTHEST_MS ? new Date(last + wait).toISOString() : null
}
