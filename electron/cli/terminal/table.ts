import { displayWidth, fitWidth, padEndWidth, padStartWidth } from './width.ts'

export type TableColumn = {
  readonly title: string
  readonly align: 'start' | 'end'
  /** A column that may be shortened when the table is wider than the terminal. */
  readonly flexible?: boolean
}

const GAP = '  '
const LEAST_FLEXIBLE = 12

/** Lines of a table no wider than `width` where its flexible columns can give way. */
export function tableLines(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  width: number,
): readonly string[] {
  const widths = columns.map(({ title }, index) =>
    Math.max(displayWidth(title), ...rows.map((row) => displayWidth(row[index] ?? ''))),
  )
  const flexible = columns.flatMap((column, index) => (column.flexible === true ? [index] : []))
  let surplus = widths.reduce((sum, own) => sum + own, 0) + GAP.length * (columns.length - 1) - width
  for (const index of flexible.toSorted((a, b) => (widths[b] ?? 0) - (widths[a] ?? 0))) {
    const own = widths[index] ?? 0
    const given = Math.min(surplus, Math.max(0, own - LEAST_FLEXIBLE))
    if (given > 0) widths[index] = own - given
    surplus -= Math.max(0, given)
  }
  const line = (cells: readonly string[]) =>
    columns
      .map(({ align }, index) => {
        const own = widths[index] ?? 0
        const cell =
          displayWidth(cells[index] ?? '') > own ? fitWidth(cells[index] ?? '', own) : (cells[index] ?? '')
        return align === 'end' ? padStartWidth(cell, own) : padEndWidth(cell, own)
      })
      .join(GAP)
      .trimEnd()
  return [line(columns.map(({ title }) => title)), ...rows.map(line)]
}
