import type { DriftColumn, QualityFinding } from '#shared/contract/documents/drift.ts'
import type { ImportDocument } from '#shared/contract/documents/import.ts'
import {
  formatCount,
  formatNumber,
  formatPValue,
  formatShare,
  formatTime,
  NO_NUMBER,
} from '../words/numbers.ts'
import { shorten } from '../words/shorten.ts'
import { type Html, html } from './escape.ts'
import { dataText, verdictMark } from './marks.ts'

/** One row per column, worst first, each leading to its section where it has one. */
export function columnsTable(columns: readonly DriftColumn[], sections: number): Html {
  return html`<div class="scroll"><table class="columns">
<thead><tr><th scope="col">Column</th><th scope="col">Verdict</th><th scope="col">Kind</th><th scope="col">PSI</th><th scope="col">Effect</th><th scope="col">Adjusted p</th><th scope="col">Missing</th><th scope="col">Since</th></tr></thead>
<tbody>${columns.map(
    (
      column,
      index,
    ) => html`<tr><th scope="row">${index < sections ? html`<a href="#column-${index}">${dataText(column.name)}</a>` : dataText(column.name)}</th>
<td>${verdictMark(column.verdict)}</td><td>${column.kind}</td><td>${column.psi === null ? NO_NUMBER : formatNumber(column.psi.value)}</td><td>${effect(column)}</td><td>${formatPValue(column.ks?.p_adjusted ?? column.chi2?.p_adjusted ?? null)}</td>
<td>${missingShares(column)}</td><td>${column.onset.at === null ? NO_NUMBER : `${formatTime(column.onset.at)}${column.onset.in_baseline === true ? ' (baseline)' : ''}`}</td></tr>`,
  )}</tbody></table></div>`
}

function missingShares({ missing: { reference, current } }: DriftColumn): string {
  const [before, after] = [formatShare(reference), formatShare(current)]
  return before === after ? before : `${before} → ${after}`
}

function effect({ ks, chi2 }: DriftColumn): string {
  if (ks !== null) return `D ${formatNumber(ks.statistic)}`
  if (chi2 !== null && chi2.cramers_v !== null) return `V ${formatNumber(chi2.cramers_v)}`
  return NO_NUMBER
}

const SEVERITY_ORDER: Record<QualityFinding['severity'], number> = { high: 0, moderate: 1, low: 2, info: 3 }

export function qualityTable(findings: readonly QualityFinding[]): Html {
  if (findings.length === 0)
    return html`<p>None: the checks of schema, rows and missing values found nothing.</p>`
  const ordered = findings.toSorted((a, b) => SEVERITY_ORDER[a.severity] - SEVERITY_ORDER[b.severity])
  return html`<div class="scroll"><table class="quality">
<thead><tr><th scope="col">Severity</th><th scope="col">Column</th><th scope="col">Finding</th></tr></thead>
<tbody>${ordered.map((finding) => html`<tr><td><span class="severity ${finding.severity}">${finding.severity}</span></td><td>${finding.column === null ? 'all' : dataText(finding.column)}</td><td>${finding.detail} <code>${finding.code}</code></td></tr>`)}</tbody></table></div>`
}

const MOST_REJECTS = 20

/** What reading the files kept and refused, with the first refused rows. */
export function importsTable(imports: readonly ImportDocument[]): Html | null {
  if (imports.length === 0) return null
  const rejects = imports.flatMap((document) => document.rejects)
  const rejected = imports.reduce((total, document) => total + document.rows_rejected, 0)
  return html`<h2>What was read</h2>
<div class="scroll"><table class="imports">
<thead><tr><th scope="col">Side</th><th scope="col">Rows read</th><th scope="col">Used</th><th scope="col">Kept aside</th><th scope="col">Duplicate</th><th scope="col">Notes</th></tr></thead>
<tbody>${imports.map((document, index) => html`<tr><th scope="row">${sideName(index, imports.length)}</th><td>${formatCount(document.rows_read)}</td><td>${formatCount(document.rows_stored)}</td><td>${formatCount(document.rows_rejected)}</td><td>${formatCount(document.rows_duplicate)}</td><td>${document.notes.join(' ')}</td></tr>`)}</tbody></table></div>
${
  rejects.length === 0
    ? null
    : html`<h3>Rows kept aside${rejected > MOST_REJECTS ? ` (the first ${MOST_REJECTS} of ${formatCount(rejected)})` : null}</h3>
<div class="scroll"><table class="rejects"><thead><tr><th scope="col">File</th><th scope="col">Line</th><th scope="col">Column</th><th scope="col">Reason</th><th scope="col">Text</th></tr></thead>
<tbody>${rejects.slice(0, MOST_REJECTS).map((row) => html`<tr><th scope="row">${dataText(row.file)}</th><td>${row.line === 0 ? NO_NUMBER : formatCount(row.line)}</td><td>${row.column}</td><td>${row.reason}</td><td><code><bdi>${shorten(row.text, 120)}</bdi></code></td></tr>`)}</tbody></table></div>`
}`
}

function sideName(index: number, sides: number): string {
  if (sides === 1) return 'Both'
  return index === 0 ? 'Baseline' : 'Current'
}
