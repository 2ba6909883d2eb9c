import { basename } from 'node:path'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'

/** System and SQLite codes by what a person can do about them. */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'SQLITE_FULL'])
const READ_ONLY = new Set(['EACCES', 'EPERM', 'EROFS', 'SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_PERM'])
const CORRUPT = new Set(['SQLITE_CORRUPT', 'SQLITE_NOTADB'])

/** Any error of writing to the workspace as an `AppError`; what it does not know it returns as it came. */
export function toStorageError(error: unknown, path: string): unknown {
  if (error instanceof AppError) return error
  const code = errorCode(error)
  if (code === undefined) return error
  const name = basename(path)
  if (FULL.has(code)) {
    return new AppError('DISK_FULL', say('error.disk.full', { name }), say('error.disk.full.mend'), {
      cause: error,
    })
  }
  if (READ_ONLY.has(code)) {
    return new AppError(
      'READ_ONLY',
      say('error.disk.read_only', { name }),
      say('error.disk.read_only.mend'),
      { cause: error },
    )
  }
  if (CORRUPT.has(code)) {
    return new AppError('WORKSPACE_CORRUPT', say('error.catalogue.damaged', { name }), say('mend.restore'), {
      cause: error,
    })
  }
  return error
}

/** The `code` of a system or SQLite error; extended SQLite codes are shortened to their primary one. */
export function errorCode(error: unknown): string | undefined {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined
  if (typeof code !== 'string') return undefined
  return code.startsWith('SQLITE_') ? code.split('_').slice(0, 2).join('_') : code
}
