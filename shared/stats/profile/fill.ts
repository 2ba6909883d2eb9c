import { type CellFinder, findCells } from './cell-finder.ts'
import {
  type ColumnProfile,
  emptyProfile,
  MOMENT,
  MOMENTS,
  type ScoreCells,
  TALLIES,
  TALLY,
} from './column-profile.ts'
import type { NumericGrid } from './grid.ts'

/** Which bucket each row falls into: `slots[row]` is a place in `buckets`. */
export interface RowSlots {
  readonly buckets: Float64Array
  readonly slots: Uint32Array | Int32Array
}

/** The bucket of each row by a number such as its time; NaN is timeless. Buckets come out ascending. */
export function slotRows(positions: Float64Array, width: number): RowSlots {
  const slots = new Uint32Array(positions.length)
  // Slots in the order in which buckets come, which mostly is that of time.
  const places = new Map<number, number>()
  let last = Number.NaN
  let slot = 0
  for (let row = 0; row < positions.length; row++) {
    const number = Math.floor(positions[row] / width)
    const bucket = Number.isNaN(number) ? Number.NEGATIVE_INFINITY : number
    if (bucket !== last) {
      slot = places.get(bucket) ?? places.size
      if (slot === places.size) places.set(bucket, slot)
      last = bucket
    }
    slots[row] = slot
  }
  const came = Float64Array.from(places.keys())
  const buckets = came.toSorted()
  if (buckets.some((bucket, place) => bucket !== came[place])) {
    for (let place = 0; place < buckets.length; place++) places.set(buckets[place], place)
    const sorted = Uint32Array.from(came, (bucket) => places.get(bucket) ?? 0)
    for (let row = 0; row < slots.length; row++) slots[row] = sorted[slots[row]]
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
  if (profile.moments === null) return profile
  const rows = values.length
  findCells(values, rows, finder, cells)
  const { origin, boundaries } = grid
  const first = boundaries.length === 0 ? Number.NEGATIVE_INFINITY : boundaries[0]
  const last = boundaries.length === 0 ? Number.POSITIVE_INFINITY : boundaries[boundaries.length - 1]
  const sums = { ...profile, moments: profile.moments, width, origin, first, last, labels }
  for (let row = 0; row < rows; ) {
    // Rows mostly come in the order of time: sums of a run of one bucket stay out of memory.
    const slot = slots[row]
    const begin = row
    while (row < rows && slots[row] === slot) row++
    addRun(values, cells, begin, row, slot, sums)
  }
  return profile
}

type RunSums = Pick<ColumnProfile, 'counts' | 'tallies' | 'score'> & {
  readonly moments: Float64Array
  /** Cells of a bucket. */
  readonly width: number
  readonly origin: number
  /** The outer boundaries of the grid. */
  readonly first: number
  readonly last: number
  readonly labels: Float64Array | null
}

/** Adds the rows [from, to), which are of one bucket: a function of its own, so that its loop stays compiled. */
function addRun(
  values: Float64Array,
  cells: Uint16Array,
  from: number,
  to: number,
  slot: number,
  { counts, tallies, moments, score, width, origin, first, last, labels }: RunSums,
): void {
  const firstCell = slot * width
  let missing = 0
  let negativeInfinite = 0
  let positiveInfinite = 0
  let minimum = Number.POSITIVE_INFINITY
  let maximum = Number.NEGATIVE_INFINITY
  let sum = 0
  let squares = 0
  let below = 0
  let above = 0
  for (let row = from; row < to; row++) {
    const x = values[row]
    if (Number.isNaN(x)) {
      missing++
      continue
    }
    const cell = firstCell + cells[row]
    counts[cell]++
    if (x === Number.POSITIVE_INFINITY) {
      positiveInfinite++
      continue
    }
    if (x === Number.NEGATIVE_INFINITY) {
      negativeInfinite++
      continue
    }
    if (x < minimum) minimum = x
    if (x > maximum) maximum = x
    const d = x - origin
    sum += d
    squares += d * d
    if (x < first) below += first - x
    else if (x >= last) above += x - last
    if (score !== null && labels !== null) addScore(score, cell, x, labels[row])
  }
  const tally = slot * TALLIES
  tallies[tally + TALLY.rows] += to - from
  tallies[tally + TALLY.missing] += missing
  tallies[tally + TALLY.negativeInfinite] += negativeInfinite
  tallies[tally + TALLY.positiveInfinite] += positiveInfinite
  const at = slot * MOMENTS
  moments[at + MOMENT.minimum] = Math.min(moments[at + MOMENT.minimum], minimum)
  moments[at + MOMENT.maximum] = Math.max(moments[at + MOMENT.maximum], maximum)
  moments[at + MOMENT.sum] += sum
  moments[at + MOMENT.squares] += squares
  moments[at + MOMENT.below] += below
  moments[at + MOMENT.above] += above
}

function addScore({ sums, labelled, labels }: ScoreCells, cell: number, score: number, label: number): void {
  sums[cell] += score
  if (Number.isNaN(label)) return
  labelled[cell]++
  labels[cell] += label
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
