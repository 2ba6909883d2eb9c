import { formatCount, formatNumber, formatPValue, formatSeconds } from '#backend/reports/words/numbers.ts'
import type { FeedbackDocument } from '#shared/contract/documents/feedback.ts'
import { tableLines } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { safeText } from '../terminal/width.ts'

/** The loop test for a person at a terminal: what was found, the seven tests, what helps, what would settle it. */
export function feedbackText(
  document: FeedbackDocument,
  terminal: Pick<Terminal, 'columns' | 'paint'>,
): string {
  const { verdict, found, tests, mitigation, settle, missing_roles, engine, rows, labelled } = document
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0
      ? []
      : ['', terminal.paint('bold', title), ...lines.map((line) => `  ${safeText(line)}`)]
  return [
    `${terminal.paint('bold', `Loop: ${verdict}`)}. ${safeText(found)}`,
    '',
    ...tableLines(
      [
        { title: 'Test', align: 'start' },
        { title: 'Speaks for a loop', align: 'start' },
        { title: 'Adjusted p', align: 'end' },
        { title: 'Found', align: 'start', flexible: true },
      ],
      tests.map((test) => [
        test.name,
        test.applicable ? (test.supports ? 'yes' : 'no') : 'not tested',
        test.p_adjusted === null ? '' : formatPValue(test.p_adjusted),
        safeText(test.finding),
      ]),
      terminal.columns,
    ),
    ...section(
      'What would lower the gain',
      mitigation.map(
        ({ explanation, gain, amplification }) =>
          `${explanation} Gain ${formatNumber(gain)}${amplification === null ? '' : `, amplification ${formatNumber(amplification)}`}.`,
      ),
    ),
    ...section('What would settle it', settle),
    ...section(
      'Missing roles',
      missing_roles.map(({ role, unlocks }) => `${role}: ${unlocks}`),
    ),
    '',
    terminal.paint(
      'dim',
      `${formatCount(rows)} rows, ${formatCount(labelled)} with score and label, ${formatSeconds(engine.seconds)}`,
    ),
    '',
  ].join('\n')
}
