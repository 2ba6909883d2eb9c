import { binomialSf } from '../special/binomial.ts'

/** Rows of each exact value of a column. */
export type ValueRows = ReadonlyMap<number | string, number>

/** Values that stand for "nothing known" upstream. */
export const DEFAULT_VALUES: ReadonlySet<number | string> = new Set<number | string>([
  0,
  -1,
  -9,
  -99,
  -999,
  -9999,
  99,
  999,
  9999,
  99999,
  999999,
  '',
  '0',
  '-1',
  '-999',
  '9999',
  'unknown',
  'none',
  'null',
  'n/a',
])

export interface ValueSpike {
  readonly value: number | string
  readonly reference: number
  readonly current: number
  readonly change: number
  /** One-sided binomial, Bonferroni over the values looked at. */
  readonly pAdjusted: number
  /** Whether the value is one of the usual defaults. */
  readonly isDefault: boolean
}

export interface SpikeOptions {
  readonly alpha?: number
  /** Least rise of the share, for usual defaults and for other values. */
  readonly defaultFloor?: number
  readonly floor?: number
}

const isDefaultValue = (value: number | string): boolean =>
  DEFAULT_VALUES.has(typeof value === 'string' ? value.trim().toLowerCase() : value)

/**
 * Values whose share of the rows jumps: a feed that fills gaps with 0, −1, −999, 9999 or an empty text shows as a
 * spike there long before a mean or a missing rate moves. A rise counts from one point for a usual default and from
 * five points for any other value, if the binomial test at the baseline's rate, (r + ½)/(n + 1), is significant. Only values
 * with current rows need be given, with all the rows of either side in `referenceRows` and `currentRows`. The
 * steepest first.
 */
export function valueSpikes(
  reference: ValueRows,
  referenceRows: number,
  current: ValueRows,
  currentRows: number,
  options: SpikeOptions = {},
): ValueSpike[] {
  const { alpha = 0.01, defaultFloor = 0.01, floor = 0.05 } = options
  if (referenceRows <= 0 || currentRows <= 0) return []
  const spikes: ValueSpike[] = []
  for (const [value, rows] of current) {
    const before = reference.get(value) ?? 0
    const change = rows / currentRows - before / referenceRows
    const isDefault = isDefaultValue(value)
    if (change < (isDefault ? defaultFloor : floor)) continue
    const p = binomialSf(rows - 1, currentRows, (before + 0.5) / (referenceRows + 1))
    const pAdjusted = Math.min(1, p * current.size)
    if (pAdjusted >= alpha) continue
    spikes.push({
      value,
      reference: before / referenceRows,
      current: rows / currentRows,
      change,
      pAdjusted,
      isDefault,
    })
  }
  return spikes.sort((a, b) => b.change - a.change)
}
