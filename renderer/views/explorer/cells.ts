import type { ModelColumn } from '#shared/contract/documents/model.ts'
import type { Distribution } from '#shared/contract/operations.ts'

type Cells = NonNullable<ModelColumn['cells']>

const DRAWN = 80
/** Share of the rows at either end that is not drawn, so that a few far values do not flatten the picture. */
const TRIM = 0.005

export type QuantilePoint = { readonly share: number; readonly reference: number; readonly current: number }

/** Rows below each edge, from the least value to the greatest; exact at the edges of the cells. */
function cumulative({ boundaries, range }: Cells, counts: Float64Array) {
  const edges = [
    range[0],
    ...Array.from(boundaries).filter((edge) => edge > range[0] && edge < range[1]),
    range[1],
  ]
  const below: number[] = []
  let cell = 0
  let sum = 0
  for (const edge of edges) {
    while (cell < boundaries.length && boundaries[cell] <= edge) sum += counts[cell++]
    below.push(sum)
  }
  const total = counts.reduce((all, count) => all + count, 0)
  below[below.length - 1] = total
  return { edges, below, total }
}

/** Rows below a value, spread evenly within a cell. */
function rowsBelow({ edges, below }: ReturnType<typeof cumulative>, value: number): number {
  if (value <= edges[0]) return 0
  let low = 0
  let high = edges.length - 1
  if (value >= edges[high]) return below[high]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (edges[middle] <= value) low = middle
    else high = middle
  }
  const width = edges[high] - edges[low]
  const start = low === 0 ? 0 : below[low]
  return width > 0 ? start + ((below[high] - start) * (value - edges[low])) / width : below[high]
}

/** The value below which a share of the rows lies. */
function valueAt({ edges, below, total }: ReturnType<typeof cumulative>, share: number): number {
  const wanted = share * total
  const at = below.findIndex((rows) => rows >= wanted)
  if (at <= 0) return edges[0]
  const start = at === 1 ? 0 : below[at - 1]
  const inside = below[at] - start
  return inside > 0 ? edges[at - 1] + ((edges[at] - edges[at - 1]) * (wanted - start)) / inside : edges[at]
}

/** Both sides as shares by equal cells, from counts on the baseline's quantiles; null where a side has no rows. */
export function distributionOfCells(cells: Cells): Distribution | null {
  const sides = [cumulative(cells, cells.reference), cumulative(cells, cells.current)]
  const filled = sides.filter(({ total }) => total > 0)
  if (filled.length === 0) return null
  const low = Math.min(...filled.map((side) => valueAt(side, TRIM)))
  const high = Math.max(...filled.map((side) => valueAt(side, 1 - TRIM)))
  if (!(high > low)) return null
  const edges = Float64Array.from({ length: DRAWN + 1 }, (_, cell) => low + ((high - low) * cell) / DRAWN)
  const shares = (side: ReturnType<typeof cumulative>) =>
    Float64Array.from({ length: DRAWN }, (_, cell) =>
      side.total === 0 ? 0 : (rowsBelow(side, edges[cell + 1]) - rowsBelow(side, edges[cell])) / side.total,
    )
  const [reference, current] = sides
  const outside = (side: ReturnType<typeof cumulative>) =>
    [Math.round(rowsBelow(side, low)), Math.round(side.total - rowsBelow(side, high))] as const
  const [before, after] = [outside(reference), outside(current)]
  return {
    edges,
    reference: shares(reference),
    current: shares(current),
    below: [before[0], after[0]],
    above: [before[1], after[1]],
  }
}

/** The quantiles of both sides from 1% to 99%; null where a side has no rows. */
export function quantilesOfCells(cells: Cells): readonly QuantilePoint[] | null {
  const [reference, current] = [cumulative(cells, cells.reference), cumulative(cells, cells.current)]
  if (reference.total === 0 || current.total === 0) return null
  return Array.from({ length: 99 }, (_, index) => {
    const share = (index + 1) / 100
    return { share, reference: valueAt(reference, share), current: valueAt(current, share) }
  })
}
