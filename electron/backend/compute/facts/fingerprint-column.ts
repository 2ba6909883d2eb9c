import type { ColumnStorage } from '#shared/domain/columns.ts'
import {
  addMissing,
  addNumber,
  addText,
  createFingerprint,
  fingerprintText,
} from '#shared/stats/quality/fingerprint.ts'
import type { RowSource } from '../procedures.ts'
import { visitCategories, visitNumbers } from '../visit-columns.ts'

export type FingerprintColumnTask = {
  readonly source: RowSource
  readonly column: string
  readonly storage: ColumnStorage
  readonly cancelFlag: Int32Array
}

/** A text that two columns share exactly when they hold the same values in the same rows. */
export function fingerprintColumn(
  { source, column, storage }: FingerprintColumnTask,
  stop: () => void,
): string {
  const print = createFingerprint()
  switch (storage) {
    case 'number':
    case 'timestamp':
      visitNumbers(source, column, stop, (values) => {
        for (const value of values) addNumber(print, value)
      })
      return fingerprintText(print)
    case 'string':
    case 'boolean':
      visitCategories(source, column, stop, (codes, values) => {
        for (const code of codes) {
          if (code < 0) addMissing(print)
          else addText(print, values[code])
        }
      })
      return fingerprintText(print)
  }
}
