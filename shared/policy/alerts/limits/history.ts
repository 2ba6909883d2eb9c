import type { AlertReading } from '../reducer.ts'
import type { AlertRule, AlertSeason } from '../rules.ts'
import { localDayOfYear, localTime } from '../zoned-time.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** The moving reference moves in steps of a quarter of a day. */
export const BUCKET_MS = 6 * HOUR
const BUCKETS = (7 * DAY) / BUCKET_MS
/** Quarters of a day before a moving reference says anything. */
const FEWEST_BUCKETS = 4
/** What is frozen without a baseline: the mean of the first days. */
const FROZEN_MS = 7 * DAY
const FEWEST_FROZEN_MS = DAY
/** Values of each season that are kept, the newest ones. */
const MOST_SEASONAL = 64
const MOST_RECENT = 64

/** What a series remembers of its values; plain JSON. */
export type History = {
  /** Sums and counts by quarter of a day, from `first` on. */
  readonly rolling: {
    readonly first: number
    readonly sums: readonly number[]
    readonly counts: readonly number[]
  } | null
  readonly frozen: {
    readonly from: number
    readonly until: number
    readonly sum: number
    readonly count: number
  } | null
  readonly seasonal: Readonly<Record<string, readonly number[]>> | null
  /** Times and values for the slope. */
  readonly recent: readonly (readonly [at: number, value: number])[] | null
}

const NOTHING: History = { rolling: null, frozen: null, seasonal: null, recent: null }

/** Days of the year that a manifest calls a season: "11-20" to "01-05". */
export type CalendarSeason = { readonly name: string; readonly from: string; readonly to: string }
export type Calendar = { readonly timezone: string; readonly seasons: readonly CalendarSeason[] }

/** Whether a rule has to remember anything. */
export function remembers({ compare, trend }: AlertRule): boolean {
  return compare !== 'constant' || trend !== null
}

/** What holds before the value of `at` is known; NaN where there is too little. */
export type References = {
  readonly rolling: number
  readonly frozen: number
  /** Standard error of what is frozen; NaN where it is not known. */
  readonly frozenError: number
  readonly season: readonly number[]
}

/** References at `at`, from values before it. A baseline's value is the frozen one where there is one. */
export function referencesAt(
  rule: AlertRule,
  history: History | undefined,
  { baseline, baselineError = Number.NaN }: Pick<AlertReading, 'baseline' | 'baselineError'>,
  at: number,
  calendar: Calendar,
): References {
  return {
    rolling: rule.compare === 'rolling_7d' ? rollingMean(history?.rolling ?? null, at) : Number.NaN,
    frozen: Number.isNaN(baseline) ? frozenMean(history?.frozen ?? null, at) : baseline,
    frozenError: Number.isNaN(baseline) ? Number.NaN : baselineError,
    season:
      rule.compare === 'seasonal' ? (history?.seasonal?.[seasonOf(at, rule.season, calendar)] ?? []) : [],
  }
}

/** The history with the value of `at`. */
export function remember(
  rule: AlertRule,
  history: History = NOTHING,
  value: number,
  at: number,
  calendar: Calendar,
): History {
  return {
    rolling: rule.compare === 'rolling_7d' ? withRolling(history.rolling, value, at) : null,
    frozen: rule.compare === 'constant' ? null : withFrozen(history.frozen, value, at),
    seasonal:
      rule.compare === 'seasonal'
        ? withSeason(history.seasonal, seasonOf(at, rule.season, calendar), value)
        : null,
    recent: rule.trend === null ? null : withRecent(history.recent ?? [], value, at, rule.trend.overMs),
  }
}

/** The name of the season of an instant. */
export function seasonOf(at: number, season: AlertSeason, { timezone, seasons }: Calendar): string {
  const { minute, weekday } = localTime(at, timezone)
  const hour = Math.floor(minute / 60)
  switch (season) {
    case 'hour_of_week':
      return `${weekday}-${hour}`
    case 'hour_of_day':
      return String(hour)
    case 'day_of_week':
      return String(weekday)
    case 'calendar': {
      const day = localDayOfYear(at, timezone)
      const found = seasons.find(({ from, to }) =>
        from <= to ? day >= from && day <= to : day >= from || day <= to,
      )
      return found?.name ?? ''
    }
  }
}

function rollingMean(rolling: History['rolling'], at: number): number {
  if (rolling === null) return Number.NaN
  const now = Math.floor(at / BUCKET_MS)
  let sum = 0
  let count = 0
  let buckets = 0
  for (let place = 0; place < rolling.sums.length; place++) {
    const bucket = rolling.first + place
    if (bucket < now - BUCKETS || bucket >= now || rolling.counts[place] === 0) continue
    sum += rolling.sums[place]
    count += rolling.counts[place]
    buckets += 1
  }
  return buckets < FEWEST_BUCKETS ? Number.NaN : sum / count
}

function withRolling(
  rolling: History['rolling'],
  value: number,
  at: number,
): NonNullable<History['rolling']> {
  const now = Math.floor(at / BUCKET_MS)
  if (rolling === null || now < rolling.first) return { first: now, sums: [value], counts: [1] }
  const last = rolling.first + rolling.sums.length - 1
  if (now === last) {
    const sums = rolling.sums.slice()
    const counts = rolling.counts.slice()
    sums[sums.length - 1] += value
    counts[counts.length - 1] += 1
    return { first: rolling.first, sums, counts }
  }
  const first = Math.max(rolling.first, now - BUCKETS)
  const kept = Math.max(0, last - first + 1)
  const sums = kept === 0 ? [] : rolling.sums.slice(-kept)
  const counts = kept === 0 ? [] : rolling.counts.slice(-kept)
  const start = kept === 0 ? now : first
  while (start + sums.length < now) {
    sums.push(0)
    counts.push(0)
  }
  return { first: start, sums: [...sums, value], counts: [...counts, 1] }
}

function frozenMean(frozen: History['frozen'], at: number): number {
  if (frozen === null || at - frozen.from < FEWEST_FROZEN_MS) return Number.NaN
  return frozen.sum / frozen.count
}

function withFrozen(frozen: History['frozen'], value: number, at: number): NonNullable<History['frozen']> {
  if (frozen === null) return { from: at, until: at + FROZEN_MS, sum: value, count: 1 }
  if (at >= frozen.until) return frozen
  return { ...frozen, sum: frozen.sum + value, count: frozen.count + 1 }
}

function withSeason(
  seasonal: History['seasonal'],
  season: string,
  value: number,
): NonNullable<History['seasonal']> {
  return { ...seasonal, [season]: [...(seasonal?.[season] ?? []), value].slice(-MOST_SEASONAL) }
}

function withRecent(
  recent: NonNullable<History['recent']>,
  value: number,
  at: number,
  overMs: number,
): NonNullable<History['recent']> {
  const last = recent.at(-1)
  const kept = recent.filter(([time]) => time > at - overMs)
  // A long stretch at a short cadence is thinned.
  if (last !== undefined && at - last[0] < overMs / MOST_RECENT) return kept
  return [...kept, [at, value] as const]
}
