import Sqlite, { type Database } from 'better-sqlite3'
import { toStorageError } from '../storage-errors.ts'

/**
 * The catalogue for a thread that only reads, while the store thread writes. It has to be open there already.
 * @throws AppError `WORKSPACE_CORRUPT`, `READ_ONLY`.
 */
export function openReadOnly(path: string): Database {
  try {
    return new Sqlite(path, { readonly: true, fileMustExist: true })
  } catch (error) {
    throw toStorageError(error, path)
  }
}
