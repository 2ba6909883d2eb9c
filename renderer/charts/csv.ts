/** A value of a table; an ISO time in UTC is read as a person writes times, and taken along as it is. */
export type ChartCell = string | number | null | { readonly time: string }

/** The data of a chart, as its table view and its exports show it. */
export type ChartTable = {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly ChartCell[])[]
}

/** A table as CSV (RFC 4180, UTF-8 with CRLF). Text that a spreadsheet would run as a formula gets a leading '. */
export function toCsv(table: ChartTable): string {
  return [table.columns, ...table.rows]
    .map((row) => `${row.map((cell) => quote(cellText(cell))).join(',')}\r\n`)
    .join('')
}

/** A table as tab-separated text, for pasting into a spreadsheet. */
export function toTabs(table: ChartTable): string {
  return [table.columns, ...table.rows]
    .map((row) => row.map((cell) => cellText(cell).replace(/[\t\r\n]+/g, ' ')).join('\t'))
    .join('\n')
}

function cellText(cell: ChartCell): string {
  if (cell === null) return ''
  if (typeof cell === 'object') return cell.time
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : ''
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A name that every file system takes: letters, digits, dot, dash and underscore of any script. */
export function fileName(title: string, extension: string): string {
  const stem = title
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80)
  return `${stem === '' ? 'driftdesk' : stem}.${extension}`
}
