/**
 * A metric over rows that come and go. The value depends on the rows that are there alone, never on how they came about:
 * sums are of whole numbers.
 */
export type SlidingMeasure = {
  /** Whether a row counts from when it comes, or from when its label does. */
  readonly counts: 'rows' | 'labels'
  /**
   * Lets rows come and go, and writes the value after each event into `values` from `into` on; NaN where fewer rows are
   * there than are needed. Many events at once, in a loop of its own over local variables, take a third of the time.
   */
  slide(rows: RowChanges, values: Float64Array, into: number): void
  clear(): void
}

/** Rows that come and go with each of some events, one event after the other. */
export type RowChanges = {
  /** The places of rows that come, and the complements (~place) of those of rows that go. */
  readonly changes: Int32Array
  /** For each event the number of changes up to it, with its own. */
  readonly ends: Int32Array
  readonly events: number
}

/** The place of a row that comes or goes. */
export function placeOf(change: number): number {
  return change ^ (change >> 31)
}

/** 1 for a row that comes, −1 for one that goes. */
export function signOf(change: number): number {
  return (change >> 31) | 1
}

export type Fewest = { readonly minRows: number; readonly minLabelled: number }

/** A measure from what one row does to it, for those that are read seldom. */
export function stepwise({
  counts,
  change,
  value,
  clear,
}: Pick<SlidingMeasure, 'counts' | 'clear'> & {
  /** The row at `place` comes (1) or goes (−1). */
  readonly change: (place: number, sign: number) => void
  readonly value: () => number
}): SlidingMeasure {
  return {
    counts,
    slide({ changes, ends, events }, values, into) {
      let next = 0
      for (let event = 0; event < events; event++) {
        for (; next < ends[event]; next++) change(placeOf(changes[next]), signOf(changes[next]))
        values[into + event] = value()
      }
    },
    clear,
  }
}
