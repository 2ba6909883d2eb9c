import type { FleetEdge } from '#shared/contract/documents/fleet.ts'

export type Placed = { readonly model: string; readonly layer: number; readonly row: number }

export type GraphLayout = {
  /** Models in columns, each to the right of all whose output it takes; in the given order within a column. */
  readonly linked: readonly Placed[]
  /** Models that take nothing from another and give nothing to one. */
  readonly alone: readonly string[]
}

/** Where the models of a fleet stand: those that depend on each other apart from those that do not. */
export function layoutGraph(
  all: readonly string[],
  edges: readonly Pick<FleetEdge, 'from' | 'to'>[],
): GraphLayout {
  const ends = new Set(edges.flatMap(({ from, to }) => [from, to]))
  const models = all.filter((model) => ends.has(model))
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
  return {
    linked: models.map((model) => {
      const own = layer.get(model) ?? 0
      const row = rows.get(own) ?? 0
      rows.set(own, row + 1)
      return { model, layer: own, row }
    }),
    alone: all.filter((model) => !ends.has(model)),
  }
}
