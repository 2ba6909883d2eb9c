/** What can be done to a column, or (`flip`) to the outcomes of a model. */
export const SHIFT_KINDS = ['mean', 'spread', 'tail', 'mix', 'sentinel', 'missing', 'flip'] as const
export type ShiftKind = (typeof SHIFT_KINDS)[number]

/** What a size counts: baseline standard deviations, a part of the baseline's spread, or a share of the rows. */
export type ShiftUnit = 'standard_deviations' | 'spread' | 'share'

export const SHIFT_UNITS: Readonly<Record<ShiftKind, ShiftUnit>> = {
  mean: 'standard_deviations',
  spread: 'spread',
  tail: 'share',
  mix: 'share',
  sentinel: 'share',
  missing: 'share',
  flip: 'share',
}

/** A stand-in that upstream code writes where it has no value. */
export const DEFAULT_SENTINEL = -999

/** What shifts of numbers are measured in. */
export type NumericScale = {
  readonly mean: number
  readonly deviation: number
  /** The finite baseline values, ascending; not empty. */
  readonly sorted: Float64Array
}

/**
 * How one number changes. `strength` is the size of the shift at this row, `u` and `v` are uniform draws that the row
 * keeps whatever the size, so that a greater shift changes every row that a smaller one changes. NaN means missing.
 */
export type NumberShift = (value: number, strength: number, u: number, v: number) => number

/**
 * A shift of numbers, x → y at strength s:
 *
 * - `mean`: y = x + s·σ
 * - `spread`: y = μ + (x − μ)(1 + s)
 * - `tail`: a share s of the rows goes to Q(0.99) + v·(Q(0.99) − Q(0.5)), beyond the 99th percentile
 * - `mix`: a share s of the rows takes a value from the baseline's top quarter, Q(0.75 + 0.25·v)
 * - `sentinel`: a share s of the rows becomes `sentinel`
 * - `missing`: a share s of the rows becomes missing
 *
 * μ, σ and Q are of the baseline; its shape within the top quarter stays. What is missing stays missing, but for `mix`
 * and `sentinel`, which replace whole rows.
 */
export function numberShift(
  kind: Exclude<ShiftKind, 'flip'>,
  { mean, deviation, sorted }: NumericScale,
  sentinel: number = DEFAULT_SENTINEL,
): NumberShift {
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
  switch (kind) {
    case 'mean':
      return (value, strength) => value + strength * deviation
    case 'spread':
      return (value, strength) => mean + (value - mean) * (1 + strength)
    case 'tail': {
      const edge = at(0.99)
      const reach = edge - at(0.5)
      return (value, strength, u, v) => (u < strength && !Number.isNaN(value) ? edge + v * reach : value)
    }
    case 'mix':
      return (value, strength, u, v) => (u < strength ? at(0.75 + 0.25 * v) : value)
    case 'sentinel':
      return (value, strength, u) => (u < strength ? sentinel : value)
    case 'missing':
      return (value, strength, u) => (u < strength ? Number.NaN : value)
  }
}

/** How the code of one category changes; −1 means missing, `unseen` a category that the baseline does not have. */
export type CategoryShift = (code: number, strength: number, u: number) => number

/**
 * A shift of categories: `mix` turns a share of the rows into the rarest category that holds a hundredth of the baseline
 * (the rarest at all where none does), `sentinel` into one that was never seen, `missing` into none. Null for shifts that
 * only numbers have. `counts` are the baseline's rows by code.
 */
export function categoryShift(
  kind: Exclude<ShiftKind, 'flip'>,
  counts: ArrayLike<number>,
  unseen: number,
): CategoryShift | null {
  const turnInto =
    (target: number): CategoryShift =>
    (code, strength, u) =>
      u < strength ? target : code
  switch (kind) {
    case 'mix':
      return turnInto(rareCategory(counts, unseen))
    case 'sentinel':
      return turnInto(unseen)
    case 'missing':
      return turnInto(-1)
    case 'mean':
    case 'spread':
    case 'tail':
      return null
  }
}

function rareCategory(counts: ArrayLike<number>, unseen: number): number {
  const codes = Array.from({ length: counts.length }, (_, code) => code).filter((code) => counts[code] > 0)
  const rows = codes.reduce((sum, code) => sum + counts[code], 0)
  const byRows = codes.sort((a, b) => counts[a] - counts[b] || a - b)
  // The most common one takes no rows from itself.
  return byRows.slice(0, -1).find((code) => counts[code] >= 0.01 * rows) ?? byRows[0] ?? unseen
}

/**
 * The part of a shift that is there at a distance after its onset: 0 before, growing evenly over `ramp`, then 1. Without
 * a ramp it is there at once.
 */
export function rampAt(distance: number, ramp: number): number {
  if (distance < 0) return 0
  return ramp > 0 ? Math.min(1, distance / ramp) : 1
}
