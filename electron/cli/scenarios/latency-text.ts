import { formatCount, formatNumber, formatSeconds, formatShare } from '#backend/reports/words/numbers.ts'
import type { LatencyCurve, LatencyDocument, LatencyPointView } from '#shared/contract/documents/latency.ts'
import { type TableColumn, tableLines } from '../terminal/table.ts'
import { safeText } from '../terminal/width.ts'

const UNITS = {
  standard_deviations: 'in standard deviations',
  spread: 'as parts of the spread',
  share: 'as shares of the rows',
} as const

/** Curves for a person at a terminal: a row a detector, a column a size; detected share and median delay. */
export function latencyText(document: LatencyDocument, width: number): string {
  const { kind, column, sizes, unit, window, windows, trials, curves, remarks, slice, ramp, engine } =
    document
  const what = `${kind}${column === null ? '' : ` of ${safeText(column)}`}`
  const where = slice === null ? '' : `, where ${safeText(slice.column)} = ${safeText(slice.value)}`
  const how = ramp === null ? 'at once' : `over ${ramp}`
  const columns: TableColumn[] = [
    { title: 'detector', align: 'start' },
    { title: 'rule', align: 'start' },
    { title: 'alone', align: 'end' },
    ...sizes.map((size): TableColumn => ({ title: formatNumber(size), align: 'end' })),
  ]
  const rows = curves.map((curve) => [
    curve.detector,
    curve.formula ?? '',
    aloneText(curve),
    ...curve.points.map(pointText),
  ])
  return `${[
    `Shift: ${what}${where}, ${how}; sizes ${UNITS[unit]}.`,
    `${formatCount(document.rows)} rows against ${formatCount(document.reference_rows)}, ${windows} windows of ${window}, ${trials} trials a size.`,
    '',
    ...tableLines(columns, rows, width),
    '',
    'Each cell: share of the trials in which it was noticed, and the median delay. Alone: how often it fires without a shift.',
    ...(remarks.length > 0 ? ['', 'Remarks', ...remarks.map((remark) => `  ${safeText(remark)}`)] : []),
    '',
    formatSeconds(engine.seconds),
  ].join('\n')}\n`
}

function aloneText({ false_alarms: { rate, unit } }: LatencyCurve): string {
  if (rate === null) return '–'
  return unit === 'windows' ? formatShare(rate) : `${formatNumber(rate)}/1k`
}

function pointText({ probability, delay_rows, delay_seconds }: LatencyPointView): string {
  const share = formatShare(probability)
  const seconds = delay_seconds?.median ?? null
  if (seconds !== null) return `${share} ${durationText(seconds)}`
  return delay_rows.median === null ? share : `${share} ${formatCount(delay_rows.median)}r`
}

const STEPS = [
  { seconds: 86_400, unit: 'd' },
  { seconds: 3_600, unit: 'h' },
  { seconds: 60, unit: 'min' },
  { seconds: 1, unit: 's' },
] as const

function durationText(seconds: number): string {
  const step = STEPS.find((one) => seconds >= 2 * one.seconds) ?? STEPS[3]
  return `${formatNumber(seconds / step.seconds)}${step.unit}`
}
