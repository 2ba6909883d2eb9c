import type { CodedColumn, LoopRows } from '#shared/stats/loop/loop-rows.ts'

/** Rows of a log at some places, for models that share a file. */
export function rowsAt(rows: LoopRows, at: Uint32Array | null): LoopRows {
  if (at === null) return rows
  const pick = (values: Float64Array | null): Float64Array | null =>
    values === null ? null : valuesAt(values, at)
  const coded = <T extends CodedColumn>(column: T): T => ({
    ...column,
    codes: Int32Array.from(at, (row) => column.codes[row]),
  })
  const maybe = (column: CodedColumn | null): CodedColumn | null => (column === null ? null : coded(column))
  return {
    rows: at.length,
    times: pick(rows.times),
    score: pick(rows.score),
    label: pick(rows.label),
    servedBy: maybe(rows.servedBy),
    propensity: pick(rows.propensity),
    influenced: pick(rows.influenced),
    confidence: pick(rows.confidence),
    error: pick(rows.error),
    shown: maybe(rows.shown),
    selected: pick(rows.selected),
    version: maybe(rows.version),
    segments: rows.segments.map(coded),
    features: rows.features.map(({ name, each }) => ({
      name,
      each: (visit) => {
        const values = new Float64Array(rows.rows).fill(Number.NaN)
        each((part, from) => values.set(part, from))
        visit(pick(values) ?? values, 0)
      },
    })),
  }
}

/** Values at some places. */
export function valuesAt(values: Float64Array, at: Uint32Array): Float64Array {
  const picked = new Float64Array(at.length)
  for (let i = 0; i < at.length; i++) picked[i] = values[at[i]]
  return picked
}

/** Places of the rows that a column of texts gives to one value. */
export function placesOf({ codes, values }: CodedColumn, value: string): Uint32Array {
  const code = values.indexOf(value)
  let count = 0
  for (let i = 0; i < codes.length; i++) if (codes[i] === code) count += 1
  const places = new Uint32Array(count)
  let at = 0
  for (let i = 0; i < codes.length; i++) if (codes[i] === code) places[at++] = i
  return places
}
