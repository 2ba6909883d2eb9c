import type { WindowColumn } from '#shared/contract/documents/window.ts'
import type { HeatmapLine } from '../time/heatmap-data.ts'
import type { ExplorerOrder } from './view.ts'
import { compareNames, worstFirst } from './window-rows.ts'

/** The lines of the map in the order of the columns of the window. */
export function linesOfWindow(
  names: readonly string[],
  columns: readonly WindowColumn[],
  order: ExplorerOrder,
): readonly HeatmapLine[] {
  const lines = names.map((name, index) => ({ index, name }))
  if (order === 'name') return lines.sort((a, b) => compareNames(a.name, b.name))
  const rank = new Map(worstFirst(columns).map(({ name }, place) => [name, place]))
  const last = names.length
  return lines.sort((a, b) => (rank.get(a.name) ?? last) - (rank.get(b.name) ?? last))
}
