import type { ColumnStorage } from '#shared/domain/columns.ts'
import { MISSING_WORDS } from '#shared/domain/kinds.ts'
import type { PlannedColumn } from '../plan/plan.ts'
import { sqlText } from './session.ts'

/** SQL for a column's value as it is stored, and for whether a value was there that could not be read. */
export type ColumnExpression = { readonly value: string; readonly unreadable: string | null }

/** How a value comes out of SQL: a double (times in milliseconds or the column's epoch unit), a boolean, a text. */
export function valueOfText(column: PlannedColumn, text: string, timezone: string): ColumnExpression {
  switch (column.storage) {
    case 'string':
      return { value: text, unreadable: null }
    case 'number':
      return readable(
        text,
        `TRY_CAST(${column.decimalComma ? `replace(${text}, ',', '.')` : text} AS DOUBLE)`,
      )
    case 'boolean':
      return readable(text, `TRY_CAST(${text} AS BOOLEAN)`)
    case 'timestamp': {
      const { time } = column
      if (time === null || time === 'iso') {
        return readable(text, `CAST(epoch_ms(TRY_CAST(${text} AS TIMESTAMPTZ)) AS DOUBLE)`)
      }
      if (time.startsWith('epoch_')) return readable(text, `TRY_CAST(${text} AS DOUBLE)`)
      const parsed = `try_strptime(replace(${text}, 'T', ' '), ${sqlText(time)})`
      return readable(text, `CAST(epoch_ms(timezone(${sqlText(timezone)}, ${parsed})) AS DOUBLE)`)
    }
  }
}

function readable(text: string, value: string): ColumnExpression {
  return { value, unreadable: `${text} IS NOT NULL AND ${value} IS NULL` }
}

/** The text, or NULL for words that stand for a missing value (never in columns of texts). */
export function withoutMissingWords(column: PlannedColumn, text: string): string {
  if (column.storage === 'string') return text
  // Not IN: DuckDB makes a join of a long list, and a join does not keep the order of the rows.
  const words = missingWordsOf([column]).map(sqlText).join(', ')
  return `CASE WHEN list_contains([${words}], ${text}) THEN NULL ELSE ${text} END`
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
  if (storage === 'string') return valueOfText(column, withoutMissingWords(column, sql), timezone)
  return { value: `CAST(${sql} AS ${column.storage === 'boolean' ? 'BOOLEAN' : 'DOUBLE'})`, unreadable: null }
}

/** UTC milliseconds as a double of a column of type DATE or TIMESTAMP…; those without a zone are of `timezone`. */
export function millisecondsOf(sql: string, type: string, timezone: string): string {
  const instant =
    type === 'TIMESTAMP WITH TIME ZONE' ? sql : `timezone(${sqlText(timezone)}, CAST(${sql} AS TIMESTAMP))`
  return `CAST(epoch_ms(${instant}) AS DOUBLE)`
}
