import { formatCount, formatNumber, formatSeconds } from '#backend/reports/words/numbers.ts'
import type { FleetDocument } from '#shared/contract/documents/fleet.ts'
import { tableLines } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { safeText } from '../terminal/width.ts'

const MOST_LINES = 10

/** A fleet for a person at a terminal: the five modes, the models, what they share, what is due. */
export function fleetText(document: FleetDocument, terminal: Pick<Terminal, 'columns' | 'paint'>): string {
  const { models, modes, members, effective_models, errors, traffic, shared, calendar, notes, engine } =
    document
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0
      ? []
      : [
          '',
          terminal.paint('bold', title),
          ...lines.slice(0, MOST_LINES).map((line) => `  ${safeText(line)}`),
        ]
  return [
    terminal.paint(
      'bold',
      `${formatCount(models.length)} models${effective_models === null ? '' : `, worth ${formatNumber(effective_models)} independent ones`}`,
    ),
    '',
    ...modes.map(
      ({ mode, fired, explanation }) =>
        `${fired ? terminal.paint('red', '●') : '○'} ${terminal.paint('bold', mode.replaceAll('_', ' '))}: ${safeText(explanation)}`,
    ),
    '',
    ...tableLines(
      [
        { title: 'Model', align: 'start', flexible: true },
        { title: 'Rows', align: 'end' },
        { title: 'Share', align: 'end' },
        { title: 'Labelled', align: 'end' },
        { title: 'First drift', align: 'start' },
        { title: 'Manifest', align: 'start' },
      ],
      members.map(({ model, rows, share, labelled, onsets, has_manifest }) => [
        safeText(model),
        formatCount(rows),
        `${formatNumber(100 * share)}%`,
        formatCount(labelled),
        onsets[0]?.at.slice(0, 16).replace('T', ' ') ?? 'none',
        has_manifest ? 'yes' : 'no',
      ]),
      terminal.columns,
    ),
    ...section(
      'Errors that go together',
      errors.pairs
        .filter(({ correlation }) => (correlation ?? 0) >= 0.1)
        .toSorted((a, b) => (b.correlation ?? 0) - (a.correlation ?? 0))
        .map(
          ({ first, second, correlation, rows }) =>
            `${first} and ${second}: ${formatNumber(correlation ?? 0)} over ${formatCount(rows)}`,
        ),
    ),
    ...section(
      'Shared',
      shared.map(({ kind, name, models }) => `${kind.replace('_', ' ')} ${name}: ${models.join(', ')}`),
    ),
    ...section(
      'Retrained at one time',
      calendar.collisions.map(
        ({ at, models }) => `${at.slice(0, 16).replace('T', ' ')}: ${models.join(', ')}`,
      ),
    ),
    ...section('Remarks', notes),
    '',
    terminal.paint(
      'dim',
      `${formatCount(members.reduce((sum, { rows }) => sum + rows, 0))} rows${traffic === null ? '' : `, traffic as of ${formatNumber(traffic.effective)} equal models`}, ${formatSeconds(engine.seconds)}`,
    ),
    '',
  ].join('\n')
}
