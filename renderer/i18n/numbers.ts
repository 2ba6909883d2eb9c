/** Ways to write numbers, spans and times in one language; every figure on screen goes through one of them. */
export type NumberFormats = {
  /** Whole number of things, exact. */
  count(value: number): string
  /** A statistic without a unit: three significant digits, `< 0.001` below that. */
  statistic(value: number): string
  /** A statistic in the units of the data, however small they are: three significant digits. */
  measure(value: number): string
  /** The value as exactly as a double holds it, for hover and copy. */
  exact(value: number): string
  /** A share of 0 to 1 as percent, three significant digits; what would round to 0% is `< 0.01%`, to 100% `> 99.9%`. */
  share(value: number): string
  /** A share as short as it can be, for axes and prose. */
  axisShare(value: number): string
  /** A probability of a test: three significant digits, `< 0.001` below that. */
  pValue(value: number): string
  /** A value of the data itself, on an axis or as a bin edge: as short as it can be. */
  axis(value: number): string
  bytes(value: number): string
  /** Rows per second, short. */
  rate(value: number): string
  /** A span in words, rounded as a person would: "40 seconds", "1 hour, 20 minutes". */
  duration(seconds: number): string
  /** An ISO time as date and time to the minute, in UTC when it describes data. */
  time(iso: string, zone?: 'UTC'): string
  /** Two ISO times of data in UTC as a range, what they share said once. */
  timeRange(start: string, end: string): string
  /** An ISO time of data in few letters: day, month and minute, in UTC. */
  moment(iso: string): string
  /** The day of an ISO time of data, in UTC. */
  day(iso: string): string
  /** The month and year of an ISO time of data, in UTC. */
  month(iso: string): string
  /** How long ago, in words. */
  ago(iso: string, now: number): string
  list(items: readonly string[]): string
}

const NO_NUMBER = '–'

/** Formats of a BCP 47 locale. What is not finite is written as a dash, never as NaN. */
export function createNumberFormats(locale: string): NumberFormats {
  // Each costs milliseconds to make, and no screen needs all.
  const counts = once(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }))
  const significant = once(
    () =>
      new Intl.NumberFormat(locale, {
        minimumSignificantDigits: 3,
        maximumSignificantDigits: 3,
      }),
  )
  const tiny = once(
    () => new Intl.NumberFormat(locale, { notation: 'scientific', maximumSignificantDigits: 3 }),
  )
  const percent = once(() => new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: 3 }))
  const exactPercent = once(
    () =>
      new Intl.NumberFormat(locale, {
        style: 'percent',
        minimumSignificantDigits: 3,
        maximumSignificantDigits: 3,
      }),
  )
  const smallPercent = once(
    () => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }),
  )
  const short = once(() => new Intl.NumberFormat(locale, { maximumSignificantDigits: 5 }))
  const threshold = once(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }))
  const exact = once(
    () => new Intl.NumberFormat(locale, { maximumSignificantDigits: 17, useGrouping: false }),
  )
  const compact = once(
    () => new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 }),
  )
  const moments = once(
    () =>
      new Intl.DateTimeFormat(locale, {
        day: 'numeric',
        month: 'short',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        timeZone: 'UTC',
      }),
  )
  const days = once(
    () => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }),
  )
  const months = once(
    () => new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' }),
  )
  const list = once(() => new Intl.ListFormat(locale, { type: 'conjunction' }))
  const relative = once(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
  const finite = (write: (value: number) => string) => (value: number) =>
    Number.isFinite(value) ? write(value) : NO_NUMBER

  return {
    count: finite((value) => counts().format(value)),
    statistic: finite((value) => {
      if (value === 0) return counts().format(0)
      return value > 0 && value < 0.001 ? `< ${threshold().format(0.001)}` : significant().format(value)
    }),
    measure: finite((value) => {
      if (value === 0) return counts().format(0)
      return Math.abs(value) < 1e-4 ? tiny().format(value) : significant().format(value)
    }),
    exact: finite((value) => exact().format(value)),
    share: finite((value) => {
      if (value === 0 || value === 1) return percent().format(value)
      if (value > 0 && value < 0.0001) return `< ${smallPercent().format(0.0001)}`
      return value > 0.9995 && value < 1 ? `> ${percent().format(0.999)}` : exactPercent().format(value)
    }),
    axisShare: finite((value) => percent().format(value)),
    pValue: finite((value) =>
      value < 0.001
        ? `< ${threshold().format(0.001)}`
        : value > 0.999
          ? threshold().format(1)
          : significant().format(value),
    ),
    axis: finite((value) => {
      const size = Math.abs(value)
      return size !== 0 && (size >= 1e7 || size < 1e-4) ? tiny().format(value) : short().format(value)
    }),
    bytes: finite((value) => formatBytes(locale, value)),
    rate: finite((value) => compact().format(value)),
    duration: finite((seconds) => formatDuration(locale, seconds)),
    time: (iso, zone) => formatTime(locale, iso, zone),
    timeRange: (start, end) => formatTimeRange(locale, start, end),
    moment: (iso) => (Number.isNaN(Date.parse(iso)) ? iso : moments().format(new Date(iso))),
    month: (iso) => (Number.isNaN(Date.parse(iso)) ? iso : months().format(new Date(iso))),
    day: (iso) => (Number.isNaN(Date.parse(iso)) ? iso : days().format(new Date(iso))),
    ago: (iso, now) => formatAgo(relative(), iso, now),
    list: (items) => list().format(items),
  }
}

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

