import { VERDICTS } from '#shared/domain/verdict.ts'
import { shorten } from '../../charts/shorten.ts'
import { escapeXml, FONT } from '../../charts/svg-pen.ts'
import { cellPaths, GROUND_OPACITY } from './cell-paths.ts'
import type { HeatmapColours } from './colours.ts'
import { bucketX, type HeatmapLayout, labelledBuckets } from './geometry.ts'
import type { HeatmapData, HeatmapLine } from './heatmap-data.ts'
import { changeMarks, markPath } from './marks.ts'

/** What a drawing of the map says besides its cells. */
export type PictureTexts = {
  readonly title: string
  readonly sides: readonly { readonly label: string; readonly bucket: number }[]
  readonly legend: string
  readonly axis: (bucket: number) => string
}

const LABEL_ROOM = 64
const HEAD = 92
const LANE = { top: 48, height: 24 }
const FOOT = 28

/** The whole map as an SVG that stands alone: every column, also those that are scrolled out of sight. */
export function heatmapPicture(
  width: number,
  layout: HeatmapLayout,
  heatmap: HeatmapData,
  lines: readonly HeatmapLine[],
  colours: HeatmapColours,
  texts: PictureTexts,
): string {
  const body = lines.length * layout.rowHeight
  const height = HEAD + body + FOOT
  const paths = cellPaths(
    layout,
    heatmap,
    lines.map(({ index }) => index),
  )
  const most = Math.max(1, ...heatmap.rows)
  const bars = heatmap.buckets.map(({ side }, bucket) => {
    const size = (heatmap.rows[bucket] / most) * LANE.height
    const fill = side === 'reference' ? colours.baseline : colours.accent
    return `<rect x="${bucketX(layout, bucket)}" y="${LANE.top + LANE.height - size}" width="${Math.max(1, layout.cellWidth - 1)}" height="${size}" fill="${fill}"/>`
  })
  const ticks = labelledBuckets(layout, LABEL_ROOM).map((bucket) =>
    text(bucketX(layout, bucket), HEAD - 6, texts.axis(bucket), colours.quiet),
  )
  const sides = texts.sides.map(({ label, bucket }) =>
    text(bucketX(layout, bucket), 40, label, colours.quiet),
  )
  const cells = VERDICTS.map(
    (verdict) =>
      `<path d="${paths.ground[verdict]}" fill="${colours.verdict[verdict]}" fill-opacity="${GROUND_OPACITY[verdict]}"/>` +
      `<path d="${paths.fill[verdict]}" fill="${colours.verdict[verdict]}"/>`,
  )
  const names = lines.map(({ name }, row) =>
    text(8, row * layout.rowHeight + layout.rowHeight / 2 + 4, shorten(name, LONGEST_NAME), colours.text),
  )
  const marks = lines.flatMap(({ column }, row) =>
    changeMarks(layout, heatmap.buckets, column?.onset).map((mark) => {
      const path = markPath(mark, row * layout.rowHeight, layout.rowHeight - 1)
      const dash = mark.main ? '' : ' stroke-dasharray="3 2"'
      return (
        `<path d="${path}" stroke="${colours.surface}" stroke-width="4" fill="none"/>` +
        `<path d="${path}" stroke="${colours.text}" stroke-width="1.75" fill="none"${dash}/>`
      )
    }),
  )
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family='${FONT}' font-size="12">` +
    `<rect width="${width}" height="${height}" fill="${colours.surface}"/>` +
    text(8, 18, texts.title, colours.text, 'font-size="13" font-weight="600"') +
    `${sides.join('')}${bars.join('')}${ticks.join('')}` +
    `<g transform="translate(0 ${HEAD})">${cells.join('')}<path d="${paths.hatch}" stroke="${colours.hatch}" stroke-opacity="0.7" fill="none"/>${names.join('')}${marks.join('')}</g>` +
    `${text(8, height - 10, texts.legend, colours.quiet)}</svg>`
  )
}

function text(x: number, y: number, content: string, fill: string, more = ''): string {
  return `<text x="${Math.round(x * 10) / 10}" y="${y}" fill="${fill}" ${more}>${escapeXml(content)}</text>`
}

const LONGEST_NAME = 24
