import { basename } from 'node:path'
import { AppError } from '#shared/domain/errors.ts'

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
    return new AppError(
      'DISK_FULL',
      `There is no room left on the disk to write ${name}.`,
      'Free some space, or move the workspace to a larger disk, and try again. Nothing that was stored is lost.',
      { cause: error },
    )
  }
  if (READ_ONLY.has(code)) {
    return new AppError(
      'READ_ONLY',
      `${name} cannot be written: the folder is read-only or belongs to somebody else.`,
      'Choose a workspace folder that you may write to.',
      { cause: error },
    )
  }
  if (CORRUPT.has(code)) {
    return new AppError(
      'WORKSPACE_CORRUPT',
      `The catalogue ${name} is damaged and cannot be read.`,
      'Restore the workspace from a backup, or open an empty folder and import the files again.',
      { cause: error },
    )
  }
  return error
}

/** The `code` of a system or SQLite error; extended SQLite codes are shortened to their primary one. */
export function errorCode(error: unknown): string | undefined {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined
  if (typeof code !== 'string') return undefined
  return code.startsWith('SQLITE_') ? code.split('_').slice(0, 2).join('_') : code
}
