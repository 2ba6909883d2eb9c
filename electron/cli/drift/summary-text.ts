import { headline } from '#backend/reports/words/headline.ts'
import {
  formatCount,
  formatNumber,
  formatPValue,
  formatSeconds,
  formatShare,
} from '#backend/reports/words/numbers.ts'
import { VERDICT_GLYPHS, VERDICT_WORDS } from '#backend/reports/words/verdicts.ts'
import { worstFirst } from '#backend/reports/worst-first.ts'
import type { DriftColumn, DriftDocument, QualityFinding } from '#shared/contract/documents/drift.ts'
import type { Verdict } from '#shared/domain/verdict.ts'
import { tableLines } from '../terminal/table.ts'
import type { Style, Terminal } from '../terminal/terminal.ts'
import { safeText } from '../terminal/width.ts'

const STYLES: Record<Verdict, Style> = {
  none: 'dim',
  low: 'yellow',
  moderate: 'yellow',
  high: 'red',
  insufficient: 'dim',
}
const SEVERITY_ORDER: Record<QualityFinding['severity'], number> = { high: 0, moderate: 1, low: 2, info: 3 }

/** A comparison for a person at a terminal: the headline, the columns worst first, the quality findings. */
export function driftText(document: DriftDocument, terminal: Pick<Terminal, 'columns' | 'paint'>): string {
  const { reference, current, policy, engine, summary } = document
  const sentence = headline(document)
    .map((part) => (typeof part === 'string' ? part : safeText(part.name)))
    .join('')
  const quality = qualityLines(document.quality, terminal)
  return [
    terminal.paint(STYLES[summary.verdict], VERDICT_GLYPHS[summary.verdict]) +
      ` ${terminal.paint('bold', VERDICT_WORDS[summary.verdict])}. ${sentence}`,
    '',
    ...columnLines(document.columns, terminal),
    ...(quality.length === 0 ? [] : ['', terminal.paint('bold', 'Quality'), ...quality]),
    '',
    terminal.paint(
      'dim',
      `${formatCount(reference.rows)} baseline and ${formatCount(current.rows)} current rows, policy ${safeText(policy)}, ${formatSeconds(engine.seconds)}`,
    ),
    '',
  ].join('\n')
}

function columnLines(
  columns: readonly DriftColumn[],
  terminal: Pick<Terminal, 'columns' | 'paint'>,
): readonly string[] {
  const ordered = worstFirst(columns)
  const [head = '', ...lines] = tableLines(
    [
      { title: '  COLUMN', align: 'start', flexible: true },
      { title: 'VERDICT', align: 'start' },
      { title: 'KIND', align: 'start' },
      { title: 'PSI', align: 'end' },
      { title: 'EFFECT', align: 'end' },
      { title: 'ADJ. P', align: 'end' },
      { title: 'MISSING', align: 'end' },
    ],
    ordered.map((column) => [
      `${VERDICT_GLYPHS[column.verdict]} ${safeText(column.name)}`,
      VERDICT_WORDS[column.verdict].toLowerCase(),
      column.kind,
      formatNumber(column.psi?.value ?? null),
      effect(column),
      formatPValue(column.ks?.p_adjusted ?? column.chi2?.p_adjusted ?? null),
      missing(column),
    ]),
    terminal.columns,
  )
  return [
    terminal.paint('dim', head),
    ...lines.map((line, index) => {
      const verdict = ordered[index]?.verdict ?? 'none'
      return verdict === 'none' ? line : terminal.paint(STYLES[verdict], line)
    }),
  ]
}

function effect({ ks, chi2 }: DriftColumn): string {
  if (ks !== null) return `D ${formatNumber(ks.statistic)}`
  return chi2?.cramers_v == null ? formatNumber(null) : `V ${formatNumber(chi2.cramers_v)}`
}

function missing({ missing: { reference, current } }: DriftColumn): string {
  const [before, after] = [formatShare(reference), formatShare(current)]
  return before === after ? before : `${before} → ${after}`
}

function qualityLines(
  findings: readonly QualityFinding[],
  terminal: Pick<Terminal, 'columns' | 'paint'>,
): readonly string[] {
  return findings
    .toSorted((a, b) => SEVERITY_ORDER[a.severity] - SEVERITY_ORDER[b.severity])
    .map(({ severity, column, detail }) => {
      const label = severity.padEnd(8)
      const shown = severity === 'high' ? terminal.paint('red', label) : label
      return `  ${shown}  ${column === null ? '' : `${safeText(column)}: `}${safeText(detail)}`
    })
}
