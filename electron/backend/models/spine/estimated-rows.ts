import type { Dataset } from '../../store/types.ts'
import { planTimeGrid } from '../slots/time-grid.ts'
import type { NumberedSlots } from '../worker-types.ts'

const HOUR = 3_600_000

/**
 * Rows by bucket of logs that nothing has counted yet: those of each chunk spread evenly over its time, or over row
 * numbers where no log has times.
 */
export function estimatedRows(
  logs: readonly Dataset[],
  most: number,
): NumberedSlots & { readonly rows: Float64Array<ArrayBuffer> } {
  const chunks = logs.flatMap((log) => log.chunks)
  const timed = chunks.filter(({ timeMin, timeMax }) => timeMin !== null && timeMax !== null)
  const total = logs.reduce((sum, { rows }) => sum + rows, 0)
  if (timed.length === 0) {
    const step = Math.max(1, Math.ceil(total / Math.min(most, 30)))
    const slots = Array.from({ length: Math.ceil(total / step) }, (_, index) => ({
      start: index * step,
      end: Math.min(total, (index + 1) * step),
    }))
    const rows = Float64Array.from(slots, ({ start, end }) => end - start)
    return { unit: 'rows', step: `${step} rows`, slots, unplaced: 0, rows }
  }
  const first = Math.min(...timed.map(({ timeMin }) => timeMin ?? 0))
  const last = Math.max(...timed.map(({ timeMax }) => timeMax ?? 0))
  const { edges, step } = planTimeGrid({ first, last }, HOUR, most, total)
  const rows = new Float64Array(edges.length - 1)
  let placed = 0
  for (const chunk of timed) {
    const [from, to] = [chunk.timeMin ?? 0, (chunk.timeMax ?? 0) + 1]
    placed += chunk.rows
    for (let slot = 0; slot < rows.length; slot += 1) {
      const overlap = Math.min(to, edges[slot + 1]) - Math.max(from, edges[slot])
      if (overlap > 0) rows[slot] += (chunk.rows * overlap) / (to - from)
    }
  }
  const slots = edges.slice(0, -1).map((start, index) => ({ start, end: edges[index + 1] }))
  return { unit: 'time', step, slots, unplaced: total - placed, rows: wholeRows(rows) }
}

/** Shares of rows as whole numbers that add up to the same total. */
function wholeRows(rows: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  let exact = 0
  let given = 0
  return rows.map((share) => {
    exact += share
    const own = Math.round(exact) - given
    given += own
    return own
  })
}
