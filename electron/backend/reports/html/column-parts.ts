import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import { formatCount, formatNumber, formatShare } from '../words/numbers.ts'
import { type Html, html } from './escape.ts'
import { dataText } from './marks.ts'

const SHOWN_SEGMENTS = 8

/** Which segments carry the divergence of a column; the contributions of all add up to its PSI. */
export function segmentsTable({ segments }: DriftColumn): Html | null {
  if (segments === undefined) return null
  const shown = segments.items.slice(0, SHOWN_SEGMENTS)
  const others = segments.items.length - shown.length
  return html`<div class="scroll"><table class="segments">
<caption>By segments of ${dataText(segments.by)}: PSI ${formatNumber(segments.psi)}, of which ${formatNumber(segments.mix)} for segments that gained or lost weight and ${formatNumber(segments.within)} for values that moved within segments</caption>
<thead><tr><th scope="col">Segment</th><th scope="col">Baseline rows</th><th scope="col">Current rows</th><th scope="col">Contribution</th><th scope="col">Share</th><th scope="col">PSI by itself</th></tr></thead>
<tbody>${shown.map((item) => html`<tr><th scope="row">${dataText(item.segment)}</th><td>${formatCount(item.rows.reference)}</td><td>${formatCount(item.rows.current)}</td><td>${formatNumber(item.contribution)}</td><td>${item.share === null ? null : formatShare(item.share)}</td><td>${formatNumber(item.psi)}</td></tr>`)}</tbody>
${others > 0 ? html`<tfoot><tr><th colspan="6">and ${formatCount(others)} more, in the JSON report</th></tr></tfoot>` : null}
</table></div>`
}

const QUANTILES = ['p50', 'p95', 'p99'] as const

/** Latency quantiles of both sides with their intervals, in milliseconds. */
export function latencyTable({ latency }: DriftColumn): Html | null {
  if (latency === undefined) return null
  const sides = [
    ['Baseline', latency.reference],
    ['Current', latency.current],
  ] as const
  return html`<div class="scroll"><table class="latency">
<caption>Latency in milliseconds, with distribution-free 95% intervals</caption>
<thead><tr><th scope="col">Side</th><th scope="col">Rows</th>${QUANTILES.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${sides.map(([name, side]) => (side === null ? html`<tr><th scope="row">${name}</th><td>0</td><td></td><td></td><td></td></tr>` : html`<tr><th scope="row">${name}</th><td>${formatCount(side.rows)}</td>${QUANTILES.map((quantile) => html`<td>${formatNumber(side[quantile].value)} <small>(${formatNumber(side[quantile].ci[0])} to ${formatNumber(side[quantile].ci[1])})</small></td>`)}</tr>`))}</tbody>
</table></div>`
}
