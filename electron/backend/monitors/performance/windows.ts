import { AppError } from '#shared/domain/errors.ts'
import {
  formatWindowSize,
  parseWindowSize,
  type WindowSize,
  windowEdges,
} from '#shared/domain/window-size.ts'
import { lowerBound } from '#shared/stats/sorting/float64.ts'
import { say } from '#shared/words/say.ts'
import { automaticWindow, LEAST_WINDOW_ROWS, type TimeWindowSize } from './automatic-window.ts'

/** Rows [from, to) of a log in time order, and the time that they stand for. */
export type LogWindow = {
  readonly from: number
  readonly to: number
  /** UTC milliseconds; null where rows have no time. */
  readonly start: number | null
  readonly end: number | null
}

export type LogWindows = {
  readonly size: WindowSize
  /** As `parseWindowSize` reads it. */
  readonly text: string
  readonly windows: readonly LogWindow[]
  /** Rows that no window of time holds. */
  readonly withoutTime: number
}

/** A window cut by the calendar. */
export type TimeWindow = LogWindow & { readonly start: number; readonly end: number }

export const MOST_WINDOWS = 400

/**
 * Cuts a log into windows. Without a size the shortest of an hour, a day, a week and a month is taken that gives at most 40
 * windows with at least 200 rows in the middle one; without times a twentieth of the rows, at least 200. Windows without
 * rows are left out.
 * @param times ascending, NaN last; null without times.
 * @throws AppError `MAPPING_INVALID` for windows of time where there are no times, `BAD_PARAMS` for more than 400.
 */
export function cutWindows(times: Float64Array | null, rows: number, asked: string | undefined): LogWindows {
  const timed = times === null ? 0 : lowerBoundOfNaN(times)
  const size = asked === undefined ? chosenSize(times, timed, rows) : parseWindowSize(asked)
  const text = formatWindowSize(size)
  if (size.kind === 'time' && timed === 0) {
    throw new AppError(
      'MAPPING_INVALID',
      say('error.windows.no_times', { window: text }),
      say('mend.timestamp_windows'),
    )
  }
  const windows = windowsOf(times, rows, size)
  if (windows.length > MOST_WINDOWS) throw tooMany(text, windows.length)
  return { size, text, windows, withoutTime: size.kind === 'time' ? rows - timed : 0 }
}

/** All windows of a size that hold rows, however many; none by the calendar without times. */
export function windowsOf(times: Float64Array | null, rows: number, size: WindowSize): LogWindow[] {
  if (size.kind === 'time') return times === null ? [] : windowsOfTime(times, size)
  const timed = times === null ? 0 : lowerBoundOfNaN(times)
  const windows: LogWindow[] = []
  for (let from = 0; from < rows; from += size.rows) {
    const to = Math.min(rows, from + size.rows)
    windows.push({ from, to, ...spanOf(times, from, Math.min(to, timed)) })
  }
  return windows
}

/** All windows of the calendar that hold rows. */
export function windowsOfTime(times: Float64Array, size: TimeWindowSize): TimeWindow[] {
  const inTime = times.subarray(0, lowerBoundOfNaN(times))
  if (inTime.length === 0) return []
  const edges = windowEdges(size, inTime[0], inTime[inTime.length - 1])
  const windows: TimeWindow[] = []
  let from = 0
  for (let i = 0; i + 1 < edges.length; i++) {
    const to = lowerBound(inTime, edges[i + 1], from)
    if (to > from) windows.push({ from, to, start: edges[i], end: edges[i + 1] })
    from = to
  }
  return windows
}

function chosenSize(times: Float64Array | null, timed: number, rows: number): WindowSize {
  if (times === null || timed === 0) {
    return { kind: 'rows', rows: Math.max(LEAST_WINDOW_ROWS, Math.ceil(rows / 20)) }
  }
  const inTime = times.subarray(0, timed)
  return automaticWindow(inTime[timed - 1] - inTime[0], timed)
}

function spanOf(times: Float64Array | null, from: number, to: number): Pick<LogWindow, 'start' | 'end'> {
  return times === null || to <= from
    ? { start: null, end: null }
    : { start: times[from], end: times[to - 1] + 1 }
}

/** How many values stand before the NaN at the end. */
function lowerBoundOfNaN(times: Float64Array): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (Number.isNaN(times[middle])) high = middle
    else low = middle + 1
  }
  return low
}

function tooMany(text: string, count: number): AppError {
  return new AppError(
    'BAD_PARAMS',
    say('error.windows.many', { window: text, count, most: MOST_WINDOWS }),
    say('mend.longer_windows'),
  )
}
