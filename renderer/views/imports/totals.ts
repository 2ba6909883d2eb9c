import type { ImportedLog } from '#shared/contract/documents/log.ts'

export type ImportTotals = {
  /** Rows that are stored now. */
  readonly rows: number
  readonly rejected: number
  readonly duplicate: number
  readonly bytes: number
}

/** What some imports hold together. */
export function totalsOf(logs: readonly ImportedLog[]): ImportTotals {
  return {
    rows: logs.reduce((sum, log) => sum + log.rows, 0),
    rejected: logs.reduce((sum, log) => sum + log.rows_rejected, 0),
    duplicate: logs.reduce((sum, log) => sum + log.rows_duplicate, 0),
    bytes: logs.reduce((sum, log) => sum + log.stored_bytes, 0),
  }
}

/** Names of the models that some imports belong to, in the order of a dictionary. */
export function modelsOf(logs: readonly ImportedLog[]): readonly string[] {
  return [...new Set(logs.map(({ model }) => model))].toSorted((a, b) => a.localeCompare(b))
}
