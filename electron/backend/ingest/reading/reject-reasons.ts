import type { ColumnStorage } from '#shared/domain/columns.ts'
import { say } from '#shared/words/say.ts'

const NAMES = {
  number: 'no_number',
  timestamp: 'no_time',
  boolean: 'no_boolean',
  string: 'no_text',
} as const satisfies Record<ColumnStorage, string>

/** Why a value is not what its column holds. */
export function misfitReason(value: string, storage: ColumnStorage): string {
  return say(`reject.${NAMES[storage]}`, { value: value.slice(0, 60) })
}

/** DuckDB's kinds of CSV errors in words. */
export function reasonOfReject(kind: string, message: string, storage: ColumnStorage): string {
  switch (kind) {
    case 'CAST': {
      const value = /Could not convert string "([\s\S]*?)"(?: to|$)/.exec(message)?.[1]
      return value === undefined ? say(`reject.value.${NAMES[storage]}`) : misfitReason(value, storage)
    }
    case 'MISSING COLUMNS':
    case 'TOO MANY COLUMNS': {
      const [, expected, found] = /Columns: (\d+) Found: (\d+)/.exec(message) ?? []
      return found === undefined
        ? say('reject.fields.wrong')
        : say('reject.fields', { found: Number(found), expected: Number(expected) })
    }
    case 'UNQUOTED VALUE':
      return say('reject.quote')
    case 'LINE SIZE OVER MAXIMUM':
      return say('reject.long')
    case 'INVALID ENCODING':
      return say('reject.encoding')
    default:
      return say('reject.row')
  }
}
