import type { BreakerState, ModelSpine } from '#shared/contract/documents/model.ts'
import { VERDICTS, type Verdict } from '#shared/domain/verdict.ts'
import type { Pen } from '../../charts/svg-pen.ts'
import { GROUND_OPACITY } from '../time/cell-paths.ts'
import { type HeatmapColours, readColours } from '../time/colours.ts'
import { positionOf } from './geometry.ts'

/** Lanes of the spine from its top, in CSS pixels. */
export const LANES = {
  rows: { top: 8, height: 24 },
  verdicts: { top: 36, height: 12 },
  states: { top: 51, height: 6 },
  marks: { top: 58, height: 10 },
  axis: { top: 70, height: 18 },
} as const
export const SPINE_HEIGHT = 88

/** How much of a verdict's cell is filled, as its mark is. */
const FILLED: Readonly<Record<Verdict, number>> = {
  none: 0,
  low: 0.25,
  moderate: 0.5,
  high: 1,
  insufficient: 0,
}

export type SpineDrawing = {
  readonly spine: ModelSpine
  /** Share of the rows of each bucket with a label; null where labels say nothing. */
  readonly labelled: ArrayLike<number> | null
  readonly onsets: readonly { readonly at: string; readonly main: boolean }[]
  readonly width: number
  /** Labels of the axis: bucket and text. */
  readonly ticks: readonly { readonly bucket: number; readonly text: string }[]
}

/** Draws all lanes on a canvas at the density of the screen. */
export function paintSpine(canvas: HTMLCanvasElement, drawing: SpineDrawing): void {
  const density = window.devicePixelRatio
  canvas.width = Math.round(drawing.width * density)
  canvas.height = Math.round(SPINE_HEIGHT * density)
  const context = canvas.getContext('2d')
  if (context === null) return
  context.scale(density, density)
  paintLanes(context, drawing, readColours())
}

/** All lanes with any pen. Nothing here depends on what is brushed. */
export function paintLanes(pen: Pen, drawing: SpineDrawing, colours: HeatmapColours): void {
  paintRows(pen, drawing, colours)
  paintVerdicts(pen, drawing, colours)
  paintStates(pen, drawing, colours)
  paintMarks(pen, drawing, colours)
  paintAxis(pen, drawing, colours)
}

function bucketWidth({ spine, width }: SpineDrawing): number {
  return width / Math.max(1, spine.buckets.length)
}

function paintRows(pen: Pen, drawing: SpineDrawing, colours: HeatmapColours): void {
  const { spine, labelled } = drawing
  const { top, height } = LANES.rows
  const each = bucketWidth(drawing)
  const most = Math.max(1, ...spine.rows)
  const space = each > 4 ? 1 : 0
  const baseline = baselineSpan(spine)
  for (const [bucket, rows] of spine.rows.entries()) {
    if (rows <= 0) continue
    const size = Math.max(1, (rows / most) * height)
    const [x, y, width] = [bucket * each, top + height - size, Math.max(0.5, each - space)]
    const middle = bucket + 0.5
    pen.fillStyle =
      baseline !== null && middle > baseline.start && middle < baseline.end
        ? colours.baseline
        : colours.accent
    // Rows that are only estimated are drawn faint until they are counted.
    pen.globalAlpha = spine.rows_exact ? 1 : 0.45
    pen.fillRect(x, y, width, size)
    pen.globalAlpha = 1
    const share = labelled?.[bucket] ?? 1
    if (share >= 0 && share < 0.995) hatch(pen, x, y, width, size * (1 - share), colours.surface)
  }
  pen.fillStyle = colours.hatch
  pen.globalAlpha = 0.5
  pen.fillRect(0, top + height, drawing.width, 1)
  pen.globalAlpha = 1
}

/** Strokes at 45° within a box: what is still to come. */
function hatch(pen: Pen, x: number, y: number, width: number, height: number, colour: string): void {
  if (height < 1) return
  pen.save()
  pen.beginPath()
  pen.rect(x, y, width, height)
  pen.clip()
  pen.strokeStyle = colour
  pen.lineWidth = 1.5
  pen.beginPath()
  for (let offset = -height; offset < width; offset += 4) {
    pen.moveTo(x + offset, y + height)
    pen.lineTo(x + offset + height, y)
  }
  pen.stroke()
  pen.restore()
}

function baselineSpan(spine: ModelSpine) {
  const mark = spine.marks.find(({ kind }) => kind === 'baseline')
  if (mark === undefined || mark.end === null) return null
  return { start: positionOf(spine, mark.start), end: positionOf(spine, mark.end) }
}

