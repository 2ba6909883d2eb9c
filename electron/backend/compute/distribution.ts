import type { Distribution } from '#shared/contract/operations.ts'
import { sortedQuantile } from '#shared/stats/binning/quantiles.ts'
import { lowerBound, upperBound } from '#shared/stats/sorting/float64.ts'

const CELLS = 80
const TRIM = 0.005

/**
 * Two sorted samples as shares per equal-width cell, over the range between their lowest 0.5% and highest 0.5%
 * quantiles, so that a few extreme values do not flatten the picture; what lies outside is counted apart. Null
 * where neither side has two different finite values. Samples are sorted ascending, without NaN.
 */
export function drawDistribution(reference: Float64Array, current: Float64Array): Distribution | null {
  const sides = [finite(reference), finite(current)].filter((side) => side.length > 0)
  if (sides.length === 0) return null
  let low = Math.min(...sides.map((side) => sortedQuantile(side, TRIM)))
  let high = Math.max(...sides.map((side) => sortedQuantile(side, 1 - TRIM)))
  if (!(high > low)) {
    low = Math.min(...sides.map((side) => side[0]))
    high = Math.max(...sides.map((side) => side[side.length - 1]))
  }
  if (!(high > low) || !Number.isFinite(high - low)) return null
  const edges = Float64Array.from({ length: CELLS + 1 }, (_, cell) => low + ((high - low) * cell) / CELLS)
  edges[CELLS] = high
  return {
    edges,
    reference: shares(reference, edges),
    current: shares(current, edges),
    below: [lowerBound(reference, low), lowerBound(current, low)],
    above: [above(reference, high), above(current, high)],
  }
}

/** Share of all values in each cell; the last cell holds its upper edge too. */
function shares(sorted: Float64Array, edges: Float64Array): Float64Array<ArrayBuffer> {
  const cells = new Float64Array(edges.length - 1)
  if (sorted.length === 0) return cells
  let from = lowerBound(sorted, edges[0])
  for (let cell = 0; cell < cells.length; cell += 1) {
    const last = cell === cells.length - 1
    const to = last ? sorted.length - above(sorted, edges[cell + 1]) : lowerBound(sorted, edges[cell + 1])
    cells[cell] = (to - from) / sorted.length
    from = to
  }
  return cells
}

function above(sorted: Float64Array, value: number): number {
  return sorted.length - upperBound(sorted, value)
}

function finite(sorted: Float64Array): Float64Array {
  const from = lowerBound(sorted, -Number.MAX_VALUE)
  return sorted.subarray(from, sorted.length - above(sorted, Number.MAX_VALUE))
}
