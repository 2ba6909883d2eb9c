import type { BreakerReplay } from '#shared/contract/documents/breaker.ts'
import { spanWords } from '#shared/words/times.ts'
import { type TableColumn, tableLines } from '../terminal/table.ts'
import { safeText } from '../terminal/width.ts'

const MOST_TRANSITIONS = 30
const COLUMNS: readonly TableColumn[] = [
  { title: 'at', align: 'start' },
  { title: 'row', align: 'end' },
  { title: 'from', align: 'start' },
  { title: 'to', align: 'start' },
  { title: 'cause', align: 'start', flexible: true },
]

/** A replay for people. */
export function replayText(document: BreakerReplay, width: number): string {
  const { transitions, rows, money } = document
  const shown = transitions.slice(0, MOST_TRANSITIONS)
  const count = (value: number) => value.toLocaleString('en')
  return [
    `${safeText(document.policy)}: ${document.trips} ${document.trips === 1 ? 'trip' : 'trips'} in ${count(rows)} rows, ${document.false_trips} of them false; ends ${document.final_state}.`,
    `  ${count(document.rows_spared)} rows spared: ${count(document.wrong_rows_spared)} wrong ones, ${count(document.good_rows_blocked)} good ones blocked.`,
    `  ${count(document.routed_to_people)} rows go to people.`,
    ...(document.seconds_to_trip === null
      ? []
      : [`  ${spanWords(1_000 * document.seconds_to_trip)} from the onset to the trip.`]),
    ...(money === null
      ? []
      : [`  Money: ${count(money.wrong_spared)} spared, ${count(money.good_blocked)} blocked.`]),
    ...document.notes.map((note) => `  ${safeText(note)}`),
    ...(shown.length === 0
      ? []
      : tableLines(
          COLUMNS,
          shown.map(({ at, row, from, to, cause }) => [at ?? '', String(row), from, to, safeText(cause)]),
          width,
        )),
    ...(transitions.length > shown.length ? [`… and ${transitions.length - shown.length} more.`] : []),
    '',
  ].join('\n')
}
