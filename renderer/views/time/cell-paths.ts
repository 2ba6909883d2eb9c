import { VERDICTS, type Verdict } from '#shared/domain/verdict.ts'
import { bucketX, type HeatmapLayout } from './geometry.ts'
import type { HeatmapData } from './heatmap-data.ts'

/**
 * The marks of many cells as SVG path data, one path a verdict, so that a canvas and a drawing show the very same.
 * `ground` covers the cell; `fill` rises with the verdict as in ◔ ◑ ●; `hatch` strikes through cells with too few
 * rows. Cells without any rows have no mark at all.
 */
export type CellPaths = {
  readonly ground: Readonly<Record<Verdict, string>>
  readonly fill: Readonly<Record<Verdict, string>>
  readonly hatch: string
}

/** Opacity of the ground beneath the fill. */
export const GROUND_OPACITY: Readonly<Record<Verdict, number>> = {
  none: 0.16,
  low: 0.36,
  moderate: 0.42,
  high: 1,
  insufficient: 0.1,
}

/** Share of a cell's height that is filled, as the verdict's mark is. */
const FILLED: Readonly<Record<Verdict, number>> = {
  none: 0,
  low: 0.25,
  moderate: 0.5,
  high: 1,
  insufficient: 0,
}

/** Paths of the cells of some columns of the map (by their index), the first of them at y = 0. */
export function cellPaths(
  layout: HeatmapLayout,
  heatmap: Pick<HeatmapData, 'verdicts' | 'psi'>,
  columns: readonly number[],
): CellPaths {
  const ground: Record<Verdict, string> = { none: '', low: '', moderate: '', high: '', insufficient: '' }
  const fill: Record<Verdict, string> = { none: '', low: '', moderate: '', high: '', insufficient: '' }
  let hatch = ''
  const height = layout.rowHeight - 1
  const space = layout.cellWidth > 4 ? 1 : 0
  for (const [row, column] of columns.entries()) {
    const y = row * layout.rowHeight
    for (let bucket = 0; bucket < layout.buckets; bucket += 1) {
      const cell = column * layout.buckets + bucket
      if (heatmap.psi[cell] < 0) continue
      const verdict = VERDICTS[heatmap.verdicts[cell]]
      const x = bucketX(layout, bucket)
      const width = layout.cellWidth - space
      ground[verdict] += box(x, y, width, height)
      if (FILLED[verdict] > 0) {
        const filled = Math.max(2, Math.round(height * FILLED[verdict]))
        fill[verdict] += box(x, y + height - filled, width, filled)
      }
      if (verdict === 'insufficient') hatch += hatching(x, y, width, height)
    }
  }
  return { ground, fill, hatch }
}

function box(x: number, y: number, width: number, height: number): string {
  return `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}z`
}

/** Strokes at 45°, cut at the edges of the cell. */
function hatching(x: number, y: number, width: number, height: number): string {
  let path = ''
  for (let offset = 4; offset < width + height; offset += 5) {
    const [fromX, fromY] = offset <= height ? [0, offset] : [offset - height, height]
    const [toX, toY] = offset <= width ? [offset, 0] : [width, offset - width]
    path += `M${short(x + fromX)} ${short(y + fromY)}L${short(x + toX)} ${short(y + toY)}`
  }
  return path
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100)
}