function formatBytes(locale: string, value: number): string {
  const power = Math.min(BYTE_UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(value, 1)) / 3)))
  const unit = BYTE_UNITS[power] ?? 'byte'
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: power === 0 ? 'long' : 'short',
    ...(power === 0 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 }),
  }).format(value / 1000 ** power)
}

const SPANS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

function formatDuration(locale: string, seconds: number): string {
  const unit = (value: number, name: 'day' | 'hour' | 'minute' | 'second' | 'millisecond') =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: name,
      unitDisplay: 'long',
      maximumFractionDigits: 0,
    }).format(value)
  if (seconds < 1) return unit(Math.max(1, seconds * 1000), 'millisecond')
  if (seconds < 90) return unit(seconds, 'second')
  for (const [index, [name, size]] of SPANS.entries()) {
    if (seconds < size) continue
    const next = SPANS[index + 1]
    const whole = next === undefined ? Math.round(seconds / size) : Math.floor(seconds / size)
    const rest = next === undefined ? 0 : Math.round((seconds - whole * size) / next[1])
    const parts = [unit(whole, name)]
    if (next !== undefined && rest > 0 && whole < 10) parts.push(unit(rest, next[0]))
    return new Intl.ListFormat(locale, { type: 'unit' }).format(parts)
  }
  return unit(seconds, 'second')
}

function formatTime(locale: string, iso: string, zone?: 'UTC'): string {
  const time = new Date(iso)
  if (Number.isNaN(time.getTime())) return iso
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
    ...(zone === undefined ? {} : { timeZone: zone }),
  }).format(time)
}

function formatAgo(relative: Intl.RelativeTimeFormat, iso: string, now: number): string {
  const seconds = (new Date(iso).getTime() - now) / 1000
  if (!Number.isFinite(seconds)) return iso
  const [name, size] = SPANS.find(([, span]) => Math.abs(seconds) >= span) ?? ['second', 1]
  return name === 'second' ? relative.format(0, 'second') : relative.format(Math.round(seconds / size), name)
}

function formatTimeRange(locale: string, start: string, end: string): string {
  const [from, to] = [new Date(start), new Date(end)]
  if (Number.isNaN(from.getTime()) || Number.isNaN(to.getTime())) return `${start} – ${end}`
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
    timeZone: 'UTC',
  }).formatRange(from, to)
}

function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined
  return () => {
    made ??= make()
    return made
  }
}
