import type { RowFeed } from '../feed.ts'
import { type Fewest, placeOf, type SlidingMeasure, signOf } from './sliding-measure.ts'

/** Cells of latencies: one percent wide, from 1 µs to more than a day. */
const CELLS = 2_560
const CELL_WIDTH = Math.log(1.01)

/** Upper edges of the cells, milliseconds. */
const UPPER_EDGES = Float64Array.from({ length: CELLS }, (_, cell) => 0.001 * Math.exp(cell * CELL_WIDTH))

/** The cell of a latency in milliseconds; its upper edge is at most 1% over it. */
function latencyCell(ms: number): number {
  if (ms <= 0.001) return 0
  return Math.min(CELLS - 1, Math.max(0, Math.ceil(Math.log(ms / 0.001) / CELL_WIDTH - 1e-9)))
}

/** Cells of all latencies of a feed; a slider asks for them again and again. */
const cellsOfFeeds = new WeakMap<Float64Array, Int16Array>()
function cellsOf(latency: Float64Array): Int16Array {
  const kept = cellsOfFeeds.get(latency)
  if (kept !== undefined) return kept
  const cells = new Int16Array(latency.length)
  for (let place = 0; place < cells.length; place++) {
    cells[place] = Number.isNaN(latency[place]) ? -1 : latencyCell(latency[place])
  }
  cellsOfFeeds.set(latency, cells)
  return cells
}

/**
 * A percentile of latencies (nearest rank), the 99th unless told, as the upper edge of a cell one percent wide, in
 * milliseconds or as a multiple of `baseline`.
 */
export function latencyMeasure(
  { latency }: Pick<RowFeed, 'latency'>,
  baseline: number | null,
  { minRows }: Pick<Fewest, 'minRows'>,
  percentile = 0.99,
): SlidingMeasure {
  const cells = latency === null ? null : cellsOf(latency)
  const fewest = Math.max(1, minRows)
  const unit = baseline ?? 1
  const counts = new Int32Array(CELLS)
  // `above`: rows in cells over `top`.
  const none = { rows: 0, top: CELLS - 1, above: 0 }
  let kept = none
  return {
    counts: 'rows',
    slide({ changes, ends, events }, values, into) {
      let { rows, top, above } = kept
      let next = 0
      for (let event = 0; event < events; event++) {
        for (const end = ends[event]; next < end; next++) {
          const cell = cells === null ? -1 : cells[placeOf(changes[next])]
          if (cell < 0) continue
          const sign = signOf(changes[next])
          rows += sign
          counts[cell] += sign
          if (cell > top) above += sign
        }
        if (rows < fewest) {
          values[into + event] = Number.NaN
          continue
        }
        // The nearest-rank percentile leaves this many rows over it.
        const over = rows - Math.ceil(percentile * rows)
        while (above > over) above -= counts[++top]
        while (top > 0 && above + counts[top] <= over) above += counts[top--]
        values[into + event] = UPPER_EDGES[top] / unit
      }
      kept = { rows, top, above }
    },
    clear() {
      counts.fill(0)
      kept = none
    },
  }
}
