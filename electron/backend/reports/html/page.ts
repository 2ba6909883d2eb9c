import { createHash } from 'node:crypto'
import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import { VERDICTS, type Verdict } from '#shared/domain/verdict.ts'
import type { ReportInput } from '../report-input.ts'
import { headline } from '../words/headline.ts'
import { formatCount, formatTime } from '../words/numbers.ts'
import { VERDICT_WORDS } from '../words/verdicts.ts'
import { worstFirst } from '../worst-first.ts'
import { appendix } from './appendix.ts'
import { columnSection } from './column-section.ts'
import { conventions } from './conventions.ts'
import { type Html, html } from './escape.ts'
import { heatmapPicture } from './heatmap.ts'
import { dataText, verdictShape, verdictSymbols } from './marks.ts'
import { REPORT_STYLE } from './style.ts'
import { columnsTable, importsTable, qualityTable } from './tables.ts'
import { togetherTable } from './together.ts'

/** Columns that get a section of their own; a page with thousands of charts serves nobody. */
const MOST_SECTIONS = 100

/** Nothing is loaded, run, embedded or sent; the one style that applies is the one whose hash is named. */
const CONTENT_SECURITY_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(REPORT_STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`

/**
 * A drift comparison as one self-contained HTML page: no script, nothing from the network, both colour schemes,
 * prints on A4. Every text from the data is escaped.
 */
export function reportPage(input: ReportInput): string {
  const { document, summary, distributions } = input
  const columns = worstFirst(document.columns)
  const detailed = columns.slice(0, MOST_SECTIONS)
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_SECURITY_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Driftdesk ${document.engine.version}">
<title>${summary.title} – drift report</title>
<style>${{ markup: REPORT_STYLE }}</style>
</head>
<body>
${verdictSymbols()}
<main>
<p class="eyebrow"><span><b>Driftdesk</b> drift report: <bdi>${summary.title}</bdi></span><time datetime="${summary.created_at}">${formatTime(summary.created_at)}</time></p>
<header class="headline">${verdictShape(document.summary.verdict, 28)}<h1>${headline(document).map((part) => (typeof part === 'string' ? part : dataText(part.name)))}</h1><p>${verdictSentence(document.summary.verdict)}</p></header>
${facts(input)}
${tally(columns)}
<h2>How these numbers are made</h2>
${conventions(document)}
<h2>Quality findings</h2>
${qualityTable(document.quality)}
<h2>Columns, worst first</h2>
${columnsTable(columns, detailed.length)}
${
  input.heatmap === null
    ? null
    : html`<h2>Drift over time</h2>\n${heatmapPicture(
        input.heatmap,
        columns.map(({ name }) => name),
      )}`
}
${document.multivariate === undefined ? null : html`<h2>Columns together</h2>\n${togetherTable(document.multivariate)}`}
<h2>Evidence by column</h2>
${columns.length > detailed.length ? html`<p>The ${formatCount(detailed.length)} worst columns follow; the other ${formatCount(columns.length - detailed.length)} are in the table above and, with all bins, in the JSON report.</p>` : null}
${detailed.map((column, index) => columnSection(column, index, distributions.get(column.name)))}
${importsTable(input.imports)}
${appendix(input)}
<footer>Made by Driftdesk ${document.engine.version}. No row of the data is in this file beyond bin labels and the rows kept aside; nothing is loaded from the network.</footer>
</main>
</body>
</html>
`
  return page.markup
}

function verdictSentence(verdict: Verdict): string {
  switch (verdict) {
    case 'none':
      return 'Overall verdict: no drift. No column is both significantly and materially different from the baseline.'
    case 'low':
    case 'moderate':
    case 'high':
      return `Overall verdict: ${verdict} drift, the verdict of the worst column.`
    case 'insufficient':
      return 'Overall verdict: too few rows to say. This is not a statement that nothing changed.'
  }
}

function facts({ document, summary }: ReportInput): Html {
  return html`<dl class="facts-grid">
<div><dt>Baseline</dt><dd>${formatCount(document.reference.rows)} rows<small><bdi>${summary.reference}</bdi></small></dd></div>
<div><dt>Current</dt><dd>${formatCount(document.current.rows)} rows<small><bdi>${summary.current}</bdi></small></dd></div>
<div><dt>Drifted</dt><dd>${formatCount(document.summary.drifted)} of ${formatCount(document.summary.columns)} columns</dd></div>
<div><dt>Policy</dt><dd>${document.policy}</dd></div>
</dl>`
}

function tally(columns: readonly DriftColumn[]): Html {
  const counts = new Map<Verdict, number>()
  for (const { verdict } of columns) counts.set(verdict, (counts.get(verdict) ?? 0) + 1)
  const order = VERDICTS.toSorted((a, b) => worth(b) - worth(a)).filter((verdict) => counts.has(verdict))
  return html`<ul class="tally">${order.map((verdict) => html`<li>${verdictShape(verdict)} ${formatCount(counts.get(verdict) ?? 0)} ${VERDICT_WORDS[verdict].toLowerCase()}</li>`)}</ul>`
}

function worth(verdict: Verdict): number {
  return verdict === 'insufficient' ? -1 : VERDICTS.indexOf(verdict)
}
