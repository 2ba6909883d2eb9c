import { zoneOffset } from '#shared/domain/time-zone.ts'

const MINUTE = 60_000
const DAY_MINUTES = 1_440

/** What the clocks of a zone show at an instant. */
export type LocalTime = {
  /** Days since 1970-01-01 by the local calendar. */
  readonly day: number
  /** Minutes since local midnight by the clock. */
  readonly minute: number
  /** 0 is Monday. */
  readonly weekday: number
}

export function localTime(at: number, timezone: string): LocalTime {
  const minutes = Math.floor((at + zoneOffset(at, timezone)) / MINUTE)
  const day = Math.floor(minutes / DAY_MINUTES)
  // 1970-01-01 was a Thursday.
  return { day, minute: minutes - day * DAY_MINUTES, weekday: (((day + 3) % 7) + 7) % 7 }
}

/** "03-15" of the local calendar. */
export function localDayOfYear(at: number, timezone: string): string {
  return new Date(at + zoneOffset(at, timezone)).toISOString().slice(5, 10)
}

/** Whether a local clock shows a time in [from, to); over midnight where `to` is not after `from`. */
export function isWithinClock(minute: number, from: number, to: number): boolean {
  return from < to ? minute >= from && minute < to : minute >= from || minute < to
}

/**
 * The first instant from `at` on at which the local clock is out of [from, to). A clock that is set forward over `to`
 * ends the span then; one that is set back over `to` does not begin it again unless the span holds that time.
 */
export function endOfClockSpan(at: number, from: number, to: number, timezone: string): number {
  let instant = at
  // Two changes of a clock in one span are more than there ever are.
  for (let turn = 0; turn < 4; turn++) {
    const { minute } = localTime(instant, timezone)
    if (!isWithinClock(minute, from, to)) return firstOutside(at, instant, from, to, timezone)
    const left = (to - minute + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES
    const next = (Math.floor(instant / MINUTE) + left) * MINUTE
    const shift = zoneOffset(next, timezone) - zoneOffset(instant, timezone)
    // Set back: the clock needs longer to reach the end. Set forward: it passes the end earlier.
    instant = next - shift
    if (instant <= at) instant = next
  }
  return instant
}

/** The first minute of (at, known] that is outside; `known` is. */
function firstOutside(at: number, known: number, from: number, to: number, timezone: string): number {
  let instant = known
  while (instant - MINUTE > at && !isWithinClock(localTime(instant - MINUTE, timezone).minute, from, to)) {
    instant -= MINUTE
  }
  return instant
}
