import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import type { DriftHeatmap } from '#shared/contract/documents/heatmap.ts'
import { type HeatmapLayout, timeX } from './geometry.ts'

/** A change on the line of its column: where, and how sure. Left and right are those of its interval. */
export type ChangeMark = {
  readonly x: number
  readonly left: number
  readonly right: number
  /** The greatest change of its column. */
  readonly main: boolean
}

/** The changes of a column as marks; those outside of all buckets have none. */
export function changeMarks(
  layout: HeatmapLayout,
  buckets: DriftHeatmap['buckets'],
  onset: DriftColumn['onset'] | undefined,
): readonly ChangeMark[] {
  if (onset === undefined || onset.at === null) return []
  const changes = onset.changes ?? [{ at: onset.at, ci: onset.ci }]
  return changes.flatMap(({ at, ci }) => {
    const x = timeX(layout, buckets, Date.parse(at))
    if (x === null) return []
    const edge = (iso: string | undefined) =>
      (iso === undefined ? null : timeX(layout, buckets, Date.parse(iso))) ?? x
    return [{ x, left: edge(ci?.[0]), right: edge(ci?.[1]), main: at === onset.at }]
  })
}

/** A mark as path data on a line that begins at y: a stroke down the line, and the interval across it. */
export function markPath({ x, left, right }: ChangeMark, y: number, height: number): string {
  const middle = y + height / 2
  const across = right - left > 3 ? `M${round(left)} ${middle}H${round(right)}` : ''
  return `M${round(x)} ${y}V${y + height}${across}`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
