import type { Coded, RowFeed } from '../../observations/feed.ts'
import { pickRows } from '../../observations/pick-rows.ts'

/** Values that have a breaker of their own; the rows of all further ones share one. */
export const MOST_PARTS = 500
/** What those are called. */
export const OTHER_VALUES = '(others)'
export const MISSING_VALUE = '(missing)'

/** The rows of one value of a column. */
export type FeedPart = { readonly value: string; readonly places: Uint32Array; readonly feed: RowFeed }

/** The feed by the values of a column, in the order in which they first occur; `known` are those that had their turn before. */
export function partsOf(feed: RowFeed, column: string, known: readonly string[] = []): FeedPart[] {
  const { codes, values } = feed.segments.get(column) ?? {
    codes: new Int32Array(feed.rows).fill(-1),
    values: [],
  }
  const names = new Map(known.map((value, index) => [value, index]))
  const nameOf = (code: number): string => (code < 0 ? MISSING_VALUE : values[code])
  const partOfCode = new Int32Array(values.length + 1).fill(-1)
  const partOfRow = new Int32Array(feed.rows)
  const counts: number[] = known.map(() => 0)
  for (let row = 0; row < feed.rows; row++) {
    const code = codes[row]
    let part = partOfCode[code + 1]
    if (part < 0) {
      const name = names.has(nameOf(code)) || names.size < MOST_PARTS ? nameOf(code) : OTHER_VALUES
      part = names.get(name) ?? names.size
      names.set(name, part)
      partOfCode[code + 1] = part
    }
    partOfRow[row] = part
    counts[part] = (counts[part] ?? 0) + 1
  }
  const places = counts.map((count) => new Uint32Array(count))
  const filled = counts.map(() => 0)
  for (let row = 0; row < feed.rows; row++) places[partOfRow[row]][filled[partOfRow[row]]++] = row
  return [...names].map(([value, part]) => ({
    value,
    places: places[part],
    feed: pickRows(feed, places[part]),
  }))
}

/** Rows of each value of a column. */
export function rowsByValue({ codes, values }: Coded): ReadonlyMap<string, number> {
  const counts = new Float64Array(values.length + 1)
  for (const code of codes) counts[code + 1] += 1
  return new Map([
    [MISSING_VALUE, counts[0]],
    ...values.map((value, code) => [value, counts[code + 1]] as const),
  ])
}
