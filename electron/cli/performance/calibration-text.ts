import { formatCount, formatNumber, formatPValue, formatSeconds } from '#backend/reports/words/numbers.ts'
import type { CalibrationDocument } from '#shared/contract/documents/calibration.ts'
import { tableLines } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { safeText } from '../terminal/width.ts'
import { verdictLine } from './verdict-line.ts'

/** Calibration for a person at a terminal: verdict, numbers, curve, signatures. */
export function calibrationText(
  document: CalibrationDocument,
  terminal: Pick<Terminal, 'columns' | 'paint'>,
): string {
  const { verdict, reasons, ece, curve, signatures, recalibration, notes, engine, rows } = document
  const numbers: [string, string][] = [
    [
      'Calibration error',
      `${formatNumber(ece.value)} (${ece.norm}, ${ece.bins} bins of ${ece.binning.replace('_', ' ')})`,
    ],
    ['Less what chance shows', formatNumber(document.ece_debiased)],
    ['Greatest gap of a bin', formatNumber(document.mce)],
    ['Brier score', formatNumber(document.brier.value)],
    ['Log loss', formatNumber(document.log_loss)],
    ['Slope, intercept', `${formatNumber(document.slope)}, ${formatNumber(document.intercept)}`],
    [
      "Spiegelhalter's z",
      `${formatNumber(document.spiegelhalter.z)} (p ${formatPValue(document.spiegelhalter.p_value)})`,
    ],
  ]
  if (recalibration !== null) {
    const { as_is, isotonic, platt } = recalibration
    numbers.push([
      'Brier after recalibration',
      `${formatNumber(isotonic.brier)} isotonic, ${formatNumber(platt.brier)} Platt, ${formatNumber(as_is.brier)} as it is`,
    ])
  }
  const width = Math.max(...numbers.map(([name]) => name.length))
  return [
    verdictLine(verdict, reasons, terminal),
    '',
    ...numbers.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`),
    ...(curve.length === 0 ? [] : ['', ...curveLines(document, terminal)]),
    ...(signatures.length === 0
      ? []
      : [
          '',
          terminal.paint('bold', 'Signatures'),
          ...signatures.map(({ code, detail }) => `  ${code}: ${safeText(String(detail.explanation))}`),
        ]),
    ...(notes.length === 0
      ? []
      : ['', terminal.paint('bold', 'Remarks'), ...notes.map((note) => `  ${safeText(note)}`)]),
    '',
    terminal.paint('dim', `${formatCount(rows)} rows with a label, ${formatSeconds(engine.seconds)}`),
    '',
  ].join('\n')
}

function curveLines(
  { curve }: CalibrationDocument,
  terminal: Pick<Terminal, 'columns' | 'paint'>,
): readonly string[] {
  const [head = '', ...lines] = tableLines(
    [
      { title: '  MEAN SCORE', align: 'end' },
      { title: 'OBSERVED', align: 'end' },
      { title: '95% INTERVAL', align: 'end' },
      { title: 'ROWS', align: 'end' },
    ],
    curve.map(({ mean_score, observed_rate, ci, rows }) => [
      formatNumber(mean_score),
      formatNumber(observed_rate),
      `${formatNumber(ci[0])} to ${formatNumber(ci[1])}`,
      formatCount(rows),
    ]),
    terminal.columns,
  )
  return [terminal.paint('dim', head), ...lines]
}
