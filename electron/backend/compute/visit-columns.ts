import type { RowSource } from './procedures.ts'
import { forEachChunk } from './read-selection.ts'

/**
 * Hands over the wanted rows of a numeric, boolean or time column, chunk by chunk, NaN where missing. `first` is the
 * number of the first of them among all wanted rows. The array is used again for the next chunk.
 */
export function visitNumbers(
  source: RowSource,
  column: string,
  throwIfCancelled: () => void,
  visit: (values: Float64Array, first: number) => void,
): void {
  let whole = new Float64Array(0)
  let first = 0
  forEachChunk(source, throwIfCancelled, (chunk, kept) => {
    if (whole.length < chunk.rows) whole = new Float64Array(chunk.rows)
    chunk.numbers(column, whole, 0)
    if ('start' in kept) {
      visit(whole.subarray(kept.start, kept.end), first)
      first += kept.end - kept.start
      return
    }
    // Rows are ascending, so that none is overwritten before it is moved.
    for (let i = 0; i < kept.rows.length; i += 1) whole[i] = whole[kept.rows[i]]
    visit(whole.subarray(0, kept.rows.length), first)
    first += kept.rows.length
  })
}

/** The same for a string or boolean column: codes into the chunk's own distinct values, −1 where missing. */
export function visitCategories(
  source: RowSource,
  column: string,
  throwIfCancelled: () => void,
  visit: (codes: Int32Array, values: readonly string[], first: number) => void,
): void {
  let first = 0
  forEachChunk(source, throwIfCancelled, (chunk, kept) => {
    const { codes, values } = chunk.categories(column)
    if ('start' in kept) {
      visit(codes.subarray(kept.start, kept.end), values, first)
      first += kept.end - kept.start
      return
    }
    for (let i = 0; i < kept.rows.length; i += 1) codes[i] = codes[kept.rows[i]]
    visit(codes.subarray(0, kept.rows.length), values, first)
    first += kept.rows.length
  })
}
