const QUARTER = 15 * 60_000
const DAY = 86_400_000

/** Since then zones are whole quarters of an hour from UTC, and change at whole quarters; before, by seconds. */
const WHOLE_QUARTERS_SINCE = Date.UTC(1972, 0, 1)
const MOST_KEPT = 50_000

/** Offsets of zones by quarter of an hour: to ask `Intl` takes a thousand times as long. */
const offsets = new Map<string, Map<number, number>>()
const formats = new Map<string, Intl.DateTimeFormat>()

/** Whether there is a time zone of this name. */
export function isTimeZone(name: string): boolean {
  try {
    formatOf(name)
    return true
  } catch {
    return false
  }
}

/** What a zone's clocks are ahead of UTC at an instant, milliseconds; behind is negative. */
export function zoneOffset(at: number, timezone: string): number {
  if (timezone === 'UTC') return 0
  if (at < WHOLE_QUARTERS_SINCE) return offsetNow(Math.floor(at / 1000) * 1000, timezone)
  const quarter = Math.floor(at / QUARTER)
  const known = offsets.get(timezone) ?? new Map<number, number>()
  const kept = known.get(quarter)
  if (kept !== undefined) return kept
  const offset = offsetNow(quarter * QUARTER, timezone)
  if (known.size >= MOST_KEPT) known.clear()
  known.set(quarter, offset)
  offsets.set(timezone, known)
  return offset
}

/**
 * The instant at which the clocks of a zone show a time, given as if it were UTC. As ICU and DuckDB have it: of a time
 * that clocks show twice the later instant, and of one that they leave out what the offset before the change makes of it.
 */
export function fromWallTime(wall: number, timezone: string): number {
  if (timezone === 'UTC' || Number.isNaN(wall)) return wall
  // No zone is a day from UTC, and none changes twice in two days.
  const before = zoneOffset(wall - DAY, timezone)
  const after = zoneOffset(wall + DAY, timezone)
  const later = wall - after
  return before !== after && zoneOffset(later, timezone) !== after ? wall - before : later
}

function offsetNow(at: number, timezone: string): number {
  const parts = new Map<string, string>(
    formatOf(timezone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  const part = (type: string) => Number(parts.get(type) ?? 0)
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return shown - at
}

function formatOf(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(timezone, made)
  return made
}
