import type { DriftHeatmap } from '#shared/contract/documents/heatmap.ts'
import { VERDICTS, type Verdict } from '#shared/domain/verdict.ts'
import { formatCount, formatTime } from '../words/numbers.ts'
import { shorten } from '../words/shorten.ts'
import { type Html, html } from './escape.ts'

/** Lines of the picture; the others are in the JSON report and in the app. */
const MOST_COLUMNS = 40
const WIDTH = 876
const NAMES = 176
const LINE = 16
const TOP = 20
const BAR = 12
/** Height of a cell by its verdict, so that colour is not the only sign. */
const HEIGHTS: Record<Verdict, number> = { none: 2, low: 5, moderate: 8, high: BAR, insufficient: 0 }
const DRAWN = ['none', 'low', 'moderate', 'high'] as const

/** Drift by column and time in small, the given columns in their order; a sentence where there are no times. */
export function heatmapPicture(heatmap: DriftHeatmap, names: readonly string[]): Html {
  const { buckets, columns, step } = heatmap
  if (buckets.length === 0)
    return html`<p class="muted">${sentence(heatmap.reason ?? 'there are no times')}</p>`
  const lines = names.filter((name) => columns.includes(name)).slice(0, MOST_COLUMNS)
  const cell = (WIDTH - NAMES) / buckets.length
  const height = TOP + lines.length * LINE + 18
  const split = buckets.findIndex(({ side }) => side === 'current')
  const middle = NAMES + split * cell
  return html`<figure class="chart heat">
<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Verdict of each column in each ${step}; the table of columns says when each changed">
${split > 0 ? html`<text x="${NAMES}" y="12" class="tick">baseline</text>` : null}
<text x="${round(middle + 4)}" y="12" class="tick">current</text>
${lines.map((name, line) => linePicture(heatmap, name, TOP + line * LINE, cell))}
${split > 0 ? html`<path d="M${round(middle)} 4V${height - 16}" class="axis"/>` : null}
<text x="${NAMES}" y="${height - 3}" class="tick">${formatTime(buckets[0].start)}</text><text x="${WIDTH}" y="${height - 3}" class="tick end">${formatTime(buckets[buckets.length - 1].end)}</text>
</svg>
<figcaption>${formatCount(buckets.length)} steps of ${step}. Each bar compares the rows of its step with the whole baseline: the higher, the stronger (${DRAWN.map((verdict, index) => html`${index > 0 ? ', ' : null}<svg class="mark" width="8" height="12" aria-hidden="true"><rect y="${BAR - HEIGHTS[verdict]}" width="8" height="${HEIGHTS[verdict]}" class="heat-${verdict}"/></svg> ${verdict}`)}); nothing is drawn under ${formatCount(heatmap.min_rows)} rows.${columns.length > lines.length ? ` The ${formatCount(lines.length)} worst of ${formatCount(columns.length)} columns.` : null}</figcaption>
</figure>`
}

function linePicture(heatmap: DriftHeatmap, name: string, top: number, cell: number): Html {
  const first = heatmap.columns.indexOf(name) * heatmap.buckets.length
  const paths = new Map<Verdict, string>()
  for (let from = 0; from < heatmap.buckets.length; ) {
    const code = heatmap.verdicts[first + from]
    let to = from + 1
    while (to < heatmap.buckets.length && heatmap.verdicts[first + to] === code) to += 1
    const verdict = VERDICTS[code]
    const high = HEIGHTS[verdict]
    if (high > 0) {
      const bar = `M${round(NAMES + from * cell)} ${top + BAR - high}H${round(NAMES + to * cell)}v${high}H${round(NAMES + from * cell)}z`
      paths.set(verdict, (paths.get(verdict) ?? '') + bar)
    }
    from = to
  }
  return html`<text x="${NAMES - 8}" y="${top + BAR - 1}" class="label end">${shorten(name, 26)}</text>${[...paths].map(([verdict, path]) => html`<path d="${path}" class="heat-${verdict}"/>`)}`
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
