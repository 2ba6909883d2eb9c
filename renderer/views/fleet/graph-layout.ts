import type { FleetEdge } from '#shared/contract/documents/fleet.ts'

export type Placed = { readonly model: string; readonly layer: number; readonly row: number }

/** Models in columns, each to the right of all whose output it takes; by name within a column. */
export function layoutGraph(
  models: readonly string[],
  edges: readonly Pick<FleetEdge, 'from' | 'to'>[],
): Placed[] {
  const layer = new Map(models.map((model) => [model, 0]))
  // A longest path has fewer steps than there are models, so this ends even where columns name each other.
  for (let round = 0; round < models.length; round++) {
    let moved = false
    for (const { from, to } of edges) {
      const least = (layer.get(from) ?? 0) + 1
      if (layer.has(to) && (layer.get(to) ?? 0) < least && least < models.length) {
        layer.set(to, least)
        moved = true
      }
    }
    if (!moved) break
  }
  const rows = new Map<number, number>()
  return models.map((model) => {
    const own = layer.get(model) ?? 0
    const row = rows.get(own) ?? 0
    rows.set(own, row + 1)
    return { model, layer: own, row }
  })
}
