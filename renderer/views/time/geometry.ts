import type { DriftHeatmap } from '#shared/contract/documents/heatmap.ts'

/** Where the cells of a heat map lie, in CSS pixels. */
export type HeatmapLayout = {
  /** Left edge of the first cell. */
  readonly left: number
  readonly cellWidth: number
  readonly rowHeight: number
  /** Buckets of the baseline, which come first. */
  readonly baselineBuckets: number
  readonly buckets: number
  /** Between the two sides; 0 where there is only one. */
  readonly gap: number
}

export type Cell = { readonly row: number; readonly bucket: number }

const SIDE_GAP = 14
const NARROWEST_CELL = 2
const WIDEST_CELL = 64

/** Spreads the buckets over the width between the names and the right edge. */
export function layoutOf(
  buckets: DriftHeatmap['buckets'],
  { width, left, right, rowHeight }: { width: number; left: number; right: number; rowHeight: number },
): HeatmapLayout {
  const baselineBuckets = buckets.filter(({ side }) => side === 'reference').length
  const gap = baselineBuckets > 0 && baselineBuckets < buckets.length ? SIDE_GAP : 0
  const room = (width - left - right - gap) / Math.max(1, buckets.length)
  return {
    left,
    cellWidth: Math.max(NARROWEST_CELL, Math.min(WIDEST_CELL, room)),
    rowHeight,
    baselineBuckets,
    buckets: buckets.length,
    gap,
  }
}

/** What the window needs besides the lines of the map: the headline, the axis, the legend. */
const AROUND_PX = 420
const TALLEST_ROW = 40

/** Height of a line: all of them fill the window where they are few, and scroll where they are many. */
export function rowHeightOf(lines: number, windowHeight: number, least: number): number {
  const room = Math.floor((windowHeight - AROUND_PX) / Math.max(1, lines))
  return Math.max(least, Math.min(TALLEST_ROW, room))
}

/** Left edge of a bucket; of `buckets` the right end of the map. */
export function bucketX({ left, cellWidth, baselineBuckets, gap }: HeatmapLayout, bucket: number): number {
  return left + bucket * cellWidth + (bucket >= baselineBuckets ? gap : 0)
}

/** The cell at a point, y from the top of the first row; null beside the cells. */
export function cellAt(layout: HeatmapLayout, x: number, y: number, rows: number): Cell | null {
  const row = Math.floor(y / layout.rowHeight)
  const inBaseline = Math.floor((x - layout.left) / layout.cellWidth)
  const bucket =
    inBaseline < layout.baselineBuckets
      ? inBaseline
      : Math.floor((x - layout.left - layout.gap) / layout.cellWidth)
  const between = inBaseline >= layout.baselineBuckets && bucket < layout.baselineBuckets
  if (between || row < 0 || row >= rows || bucket < 0 || bucket >= layout.buckets) return null
  return { row, bucket }
}

/** Where a time falls on the map, in between the edges of its bucket; null outside of all buckets. */
export function timeX(layout: HeatmapLayout, buckets: DriftHeatmap['buckets'], time: number): number | null {
  const bucket = buckets.findIndex(({ start, end }) => time >= Date.parse(start) && time < Date.parse(end))
  const found = buckets[bucket]
  if (found === undefined) return null
  const [start, end] = [Date.parse(found.start), Date.parse(found.end)]
  return bucketX(layout, bucket) + ((time - start) / (end - start)) * layout.cellWidth
}

/** The cell that a key leads to from another; null for keys that do not move. */
export function moveCell(
  { row, bucket }: Cell,
  key: string,
  { rows, buckets, page }: { rows: number; buckets: number; page: number },
): Cell | null {
  const to: Readonly<Record<string, Cell>> = {
    ArrowLeft: { row, bucket: bucket - 1 },
    ArrowRight: { row, bucket: bucket + 1 },
    ArrowUp: { row: row - 1, bucket },
    ArrowDown: { row: row + 1, bucket },
    Home: { row, bucket: 0 },
    End: { row, bucket: buckets - 1 },
    PageUp: { row: row - page, bucket },
    PageDown: { row: row + page, bucket },
  }
  const target = Object.hasOwn(to, key) ? to[key] : undefined
  if (target === undefined) return null
  const within = (value: number, size: number) => Math.max(0, Math.min(size - 1, value))
  return { row: within(target.row, rows), bucket: within(target.bucket, buckets) }
}

/**
 * Buckets that carry a label on the axis, so far apart that labels of `room` pixels do not touch: the first of each
 * side and then every so many.
 */
export function labelledBuckets(layout: HeatmapLayout, room: number): readonly number[] {
  const every = Math.max(1, Math.ceil(room / layout.cellWidth))
  const side = (from: number, to: number) =>
    Array.from({ length: Math.ceil(Math.max(0, to - from) / every) }, (_, index) => from + index * every)
      // A label needs its room before the side ends, except for the only one.
      .filter((bucket) => bucket === from || (to - bucket) * layout.cellWidth >= room * 0.75)
  return [...side(0, layout.baselineBuckets), ...side(layout.baselineBuckets, layout.buckets)]
}
