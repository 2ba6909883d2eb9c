const FORMULA_START = /^[=+\-@\t\r]/
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const NEEDS_QUOTES = /[",\r\n]/

export type CsvValue = string | number | null

/**
 * One cell of a CSV file (RFC 4180). A text that a spreadsheet would run as a formula (it begins with = + - @ tab
 * or CR) gets a leading apostrophe; numbers, also as text, stay numbers. Null and non-finite numbers are empty.
 */
export function csvCell(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  const text = value.toWellFormed().replaceAll('\0', '\uFFFD')
  const safe = FORMULA_START.test(text) && !NUMBER.test(text) ? `'${text}` : text
  return NEEDS_QUOTES.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Lines of cells, each ended by CRLF as RFC 4180 has it. */
export function csvText(rows: readonly (readonly CsvValue[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')
}
