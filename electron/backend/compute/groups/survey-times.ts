import { sortedQuantile } from '#shared/stats/binning/quantiles.ts'
import { addTimes, createOrderState, futureTimestamps } from '#shared/stats/quality/times.ts'
import { lowerBound, sortFloat64, upperBound } from '#shared/stats/sorting/float64.ts'
import type { SurveyTimesTask } from '../procedures.ts'
import { mostRows } from '../read-selection.ts'
import { visitNumbers } from '../visit-columns.ts'

/** What the times of one side say. All times are UTC milliseconds. */
export type TimeSurvey = {
  /** Wanted rows, and how many of them have a time. */
  readonly rows: number
  readonly timed: number
  /**
   * Range of the times; a stray few far outside of the others (a clock at 1970) are left out. Null without times.
   */
  readonly range: { readonly first: number; readonly last: number } | null
  /** Rows with a time before the latest one read until then, and the greatest such delay. */
  readonly late: number
  readonly greatestLatenessMs: number
  readonly future: { readonly rows: number; readonly greatestLeadMs: number }
  /** Rows in each hour of the range, from the hour that holds its first time on; none for a range of centuries. */
  readonly hourly: Float64Array
}

export const HOUR_MS = 3_600_000
const STRAY = 0.0005
const MOST_SORTED = 500_000
/** Years 1 to 9999; what lies outside is no date that anybody meant. */
const EARLIEST = -62_135_596_800_000
const LATEST = 253_402_300_799_999
/** More hours than this (114 years) are not counted one by one. */
const MOST_HOURS = 1_000_000
/** A range this many times wider than that of nearly all rows has strays at its ends. */
const WIDER = 2

/** Reads the times of one side once for their range and a second time for the rows of each hour. */
export function surveyTimes({ source, now }: SurveyTimesTask, stop: () => void): TimeSurvey {
  const { timestamp } = source
  const order = createOrderState()
  const nothing = { rows: 0, greatestLeadMs: 0 }
  const empty = {
    rows: 0,
    timed: 0,
    range: null,
    late: 0,
    greatestLatenessMs: 0,
    future: nothing,
    hourly: new Float64Array(0),
  }
  if (timestamp === null) return { ...empty, rows: mostRows(source) }
  let rows = 0
  let minimum = Number.POSITIVE_INFINITY
  let maximum = Number.NEGATIVE_INFINITY
  const future = { ...nothing }
  const thinned: number[] = []
  const total = source.chunks.reduce((sum, chunk) => sum + chunk.rows, 0)
  const stride = Math.max(1, Math.ceil(total / MOST_SORTED))
  visitNumbers(source, timestamp, stop, (times, first) => {
    rows += times.length
    addTimes(order, times)
    const ahead = futureTimestamps(times, now)
    future.rows += ahead.future
    future.greatestLeadMs = Math.max(future.greatestLeadMs, ahead.greatestLeadMs)
    for (let i = 0; i < times.length; i += 1) {
      const time = times[i]
      if (!(time >= EARLIEST && time <= LATEST)) continue
      if (time < minimum) minimum = time
      if (time > maximum) maximum = time
      if ((first + i) % stride === 0) thinned.push(time)
    }
  })
  const survey = {
    ...empty,
    rows,
    timed: order.rows,
    late: order.late,
    greatestLatenessMs: order.greatestLatenessMs,
    future,
  }
  if (minimum > maximum) return survey
  const range = rangeOf(thinned, minimum, maximum)
  const firstHour = Math.floor(range.first / HOUR_MS)
  const hours = Math.floor(range.last / HOUR_MS) - firstHour + 1
  if (hours > MOST_HOURS) return { ...survey, range }
  const hourly = new Float64Array(hours)
  visitNumbers(source, timestamp, stop, (times) => {
    for (let i = 0; i < times.length; i += 1) {
      const hour = Math.floor(times[i] / HOUR_MS) - firstHour
      if (hour >= 0 && hour < hourly.length) hourly[hour] += 1
    }
  })
  return { ...survey, range, hourly }
}

function rangeOf(
  times: readonly number[],
  minimum: number,
  maximum: number,
): { first: number; last: number } {
  if (times.length === 0) return { first: minimum, last: maximum }
  const sorted = sortFloat64(Float64Array.from(times))
  const low = sortedQuantile(sorted, STRAY)
  const high = sortedQuantile(sorted, 1 - STRAY)
  const margin = Math.max(HOUR_MS, (high - low) * WIDER)
  return {
    first: low - minimum > margin ? sorted[lowerBound(sorted, low - margin)] : minimum,
    last: maximum - high > margin ? sorted[upperBound(sorted, high + margin) - 1] : maximum,
  }
}
