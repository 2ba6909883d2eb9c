import type { ColumnStorage } from '#shared/domain/columns.ts'
import { MISSING_WORDS } from '#shared/domain/kinds.ts'
import type { PlannedColumn } from '../plan/plan.ts'
import { sqlText } from './session.ts'

/** SQL for a column's value as it is stored, and for whether a value was there that could not be read. */
export type ColumnExpression = { readonly value: string; readonly unreadable: string | null }

/**
 * How a text of a file comes out of SQL: a double (times in milliseconds or the column's epoch unit), a boolean, a text;
 * NULL for words that stand for a missing value, except in columns of texts.
 */
export function valueOfText(column: PlannedColumn, raw: string, timezone: string): ColumnExpression {
  if (column.storage === 'timestamp' && column.time?.startsWith('epoch_') !== true) {
    // No such word is a time, so that only what cannot be read is looked up among them.
    const value = timeOfText(column, raw, timezone)
    const word = `list_contains(${wordList(column)}, ${raw})`
    return { value, unreadable: `${raw} IS NOT NULL AND ${value} IS NULL AND NOT ${word}` }
  }
  const text = withoutMissingWords(column, raw)
  switch (column.storage) {
    case 'string':
      return { value: text, unreadable: null }
    case 'timestamp':
      return readable(text, `TRY_CAST(${text} AS DOUBLE)`)
    case 'number':
      return readable(
        text,
        `TRY_CAST(${column.decimalComma ? `replace(${text}, ',', '.')` : text} AS DOUBLE)`,
      )
    case 'boolean':
      return readable(text, `TRY_CAST(${text} AS BOOLEAN)`)
  }
}

function timeOfText({ time }: PlannedColumn, text: string, timezone: string): string {
  if (time === null || time === 'iso') {
    return `CAST(epoch_ms(TRY_CAST(${text} AS TIMESTAMPTZ)) AS DOUBLE)`
  }
  const parsed = `try_strptime(replace(${text}, 'T', ' '), ${sqlText(time)})`
  return `CAST(epoch_ms(timezone(${sqlText(timezone)}, ${parsed})) AS DOUBLE)`
}

function readable(text: string, value: string): ColumnExpression {
  return { value, unreadable: `${text} IS NOT NULL AND ${value} IS NULL` }
}

function withoutMissingWords(column: PlannedColumn, text: string): string {
  if (column.storage === 'string') return text
  return `CASE WHEN list_contains(${wordList(column)}, ${text}) THEN NULL ELSE ${text} END`
}

/** Not for IN: DuckDB makes a join of a long list, and a join does not keep the order of the rows. */
function wordList(column: PlannedColumn): string {
  return `[${missingWordsOf([column]).map(sqlText).join(', ')}]`
}

export function missingWordsOf(columns: readonly PlannedColumn[]): string[] {
  const own = columns.flatMap(({ missingWord }) => (missingWord === null ? [] : [missingWord]))
  return [...new Set([...MISSING_WORDS, ...own])]
}

/** The storage that a DuckDB type of a Parquet column stands for. */
export function storageOfType(type: string): ColumnStorage {
  if (/^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(\d+,\d+\))$/.test(type)) return 'number'
  if (type === 'BOOLEAN') return 'boolean'
  return type === 'DATE' || type.startsWith('TIMESTAMP') ? 'timestamp' : 'string'
}

/** A typed column as its plan wants it; `type` is DuckDB's. */
export function valueOfTyped(
  column: PlannedColumn,
  sql: string,
  type: string,
  timezone: string,
): ColumnExpression {
  const storage = storageOfType(type)
  if (column.storage === 'string') {
    return { value: type === 'VARCHAR' ? sql : `CAST(${sql} AS VARCHAR)`, unreadable: null }
  }
  if (column.storage === 'timestamp' && storage === 'timestamp') {
    return { value: millisecondsOf(sql, type, timezone), unreadable: null }
  }
  if (storage === 'string') return valueOfText(column, sql, timezone)
  return { value: `CAST(${sql} AS ${column.storage === 'boolean' ? 'BOOLEAN' : 'DOUBLE'})`, unreadable: null }
}

/** UTC milliseconds as a double of a column of type DATE or TIMESTAMP…; those without a zone are of `timezone`. */
export function millisecondsOf(sql: string, type: string, timezone: string): string {
  const instant =
    type === 'TIMESTAMP WITH TIME ZONE' ? sql : `timezone(${sqlText(timezone)}, CAST(${sql} AS TIMESTAMP))`
  return `CAST(epoch_ms(${instant}) AS DOUBLE)`
}
