import { simdMachine } from '../simd/machine.ts'
import { PAIR_COLUMNS, PAIR_ROWS, PRODUCT_STEP } from '../simd/products.ts'
import { pairsOf } from './unit-series.ts'

/** Values of a series that are multiplied before the next ones are taken up: those of a block of pairs stay in the cache. */
const DEPTH = 512

/** Writes the values `start` ≤ t < `end` of all series: those of series s from `into[s · stride]` on. */
type Fill = (start: number, end: number, into: Float64Array, stride: number) => void

/**
 * Σ uₜ·vₜ over `from` ≤ t < `to` of all pairs of series, in the order of `pairIndex`. Series are read once, in blocks of
 * some length. `between` is called before each block and may throw. O(pairs × length).
 */
export function pairProducts(
  series: number,
  from: number,
  to: number,
  fill: Fill,
  between: () => void = () => {},
): Float64Array {
  const machine = simdMachine()
  const rowBlocks = Math.ceil(series / PAIR_ROWS)
  const columnBlocks = (rowBlocks * PAIR_ROWS) / PAIR_COLUMNS
  /** Blocks of columns from that of a block of rows on: the pairs before have been met in the other order. */
  const firstColumns = (rows: number): number => (rows * PAIR_ROWS) / PAIR_COLUMNS
  const place = (rows: number): number =>
    rows * columnBlocks - (rows * (rows - 1) * PAIR_ROWS) / PAIR_COLUMNS / 2
  const depth = Math.ceil(Math.min(DEPTH, to - from) / PRODUCT_STEP) * PRODUCT_STEP
  const values = rowBlocks * PAIR_ROWS * depth
  const count = place(rowBlocks) * PAIR_ROWS * PAIR_COLUMNS
  const [panel, products] = machine.layOut([values * 8, count * 8])
  const own = machine.numbers(panel, values).fill(0)
  const sums = machine.numbers(products, count).fill(0)
  for (let start = from; start < to; start += depth) {
    between()
    const end = Math.min(to, start + depth)
    if (end < start + depth) own.fill(0)
    fill(start, end, own, depth)
    for (let rows = 0; rows < rowBlocks; rows++) {
      const first = firstColumns(rows)
      machine.call(
        'pairs',
        panel + rows * PAIR_ROWS * depth * 8,
        depth * 8,
        panel + first * PAIR_COLUMNS * depth * 8,
        depth * 8,
        depth * 8,
        products + place(rows) * PAIR_ROWS * PAIR_COLUMNS * 8,
        columnBlocks - first,
      )
    }
  }
  const result = new Float64Array(pairsOf(series))
  let pair = 0
  for (let a = 0; a < series; a++) {
    const rows = Math.floor(a / PAIR_ROWS)
    const row = a - rows * PAIR_ROWS
    const start = place(rows) - firstColumns(rows)
    for (let b = a + 1; b < series; b++) {
      const columns = Math.floor(b / PAIR_COLUMNS)
      const column = b - columns * PAIR_COLUMNS
      result[pair++] = sums[((start + columns) * PAIR_ROWS + row) * PAIR_COLUMNS + column]
    }
  }
  return result
}
