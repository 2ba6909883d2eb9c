import type { NumericBins } from '../binning/bins.ts'
import { finitePart } from '../binning/numeric-bins.ts'
import { nextUp, sortedQuantile } from '../binning/quantiles.ts'
import { lowerBound, upperBound } from '../sorting/float64.ts'

/**
 * The cells on which the rows of a numeric column are counted: k ascending boundaries make k + 1 cells
 * [boundary, next boundary), the outermost open. Frozen with a baseline.
 */
export interface NumericGrid {
  readonly boundaries: readonly number[]
  /** Sums of values and squares are taken about this value, so that windows far from 0 keep their variance. */
  readonly origin: number
}

/** Quantile cells of a grid unless told; a multiple of ten, so that the deciles are among its edges. */
export const DEFAULT_GRID_CELLS = 160
export const MOST_GRID_CELLS = 1_024
const TAIL_SHARES = [1e-4, 1e-3, 1 - 1e-3, 1 - 1e-4]

/**
 * A grid from an ascending baseline: the edges of the frozen default bins, `cells` quantiles, the quantiles at 1e-3
 * and 1e-4 from either end, each value that holds at least 1/`cells` of the rows as a cell by itself, and the
 * baseline's least and largest value, so that what lies beyond them is in the two outer cells.
 *
 * Each default bin is a union of cells, so counts on the bins follow from counts on the grid. ±Infinity takes no part
 * in the edges. A baseline without finite values gives one cell that holds everything.
 * @throws RangeError when the bins alone need more than 1,024 cells (`values` with many distinct values).
 */
export function cutGrid(
  sorted: Float64Array,
  bins: NumericBins,
  cells: number = DEFAULT_GRID_CELLS,
): NumericGrid {
  const baseline = finitePart(sorted)
  const edges = new Set<number>()
  const add = (edge: number) => edges.add(edge === 0 ? 0 : edge)
  const addValue = (value: number) => {
    add(value)
    add(nextUp(value))
  }
  if (bins.scheme === 'intervals') for (const boundary of bins.boundaries) add(boundary)
  else for (const value of [...bins.values, ...bins.others]) addValue(value)
  if (edges.size + 1 > MOST_GRID_CELLS) {
    throw new RangeError(`${edges.size + 1} cells are more than the ${MOST_GRID_CELLS} of a grid`)
  }
  if (baseline.length === 0) return { boundaries: ascending(edges), origin: 0 }
  add(baseline[0])
  add(nextUp(baseline[baseline.length - 1]))
  const wanted = Math.min(cells, Math.floor((MOST_GRID_CELLS - edges.size - 8) / 3))
  for (const value of heavyValues(baseline, wanted)) addValue(value)
  for (let k = 1; k < wanted; k++) add(sortedQuantile(baseline, k / wanted))
  for (const share of TAIL_SHARES) add(sortedQuantile(baseline, share))
  return { boundaries: ascending(edges), origin: sortedQuantile(baseline, 0.5) }
}

/** The values that hold at least 1/`parts` of the rows of an ascending array. */
function heavyValues(sorted: Float64Array, parts: number): number[] {
  const need = Math.max(2, Math.ceil(sorted.length / parts))
  const heavy: number[] = []
  for (let i = need - 1; i < sorted.length; i += need) {
    const value = sorted[i]
    if (heavy.at(-1) === value) continue
    if (upperBound(sorted, value) - lowerBound(sorted, value) >= need) heavy.push(value)
  }
  return heavy
}

function ascending(edges: ReadonlySet<number>): number[] {
  return [...edges].sort((a, b) => a - b)
}

/** Which cells hold a single double, where a whole cell's rows are known to lie at one value. */
export function singleValueCells({ boundaries }: NumericGrid): boolean[] {
  return Array.from(
    { length: boundaries.length + 1 },
    (_, cell) => cell > 0 && cell < boundaries.length && boundaries[cell] === nextUp(boundaries[cell - 1]),
  )
}

/** Rows of an ascending array (without NaN, ±Infinity allowed) in each cell. */
export function countOnGrid(sorted: Float64Array, { boundaries }: NumericGrid): number[] {
  const counts: number[] = []
  let from = 0
  for (const boundary of boundaries) {
    const to = lowerBound(sorted, boundary, from)
    counts.push(to - from)
    from = to
  }
  counts.push(sorted.length - from)
  return counts
}

/**
 * For each cell the frozen bin that holds it, in the order in which `countNumeric` counts the bins.
 * @throws RangeError when an edge of the bins is not an edge of the grid.
 */
export function binOfCells({ boundaries }: NumericGrid, bins: NumericBins): Uint16Array {
  const edges = Float64Array.from(boundaries)
  const has = (edge: number) => upperBound(edges, edge) > lowerBound(edges, edge)
  const binOf = new Uint16Array(boundaries.length + 1)
  const require = (edge: number) => {
    if (!has(edge)) throw new RangeError(`the grid lacks the edge ${edge} of the bins`)
  }
  if (bins.scheme === 'intervals') {
    for (const boundary of bins.boundaries) require(boundary)
    const inner = Float64Array.from(bins.boundaries)
    for (let cell = 1; cell < binOf.length; cell++) binOf[cell] = upperBound(inner, boundaries[cell - 1])
    return binOf
  }
  const other = bins.values.length
  binOf.fill(other + 1)
  const place = (value: number, bin: number) => {
    require(value)
    require(nextUp(value))
    binOf[upperBound(edges, value)] = bin
  }
  bins.values.forEach(place)
  for (const value of bins.others) place(value, other)
  return binOf
}

/** Counts on the bins from counts on the cells. */
export function binCounts(counts: ArrayLike<number>, binOf: Uint16Array, bins: number): number[] {
  const totals = new Array<number>(bins).fill(0)
  for (let cell = 0; cell < counts.length; cell++) totals[binOf[cell]] += counts[cell]
  return totals
}
