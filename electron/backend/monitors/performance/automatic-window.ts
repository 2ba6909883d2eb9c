import type { WindowSize } from '#shared/domain/window-size.ts'

export type TimeWindowSize = Extract<WindowSize, { kind: 'time' }>

const HOUR = 3_600_000
const WANTED = 40
const UNITS = [
  { unit: 'hour', hours: 1 },
  { unit: 'day', hours: 24 },
  { unit: 'week', hours: 168 },
  { unit: 'month', hours: 730 },
] as const
export const LEAST_WINDOW_ROWS = 200

/** The shortest of an hour, a day, a week and a month that gives at most 40 windows of 200 rows or more on average. */
export function automaticWindow(span: number, rows: number): TimeWindowSize {
  const chosen = UNITS.find(({ hours }) => {
    const count = Math.max(1, span / (hours * HOUR))
    return count <= WANTED && rows / count >= LEAST_WINDOW_ROWS
  })
  return { kind: 'time', unit: chosen?.unit ?? 'month', count: 1 }
}
