import type { Translator } from '../i18n/translator.ts'
import type { ChartCell } from './csv.ts'

/** A cell as a person reads it. */
export function shownCell(t: Translator, cell: ChartCell): string {
  if (cell === null) return '–'
  if (typeof cell === 'number') return t.numbers.axis(cell)
  if (typeof cell === 'string') return cell
  return t.text('time.range', { range: t.numbers.time(cell.time, 'UTC') })
}
