import { AppError } from './errors.ts'

export const WINDOW_UNITS = ['hour', 'day', 'week', 'month'] as const
export type WindowUnit = (typeof WINDOW_UNITS)[number]

/** How a log is cut into windows: by the calendar in UTC, or every so many rows. */
export type WindowSize =
  | { readonly kind: 'time'; readonly unit: WindowUnit; readonly count: number }
  | { readonly kind: 'rows'; readonly rows: number }

const SUFFIXES: Readonly<Record<string, WindowUnit | 'rows'>> = {
  h: 'hour',
  d: 'day',
  w: 'week',
  mo: 'month',
  r: 'rows',
}
const LETTERS: Readonly<Record<WindowUnit, string>> = { hour: 'h', day: 'd', week: 'w', month: 'mo' }
const HOUR = 3_600_000
const FIXED: Readonly<Record<Exclude<WindowUnit, 'month'>, number>> = {
  hour: HOUR,
  day: 24 * HOUR,
  week: 168 * HOUR,
}
/** Monday, 5 January 1970. */
const FIRST_MONDAY = 96 * HOUR
const MOST_WINDOWS = 100_000

/**
 * `1h`, `1d`, `1w`, `1mo`, multiples of them, or rows as `5000r`.
 * @throws AppError `BAD_PARAMS`
 */
export function parseWindowSize(text: string): WindowSize {
  const [, digits, suffix] = /^(\d{1,9})(h|d|w|mo|r)$/.exec(text.trim()) ?? []
  const count = Number(digits)
  const unit = suffix === undefined ? undefined : SUFFIXES[suffix]
  if (unit === undefined || count < 1) {
    throw new AppError(
      'BAD_PARAMS',
      `"${text}" is no window.`,
      'Write 1h, 1d, 1w, 1mo or a number of rows as 5000r.',
    )
  }
  return unit === 'rows' ? { kind: 'rows', rows: count } : { kind: 'time', unit, count }
}

/** The text that `parseWindowSize` reads. */
export function formatWindowSize(size: WindowSize): string {
  return size.kind === 'rows' ? `${size.rows}r` : `${size.count}${LETTERS[size.unit]}`
}

/**
 * The latest boundary at or before a time, UTC milliseconds. Hours and days are counted from 1 January 1970, weeks from
 * Monday, months from January.
 */
export function windowStart(size: Extract<WindowSize, { kind: 'time' }>, time: number): number {
  if (size.unit === 'month') {
    const date = new Date(time)
    const months = date.getUTCFullYear() * 12 + date.getUTCMonth()
    return monthStart(Math.floor(months / size.count) * size.count)
  }
  const width = FIXED[size.unit] * size.count
  const origin = size.unit === 'week' ? FIRST_MONDAY : 0
  return Math.floor((time - origin) / width) * width + origin
}

/** The boundary after a boundary. */
export function nextWindow(size: Extract<WindowSize, { kind: 'time' }>, start: number): number {
  if (size.unit !== 'month') return start + FIXED[size.unit] * size.count
  const date = new Date(start)
  return monthStart(date.getUTCFullYear() * 12 + date.getUTCMonth() + size.count)
}

/**
 * Boundaries of the windows that cover [first, last]: window i is [edges[i], edges[i + 1]).
 * @throws AppError `BAD_PARAMS` for more than 100,000 windows.
 */
export function windowEdges(
  size: Extract<WindowSize, { kind: 'time' }>,
  first: number,
  last: number,
): Float64Array {
  const edges = [windowStart(size, first)]
  for (let start = edges[0]; start <= last; ) {
    start = nextWindow(size, start)
    edges.push(start)
    if (edges.length > MOST_WINDOWS) {
      throw new AppError(
        'BAD_PARAMS',
        `Windows of ${formatWindowSize(size)} would be more than ${MOST_WINDOWS}.`,
        'Choose longer windows.',
      )
    }
  }
  return Float64Array.from(edges)
}

function monthStart(months: number): number {
  const start = new Date(0)
  start.setUTCFullYear(Math.floor(months / 12), months % 12, 1)
  return start.getTime()
}
