import type { LateLabels, RowFeed } from './feed.ts'

type Column = Int8Array | Int16Array | Int32Array | Uint8Array | Float64Array

/** The rows at some places of a feed, in the order of the places, which must keep that of time. */
export function pickRows(feed: RowFeed, places: Uint32Array): RowFeed {
  const pick = <T extends Column>(values: T, make: new (length: number) => T): T => {
    const picked = new make(places.length)
    for (let at = 0; at < places.length; at++) picked[at] = values[places[at]]
    return picked
  }
  const maybe = <T extends Column>(values: T | null, make: new (length: number) => T): T | null =>
    values === null ? null : pick(values, make)
  const each = <T>(columns: ReadonlyMap<string, T>, change: (column: T) => T): ReadonlyMap<string, T> =>
    new Map([...columns].map(([name, column]) => [name, change(column)]))
  return {
    ...feed,
    rows: places.length,
    times: pick(feed.times, Float64Array),
    right: pick(feed.right, Int8Array),
    late: feed.late === null ? null : lateAt(feed.late, places, feed.rows),
    errors: maybe(feed.errors, Int32Array),
    confidence: maybe(feed.confidence, Int32Array),
    expected: maybe(feed.expected, Int32Array),
    error: maybe(feed.error, Int8Array),
    latency: maybe(feed.latency, Float64Array),
    byModel: maybe(feed.byModel, Uint8Array),
    numbers: each(feed.numbers, (values) => pick(values, Float64Array)),
    binned: each(feed.binned, ({ bins, reference }) => ({ bins: pick(bins, Int16Array), reference })),
    segments: each(feed.segments, ({ codes, values }) => ({ codes: pick(codes, Int32Array), values })),
  }
}

function lateAt(late: LateLabels, places: Uint32Array, rows: number): LateLabels | null {
  const placeOf = new Int32Array(rows).fill(-1)
  for (let at = 0; at < places.length; at++) placeOf[places[at]] = at
  const kept = late.rows.map((_, index) => index).filter((index) => placeOf[late.rows[index]] >= 0)
  if (kept.length === 0) return null
  return {
    rows: kept.map((index) => placeOf[late.rows[index]]),
    at: Float64Array.from(kept, (index) => late.at[index]),
    isLate: Uint8Array.from(places, (place) => late.isLate[place]),
  }
}
