import { wilsonInterval } from '../special/binomial.ts'

/** How often the values of two sides differ. */
export interface Skew {
  readonly rows: number
  readonly differ: number
  /** Null without rows. */
  readonly share: number | null
  /** Wilson's interval, 95%. */
  readonly ci: readonly [number, number] | null
  /** Mean of second less first over the rows that differ, of numbers; null without such rows. */
  readonly meanDifference: number | null
}

/** Numbers that differ by no more than this part of the larger one are the same: what arithmetic in another order gives. */
const ROUNDING = 1e-9

/**
 * Rows whose number is another on the one side than on the other. Missing on both sides is the same, missing on one is
 * not.
 */
export function numericSkew(first: ArrayLike<number>, second: ArrayLike<number>): Skew {
  let differ = 0
  let sum = 0
  let known = 0
  for (let i = 0; i < first.length; i++) {
    const a = first[i]
    const b = second[i]
    if (Object.is(a, b) || Math.abs(a - b) <= ROUNDING * Math.max(Math.abs(a), Math.abs(b))) continue
    differ += 1
    if (!Number.isFinite(b - a)) continue
    sum += b - a
    known += 1
  }
  return { ...skewOf(differ, first.length), meanDifference: known > 0 ? sum / known : null }
}

/** The same for texts; null where one is missing. */
export function textSkew(first: readonly (string | null)[], second: readonly (string | null)[]): Skew {
  let differ = 0
  for (let i = 0; i < first.length; i++) if (first[i] !== second[i]) differ += 1
  return { ...skewOf(differ, first.length), meanDifference: null }
}

function skewOf(differ: number, rows: number): Omit<Skew, 'meanDifference'> {
  return {
    rows,
    differ,
    share: rows > 0 ? differ / rows : null,
    ci: rows > 0 ? wilsonInterval(differ, rows) : null,
  }
}
