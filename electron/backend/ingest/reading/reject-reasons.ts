import type { ColumnStorage } from '#shared/domain/columns.ts'

const NAMES: Record<ColumnStorage, string> = {
  number: 'no number',
  timestamp: 'no time',
  boolean: 'neither true nor false',
  string: 'no text',
}

/** Why a value is not what its column holds. */
export function misfitReason(value: string, storage: ColumnStorage): string {
  return `"${value.slice(0, 60)}" is ${NAMES[storage]}`
}

/** DuckDB's kinds of CSV errors in words. */
export function reasonOfReject(kind: string, message: string, storage: ColumnStorage): string {
  switch (kind) {
    case 'CAST': {
      const value = /Could not convert string "([\s\S]*?)"(?: to|$)/.exec(message)?.[1]
      return value === undefined
        ? `The value is ${NAMES[storage]}`
        : `"${value.slice(0, 60)}" is ${NAMES[storage]}`
    }
    case 'MISSING COLUMNS':
    case 'TOO MANY COLUMNS': {
      const [, expected, found] = /Columns: (\d+) Found: (\d+)/.exec(message) ?? []
      return found === undefined
        ? 'The number of fields is wrong'
        : `${found} ${found === '1' ? 'field' : 'fields'}, ${expected} expected`
    }
    case 'UNQUOTED VALUE':
      return 'A quoted value is not closed, or goes on after its closing quote'
    case 'LINE SIZE OVER MAXIMUM':
      return 'The line is longer than 2 MB'
    case 'INVALID ENCODING':
      return 'The line is not valid UTF-8'
    default:
      return 'The row does not fit'
  }
}
