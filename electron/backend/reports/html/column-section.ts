import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import type { Distribution } from '#shared/contract/operations.ts'
import { formatCount, formatNumber, formatShare, formatTime } from '../words/numbers.ts'
import { binsTable } from './bins-table.ts'
import { latencyTable, segmentsTable } from './column-parts.ts'
import { type Html, html } from './escape.ts'
import { histogram, isHistogram } from './histogram.ts'
import { dataText, verdictMark } from './marks.ts'
import { statisticsTable } from './statistics-table.ts'

/** The evidence for one column: why, shape, bins, statistics, audit, onset. */
export function columnSection(column: DriftColumn, index: number, distribution?: Distribution): Html {
  const { psi } = column
  const drawn = isHistogram(distribution)
  const open = column.verdict === 'high' || column.verdict === 'moderate' || column.verdict === 'low'
  return html`<section class="column" id="column-${index}">
<header><h3>${dataText(column.name)}</h3><p class="facts">${verdictMark(column.verdict)} <span>${column.kind} ${column.role.replaceAll('_', ' ')}</span></p></header>
${column.reasons.length === 0 ? null : html`<ul class="reasons">${column.reasons.map((reason) => html`<li>${capitalised(reason)}</li>`)}</ul>`}
${drawn ? histogram(column.name, column.kind, distribution) : null}
${statisticsTable(column)}
${latencyTable(column)}
${segmentsTable(column)}
${psi === null ? null : bins(psi, drawn && !open)}
<ul class="notes">${[missing(column), infinite(column), onset(column), audit(column)].map((note) => (note === null ? null : html`<li>${note}</li>`))}</ul>
</section>`
}

function bins(psi: NonNullable<DriftColumn['psi']>, folded: boolean): Html {
  const title = `${formatCount(psi.bins.length)} bins: rows on both sides`
  return folded
    ? html`<details><summary>${title}</summary>${binsTable(psi)}</details>`
    : html`<details open><summary>${title}</summary>${binsTable(psi)}</details>`
}

function missing({ missing: { reference, current } }: DriftColumn): string | null {
  if (reference === 0 && current === 0) return 'Missing: none on either side.'
  return `Missing: ${formatShare(reference)} of the baseline rows, ${formatShare(current)} of the current rows.`
}

function infinite({ infinite: { reference, current } }: DriftColumn): string | null {
  if (reference + current === 0) return null
  return `Infinite values, counted in the outer bins: ${formatCount(reference)} baseline, ${formatCount(current)} current.`
}

function onset({ onset: own }: DriftColumn): string | null {
  const { at, ci, reason, step, until, changes = [] } = own
  if (at === null) return reason === undefined ? null : `Onset: ${reason}.`
  const interval = ci === null ? '' : ` (between ${formatTime(ci[0])} and ${formatTime(ci[1])})`
  const others = changes.filter((change) => change.at !== at && change.at !== until)
  return [
    own.in_baseline === true
      ? `Onset: the baseline itself changed, most likely at ${formatTime(at)}${interval}.`
      : `Onset: the change most likely began at ${formatTime(at)}${interval}.`,
    until == null ? '' : ` It was again as before from ${formatTime(until)} on.`,
    others.length === 0
      ? ''
      : ` Other changes: ${others.map((change) => `${formatTime(change.at)}${change.in_baseline === true ? ' (in the baseline)' : ''}`).join(', ')}.`,
    step === undefined ? '' : ` Looked for in steps of ${step}.`,
  ].join('')
}

function audit({ audit: own, rows }: DriftColumn): string {
  const parts: string[] = []
  if (own.power_at_threshold !== null) {
    parts.push(
      `with ${formatCount(rows.reference)} and ${formatCount(rows.current)} rows a shift at the threshold is found ${formatShare(own.power_at_threshold)} of the time`,
    )
  }
  if (own.false_alarm_rate !== null) {
    parts.push(`without any change this rule cries wolf ${formatShare(own.false_alarm_rate)} of the time`)
  }
  if (own.min_rows !== null) {
    parts.push(`at least ${formatNumber(own.min_rows)} rows a side are needed to say anything`)
  }
  if (parts.length === 0) return `Audit: ${own.reason ?? 'not computed'}.`
  return `Audit${own.method === undefined || own.method === 'none' ? '' : ` (by ${own.method})`}: ${parts.join('; ')}.${own.convention === undefined ? '' : ` ${own.convention}`}`
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
