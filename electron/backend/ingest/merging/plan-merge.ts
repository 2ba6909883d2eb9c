/** Chunks of one size that make one of the next. */
const FAN = 16
/** Chunks from these rows on stay as they are. */
const WHOLE = 1 << 16

/**
 * Which chunks at the end of a log become one: sixteen of about one size, with the smaller ones among them, as soon as
 * there are so many. A row is written log₁₆(65,536) = 4 times at most, and a log of n rows has fewer than
 * 15 · 4 small chunks beside its whole ones. Null where nothing is to be done.
 */
export function planMerge(rows: readonly number[]): { readonly start: number; readonly end: number } | null {
  for (let size = FAN; size <= WHOLE; size *= FAN) {
    let start = rows.length
    let large = 0
    while (start > 0 && rows[start - 1] < size) {
      start -= 1
      if (rows[start] >= size / FAN) large += 1
    }
    if (large >= FAN) return { start, end: rows.length }
  }
  return null
}
