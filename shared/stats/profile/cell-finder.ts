import type { NumericGrid } from './grid.ts'

/** A grid laid out for looking up many values: its boundaries in the order of a complete binary search tree. */
export interface CellFinder {
  readonly tree: Float64Array
  /** Leaves of the tree, a power of two above the number of boundaries. */
  readonly leaves: number
}

export function cellFinder({ boundaries }: NumericGrid): CellFinder {
  let leaves = 1
  while (leaves <= boundaries.length) leaves *= 2
  const tree = new Float64Array(leaves)
  let next = 0
  const place = (node: number): void => {
    if (node >= leaves) return
    place(2 * node)
    // NaN is below nothing, so that not even +Infinity goes past the last cell.
    tree[node] = next < boundaries.length ? boundaries[next] : Number.NaN
    next++
    place(2 * node + 1)
  }
  place(1)
  return { tree, leaves }
}

/**
 * Writes the cell of each of the first `rows` values to `target`; NaN gets cell 0 and is for the caller to leave out.
 *
 * The steps do not depend on the data, and four values go down the tree together, so that the processor neither
 * guesses branches nor waits for one load after the other.
 */
export function findCells(
  values: Float64Array,
  rows: number,
  { tree, leaves }: CellFinder,
  target: Uint16Array,
): void {
  const whole = rows - (rows % 4)
  for (let row = 0; row < whole; row += 4) {
    const a = values[row]
    const b = values[row + 1]
    const c = values[row + 2]
    const d = values[row + 3]
    let i = 1
    let j = 1
    let k = 1
    let l = 1
    for (let level = 1; level < leaves; level *= 2) {
      i = 2 * i + Number(tree[i] <= a)
      j = 2 * j + Number(tree[j] <= b)
      k = 2 * k + Number(tree[k] <= c)
      l = 2 * l + Number(tree[l] <= d)
    }
    target[row] = i - leaves
    target[row + 1] = j - leaves
    target[row + 2] = k - leaves
    target[row + 3] = l - leaves
  }
  for (let row = whole; row < rows; row++) {
    const value = values[row]
    let node = 1
    for (let level = 1; level < leaves; level *= 2) node = 2 * node + Number(tree[node] <= value)
    target[row] = node - leaves
  }
}
