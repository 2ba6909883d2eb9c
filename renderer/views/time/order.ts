import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import { columnRow, compareBySeverity, compareNames } from '../drift/column-rows.ts'
import type { TimeOrder } from './order-names.ts'

/** A line of the heat map: its index in the map's arrays and what the comparison says about its column. */
export type Line = {
  readonly index: number
  readonly name: string
  /** Missing where the document does not have the column. */
  readonly column: DriftColumn | undefined
}

/** The lines of a heat map in an order of a person's choice; columns without an onset come after those with one. */
export function linesOf(
  names: readonly string[],
  columns: readonly DriftColumn[],
  order: TimeOrder,
): readonly Line[] {
  const byName = new Map(columns.map((column) => [column.name, column]))
  const lines = names.map((name, index) => ({ index, name, column: byName.get(name) }))
  return lines.sort(COMPARE[order])
}

const COMPARE: Readonly<Record<TimeOrder, (a: Line, b: Line) => number>> = {
  severity: bySeverity,
  onset: (a, b) => onsetOf(a) - onsetOf(b) || bySeverity(a, b),
  name: (a, b) => compareNames(a.name, b.name),
}

/** Later than any date of a log. */
const NEVER = 8.64e15

function onsetOf({ column }: Line): number {
  return column?.onset.at == null ? NEVER : Date.parse(column.onset.at)
}

function bySeverity(a: Line, b: Line): number {
  if (a.column === undefined || b.column === undefined) {
    return Number(a.column === undefined) - Number(b.column === undefined) || compareNames(a.name, b.name)
  }
  return compareBySeverity(columnRow(b.column), columnRow(a.column))
}
