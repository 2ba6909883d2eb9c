import type { Distribution } from '#shared/contract/operations.ts'

export type StepPoint = { readonly x: number; readonly reference: number; readonly current: number }

/** A point at the left edge of each cell, and one at the end that closes the last step. */
export function stepPoints({ edges, reference, current }: Distribution): readonly StepPoint[] {
  const cells = Math.min(reference.length, current.length, Math.max(0, edges.length - 1))
  const at = (cell: number, edge: number): StepPoint => ({
    x: edges[edge] ?? 0,
    reference: reference[cell] ?? 0,
    current: current[cell] ?? 0,
  })
  if (cells === 0) return []
  return [...Array.from({ length: cells }, (_, cell) => at(cell, cell)), at(cells - 1, cells)]
}
