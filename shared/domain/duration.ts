/** Milliseconds of each unit of a duration, smallest first. */
export const DURATION_UNITS = {
  ms: 1,
  s: 1_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
} as const
export type DurationUnit = keyof typeof DURATION_UNITS

/** The longest duration that is taken: ten years of 365 days, so that sums of times stay exact. */
export const LONGEST_DURATION_MS = 3_650 * DURATION_UNITS.d

const WRITTEN = /^\s*(\d{1,15}(?:\.\d{1,9})?)\s*([a-z]+)\s*$/i

/** A number with a word behind it, as it was written; null for anything else. */
export function numberWithUnit(text: string): { readonly amount: number; readonly unit: string } | null {
  const found = WRITTEN.exec(text)
  return found === null ? null : { amount: Number(found[1]), unit: found[2].toLowerCase() }
}

/**
 * Milliseconds of "15 min", "2 d", "1.5 h", "500 ms", "1 w"; the space may be left out. Null for what is no
 * duration (no unit, an unknown one, negative) or is longer than `LONGEST_DURATION_MS`.
 */
export function parseDuration(text: string): number | null {
  const written = numberWithUnit(text)
  if (written === null || !isDurationUnit(written.unit)) return null
  const ms = Math.round(written.amount * DURATION_UNITS[written.unit])
  return ms <= LONGEST_DURATION_MS ? ms : null
}

export function isDurationUnit(unit: string): unit is DurationUnit {
  return Object.hasOwn(DURATION_UNITS, unit)
}

/** A duration as files write it, in the largest unit that makes it a whole number: 900,000 → "15 min". */
export function formatDuration(ms: number): string {
  const units = Object.entries(DURATION_UNITS).toReversed()
  const [unit, size] = units.find(([, size]) => ms >= size && ms % size === 0) ?? ['ms', 1]
  return `${ms / size} ${unit}`
}

/** The last rows, or the last stretch of time. */
export type WindowLength =
  | { readonly kind: 'rows'; readonly rows: number }
  | { readonly kind: 'time'; readonly ms: number }

/** "1000 rows", "1 row", "5 min". Null for anything else, no rows and no time. */
export function parseWindowLength(text: string): WindowLength | null {
  const written = numberWithUnit(text)
  if (written === null) return null
  if (written.unit === 'rows' || written.unit === 'row') {
    const rows = written.amount
    return Number.isSafeInteger(rows) && rows > 0 ? { kind: 'rows', rows } : null
  }
  const ms = parseDuration(text)
  return ms === null || ms === 0 ? null : { kind: 'time', ms }
}

/** A window as files write it: "1000 rows", "5 min". */
export function formatWindowLength(window: WindowLength): string {
  return window.kind === 'rows' ? `${window.rows} rows` : formatDuration(window.ms)
}
