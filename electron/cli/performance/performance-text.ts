import { formatCount, formatNumber, formatPValue, formatSeconds } from '#backend/reports/words/numbers.ts'
import { VERDICT_GLYPHS, VERDICT_WORDS } from '#backend/reports/words/verdicts.ts'
import type {
  EstimateView,
  MeasureView,
  PerformanceDocument,
  PerformanceWindow,
} from '#shared/contract/documents/performance.ts'
import { tableLines } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { safeText } from '../terminal/width.ts'
import { paintVerdict, verdictLine } from './verdict-line.ts'

/** Performance for a person at a terminal: verdict, windows, weak slices, remarks. */
export function performanceText(
  document: PerformanceDocument,
  terminal: Pick<Terminal, 'columns' | 'paint'>,
): string {
  const { verdict, reasons, slices, ledger, notes, engine, rows, labelled, maturity } = document
  const weakest = slices.weakest.map(
    (slice) =>
      `  ${safeText(slice.parts.map(({ column, value }) => `${column} = ${value}`).join(' and '))}: ${slices.loss} ${formatNumber(slice.loss)} in ${formatCount(slice.rows)} rows, ${formatNumber(slice.other_loss)} elsewhere (adjusted p ${formatPValue(slice.p_adjusted)})`,
  )
  return [
    verdictLine(verdict, reasons, terminal),
    '',
    ...windowLines(document, terminal),
    ...section('Weakest slices', weakest, terminal),
    ...section(
      'Labels that can never come',
      ledger.map(({ explanation }) => `  ${safeText(explanation)}`),
      terminal,
    ),
    ...section(
      'Remarks',
      [
        maturity.explanation,
        ...(document.estimate_reason === null ? [] : [document.estimate_reason]),
        ...notes,
      ].map((note) => `  ${safeText(note)}`),
      terminal,
    ),
    '',
    terminal.paint(
      'dim',
      `${formatCount(rows)} rows, ${formatCount(labelled)} with a label, windows of ${document.window}, ${formatSeconds(engine.seconds)}`,
    ),
    '',
  ].join('\n')
}

function section(
  title: string,
  lines: readonly string[],
  terminal: Pick<Terminal, 'paint'>,
): readonly string[] {
  return lines.length === 0 ? [] : ['', terminal.paint('bold', title), ...lines]
}

function windowLines(
  { windows, judged, estimate }: PerformanceDocument,
  terminal: Pick<Terminal, 'columns' | 'paint'>,
): readonly string[] {
  const shown = judged.filter((metric) => windows.some((window) => metric in window.metrics)).slice(0, 3)
  const [head = '', ...lines] = tableLines(
    [
      { title: '  WINDOW', align: 'start' },
      { title: 'VERDICT', align: 'start' },
      { title: 'ROWS', align: 'end' },
      { title: 'LABELS', align: 'end' },
      ...shown.flatMap((metric) => [
        { title: metric.toUpperCase(), align: 'end' as const },
        ...(estimate === null ? [] : [{ title: 'ESTIMATE', align: 'end' as const }]),
      ]),
    ],
    windows.map((window) => [
      `${VERDICT_GLYPHS[window.verdict]} ${nameOf(window)}`,
      verdictWord(window),
      formatCount(window.rows),
      formatCount(window.labelled),
      ...shown.flatMap((metric) => [
        measureText(window.metrics[metric]),
        ...(estimate === null ? [] : [estimateText(window.estimated[metric])]),
      ]),
    ]),
    terminal.columns,
  )
  return [
    terminal.paint('dim', head),
    ...lines.map((line, index) => paintVerdict(windows[index]?.verdict ?? 'none', line, terminal)),
  ]
}

function verdictWord({ part, mature, labelled, verdict }: PerformanceWindow): string {
  if (part === 'baseline') return 'baseline'
  if (!mature && labelled > 0) return 'labels coming'
  return VERDICT_WORDS[verdict].toLowerCase()
}

function nameOf({ start, row_range }: PerformanceWindow): string {
  if (start === null) return `rows ${row_range[0]}–${row_range[1]}`
  return start.endsWith('T00:00:00.000Z') ? start.slice(0, 10) : start.slice(0, 16).replace('T', ' ')
}

function measureText(measure: MeasureView | undefined): string {
  if (measure === undefined || measure.value === null) return formatNumber(null)
  const { value, ci } = measure
  return ci === null
    ? formatNumber(value)
    : `${formatNumber(value)} [${formatNumber(ci[0])}, ${formatNumber(ci[1])}]`
}

function estimateText(estimate: EstimateView | undefined): string {
  if (estimate === undefined || estimate.value === null) return formatNumber(null)
  const { value, standard_error } = estimate
  return standard_error === null
    ? formatNumber(value)
    : `${formatNumber(value)} ± ${formatNumber(standard_error)}`
}
