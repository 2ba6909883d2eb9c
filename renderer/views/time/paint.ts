import { VERDICTS } from '#shared/domain/verdict.ts'
import { type CellPaths, GROUND_OPACITY } from './cell-paths.ts'
import type { HeatmapColours } from './colours.ts'

/** Draws cells on a canvas at the density of the screen. */
export function paintCells(
  canvas: HTMLCanvasElement,
  { width, height }: { width: number; height: number },
  paths: CellPaths,
  colours: HeatmapColours,
): void {
  const density = window.devicePixelRatio
  canvas.width = Math.round(width * density)
  canvas.height = Math.round(height * density)
  const context = canvas.getContext('2d')
  if (context === null) return
  context.scale(density, density)
  for (const verdict of VERDICTS) {
    context.fillStyle = colours.verdict[verdict]
    context.globalAlpha = GROUND_OPACITY[verdict]
    context.fill(new Path2D(paths.ground[verdict]))
    context.globalAlpha = 1
    context.fill(new Path2D(paths.fill[verdict]))
  }
  context.strokeStyle = colours.hatch
  context.lineWidth = 1
  context.globalAlpha = 0.7
  context.stroke(new Path2D(paths.hatch))
}
