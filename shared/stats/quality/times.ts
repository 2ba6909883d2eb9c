import { sortedQuantile } from '../binning/quantiles.ts'
import { sortFloat64 } from '../sorting/float64.ts'

/** Times in milliseconds since 1970, in the order of the rows; NaN is missing. Mergeable by continuing with a chunk. */
export interface OrderState {
  rows: number
  late: number
  latest: number
  greatestLatenessMs: number
}

export const createOrderState = (): OrderState => ({
  rows: 0,
  late: 0,
  latest: Number.NEGATIVE_INFINITY,
  greatestLatenessMs: 0,
})

/** Adds a chunk of times; a row is out of order when its time is before the latest seen. */
export function addTimes(state: OrderState, times: ArrayLike<number>): void {
  for (let i = 0; i < times.length; i++) {
    const time = times[i]
    if (!Number.isFinite(time)) continue
    state.rows += 1
    if (time < state.latest) {
      state.late += 1
      state.greatestLatenessMs = Math.max(state.greatestLatenessMs, state.latest - time)
    } else state.latest = time
  }
}

/** Share of rows out of order; null without rows. */
export const outOfOrderShare = (state: OrderState): number | null =>
  state.rows > 0 ? state.late / state.rows : null

export interface FutureTimestamps {
  readonly rows: number
  readonly future: number
  readonly share: number | null
  readonly greatestLeadMs: number
}

/** Times after `now` by more than `toleranceMs` (default a minute, for clocks that differ). */
export function futureTimestamps(
  times: ArrayLike<number>,
  now: number,
  toleranceMs = 60_000,
): FutureTimestamps {
  let rows = 0
  let future = 0
  let greatestLeadMs = 0
  for (let i = 0; i < times.length; i++) {
    if (!Number.isFinite(times[i])) continue
    rows += 1
    const lead = times[i] - now
    if (lead <= toleranceMs) continue
    future += 1
    greatestLeadMs = Math.max(greatestLeadMs, lead)
  }
  return { rows, future, share: rows > 0 ? future / rows : null, greatestLeadMs }
}

export interface Staleness {
  readonly ageMs: number
  /** The gap that 99% of the baseline's gaps stay under; null for fewer than ten gaps. */
  readonly usualGapMs: number | null
  /** Age over the usual gap. */
  readonly ratio: number | null
  readonly stale: boolean
}

/**
 * How long ago the last row came, against the gaps between rows (or batches) of the baseline: stale from `factor`
 * (default 3) times the gap that 99% of them stay under.
 */
export function staleness(
  lastTime: number,
  now: number,
  baselineTimes: ArrayLike<number>,
  factor = 3,
): Staleness {
  const ageMs = Math.max(0, now - lastTime)
  const times = sortFloat64(Float64Array.from(baselineTimes).filter(Number.isFinite))
  if (times.length < 11) return { ageMs, usualGapMs: null, ratio: null, stale: false }
  const gaps = sortFloat64(Float64Array.from({ length: times.length - 1 }, (_, i) => times[i + 1] - times[i]))
  const usualGapMs = Math.max(1, sortedQuantile(gaps, 0.99))
  const ratio = ageMs / usualGapMs
  return { ageMs, usualGapMs, ratio, stale: ratio > factor }
}

export interface PointInTimeLeaks {
  /** Rows that have both times. */
  readonly rows: number
  readonly leaks: number
  readonly share: number | null
  /** Median of how far a leaking feature's time is past its prediction's. */
  readonly medianLeadMs: number | null
}

/** Rows whose feature is dated at or after the prediction that used it: knowledge from the future. */
export function pointInTimeLeaks(
  featureTimes: ArrayLike<number>,
  predictionTimes: ArrayLike<number>,
): PointInTimeLeaks {
  const leads: number[] = []
  let rows = 0
  for (let i = 0; i < featureTimes.length; i++) {
    const lead = featureTimes[i] - predictionTimes[i]
    if (!Number.isFinite(lead)) continue
    rows += 1
    if (lead >= 0) leads.push(lead)
  }
  return {
    rows,
    leaks: leads.length,
    share: rows > 0 ? leads.length / rows : null,
    medianLeadMs: leads.length > 0 ? sortedQuantile(sortFloat64(Float64Array.from(leads)), 0.5) : null,
  }
}