function paintVerdicts(pen: Pen, drawing: SpineDrawing, colours: HeatmapColours): void {
  const { verdicts } = drawing.spine
  const { top, height } = LANES.verdicts
  const each = bucketWidth(drawing)
  if (verdicts === null) return
  const space = each > 4 ? 1 : 0
  for (const [bucket, code] of verdicts.entries()) {
    if (code < 0) continue
    const verdict = VERDICTS[code]
    const [x, width] = [bucket * each, Math.max(0.5, each - space)]
    pen.fillStyle = colours.verdict[verdict]
    pen.globalAlpha = GROUND_OPACITY[verdict]
    pen.fillRect(x, top, width, height)
    pen.globalAlpha = 1
    const filled = height * FILLED[verdict]
    if (filled > 0) pen.fillRect(x, top + height - filled, width, filled)
    if (verdict === 'insufficient') {
      pen.globalAlpha = 0.6
      hatch(pen, x, top, width, height, colours.hatch)
      pen.globalAlpha = 1
    }
  }
}

const STATE_VERDICT: Readonly<Record<BreakerState, Verdict>> = {
  CLOSED: 'none',
  FORCED_CLOSED: 'none',
  HALF_OPEN: 'low',
  OPEN: 'high',
  FORCED_OPEN: 'high',
}

/** All breakers in one lane, the worst state on top. */
function paintStates(pen: Pen, drawing: SpineDrawing, colours: HeatmapColours): void {
  const { spine } = drawing
  const each = bucketWidth(drawing)
  const spans = spine.lanes.flatMap((lane) => lane.spans)
  const { top, height } = LANES.states
  for (const state of ['CLOSED', 'FORCED_CLOSED', 'HALF_OPEN', 'OPEN', 'FORCED_OPEN'] as const) {
    for (const span of spans) {
      if (span.state !== state) continue
      const from = positionOf(spine, span.start) * each
      const to = span.end === null ? drawing.width : positionOf(spine, span.end) * each
      if (to <= from) continue
      pen.fillStyle = colours.verdict[STATE_VERDICT[state]]
      pen.globalAlpha = state === 'CLOSED' || state === 'FORCED_CLOSED' ? 0.35 : 1
      pen.fillRect(from, top, Math.max(1.5, to - from), height)
      pen.globalAlpha = 1
      if (state === 'HALF_OPEN') hatch(pen, from, top, to - from, height, colours.surface)
      if (state === 'FORCED_OPEN' || state === 'FORCED_CLOSED') {
        pen.fillStyle = colours.text
        pen.fillRect(from, top + height - 1, to - from, 1)
      }
    }
  }
}

function paintMarks(pen: Pen, drawing: SpineDrawing, colours: HeatmapColours): void {
  const { spine, onsets } = drawing
  const each = bucketWidth(drawing)
  const { top, height } = LANES.marks
  const x = (place: string) => positionOf(spine, place) * each
  for (const mark of spine.marks) {
    const at = x(mark.start)
    pen.fillStyle = colours.quiet
    switch (mark.kind) {
      case 'baseline':
        pen.fillStyle = colours.baseline
        pen.fillRect(at, top + 3, Math.max(2, x(mark.end ?? mark.start) - at), 3)
        break
      case 'alert':
        pen.fillStyle = colours.verdict[mark.verdict ?? 'high']
        pen.fillRect(at - 0.75, top, 1.5, height)
        break
      case 'import':
        pen.fillRect(at, top + height - 4, 1, 4)
        break
      case 'onset':
        triangle(pen, at, top, colours.text)
        break
      case 'release':
      case 'retrain':
        pen.strokeStyle = colours.text
        pen.lineWidth = 1.25
        pen.strokeRect(at - 2.5, top + 2, 5, 5)
        break
    }
  }
  for (const onset of onsets) {
    if (onset.main) triangle(pen, x(onset.at), top, colours.text)
  }
}

function triangle(pen: Pen, x: number, top: number, colour: string): void {
  pen.fillStyle = colour
  pen.beginPath()
  pen.moveTo(x, top)
  pen.lineTo(x + 4, top + 7)
  pen.lineTo(x - 4, top + 7)
  pen.closePath()
  pen.fill()
}

function paintAxis(pen: Pen, drawing: SpineDrawing, colours: HeatmapColours): void {
  const each = bucketWidth(drawing)
  const { top } = LANES.axis
  pen.fillStyle = colours.quiet
  pen.font = '11px "Inter Variable", "Noto Sans Devanagari Variable", system-ui, sans-serif'
  pen.textBaseline = 'alphabetic'
  for (const { bucket, text } of drawing.ticks) {
    // A label that does not fit says less than none, and so does a tick without its label.
    const end = bucket * each + 3 + pen.measureText(text).width
    if (end > drawing.width) continue
    pen.fillRect(bucket * each, top, 1, 3)
    pen.fillText(text, bucket * each + 3, top + 12)
  }
}
