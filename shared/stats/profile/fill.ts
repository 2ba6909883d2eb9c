import { type CellFinder, findCells } from './cell-finder.ts'
import { type ColumnProfile, emptyProfile, MOMENT, MOMENTS, TALLIES, TALLY } from './column-profile.ts'
import type { NumericGrid } from './grid.ts'

/** Which bucket each row falls into: `slots[row]` is a place in `buckets`. */
export interface RowSlots {
  readonly buckets: Float64Array
  readonly slots: Uint32Array | Int32Array
}

/** The bucket of each row by a number such as its time; NaN is timeless. Buckets come out ascending. */
export function slotRows(positions: Float64Array, width: number): RowSlots {
  const numbers = new Float64Array(positions.length)
  for (let row = 0; row < positions.length; row++) {
    const bucket = Math.floor(positions[row] / width)
    numbers[row] = Number.isNaN(bucket) ? Number.NEGATIVE_INFINITY : bucket
  }
  const seen = new Set<number>()
  let last = Number.NaN
  for (const bucket of numbers) {
    if (bucket !== last) seen.add(bucket)
    last = bucket
  }
  const buckets = Float64Array.from(seen).sort()
  const place = new Map<number, number>()
  for (let slot = 0; slot < buckets.length; slot++) place.set(buckets[slot], slot)
  const slots = new Uint32Array(positions.length)
  last = Number.NaN
  let slot = 0
  for (let row = 0; row < numbers.length; row++) {
    if (numbers[row] !== last) {
      last = numbers[row]
      slot = place.get(last) ?? 0
    }
    slots[row] = slot
  }
  return { buckets, slots }
}

export type NumericFill = {
  readonly grid: NumericGrid
  readonly finder: CellFinder
  /** Label of each row, NaN without one; null where the column is not a score. */
  readonly labels: Float64Array | null
}

/** Profiles the values of a numeric column; NaN means missing. `cells` is scratch space, one place a row. */
export function profileNumbers(
  values: Float64Array,
  { buckets, slots }: RowSlots,
  { grid, finder, labels }: NumericFill,
  cells: Uint16Array = new Uint16Array(values.length),
): ColumnProfile {
  const width = grid.boundaries.length + 1
  const profile = emptyProfile(buckets, { cells: width, numeric: true, score: labels !== null })
  const { counts, tallies, moments, score } = profile
  if (moments === null) return profile
  const rows = values.length
  findCells(values, rows, finder, cells)
  const { origin, boundaries } = grid
  const first = boundaries.length === 0 ? Number.NEGATIVE_INFINITY : boundaries[0]
  const last = boundaries.length === 0 ? Number.POSITIVE_INFINITY : boundaries[boundaries.length - 1]
  for (let row = 0; row < rows; row++) {
    const x = values[row]
    const slot = slots[row]
    const tally = slot * TALLIES
    tallies[tally + TALLY.rows]++
    if (Number.isNaN(x)) {
      tallies[tally + TALLY.missing]++
      continue
    }
    const cell = slot * width + cells[row]
    counts[cell]++
    if (x === Number.POSITIVE_INFINITY) {
      tallies[tally + TALLY.positiveInfinite]++
      continue
    }
    if (x === Number.NEGATIVE_INFINITY) {
      tallies[tally + TALLY.negativeInfinite]++
      continue
    }
    if (score !== null && labels !== null) {
      score.sums[cell] += x
      const label = labels[row]
      if (!Number.isNaN(label)) {
        score.labelled[cell]++
        score.labels[cell] += label
      }
    }
    const at = slot * MOMENTS
    if (x < moments[at + MOMENT.minimum]) moments[at + MOMENT.minimum] = x
    if (x > moments[at + MOMENT.maximum]) moments[at + MOMENT.maximum] = x
    const d = x - origin
    moments[at + MOMENT.sum] += d
    moments[at + MOMENT.squares] += d * d
    if (x < first) moments[at + MOMENT.below] += first - x
    else if (x >= last) moments[at + MOMENT.above] += x - last
  }
  return profile
}

/**
 * Profiles a categorical column from the codes of its rows: `cellOfCode[code]` is the cell of that code, a negative
 * code means missing.
 */
export function profileCodes(
  codes: Int32Array,
  { buckets, slots }: RowSlots,
  cellOfCode: Uint16Array,
  cells: number,
): ColumnProfile {
  const profile = emptyProfile(buckets, { cells, numeric: false, score: false })
  const { counts, tallies } = profile
  for (let row = 0; row < codes.length; row++) {
    const slot = slots[row]
    tallies[slot * TALLIES + TALLY.rows]++
    const code = codes[row]
    if (code < 0) tallies[slot * TALLIES + TALLY.missing]++
    else if (cells > 0) counts[slot * cells + cellOfCode[code]]++
  }
  return profile
}
