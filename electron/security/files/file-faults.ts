import { AppError } from '#shared/domain/errors.ts'

/** The `AppError` that a failed write means; `what` names what was being written, for a person. */
export function writeFault(error: unknown, what: string): AppError {
  if (error instanceof AppError) return error
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const cause = { cause: error }
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError(
        'DISK_FULL',
        `The disk is full; ${what} was not written.`,
        'Free some space and try again.',
        cause,
      )
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new AppError(
        'READ_ONLY',
        `The folder for ${what} cannot be written to.`,
        'Choose another folder.',
        cause,
      )
    case 'ENOENT':
      return new AppError(
        'NOT_FOUND',
        `The folder for ${what} is not there any more.`,
        'Choose another folder.',
        cause,
      )
    default:
      return new AppError(
        'INTERNAL',
        `${what} could not be written: ${error instanceof Error ? error.message : String(error)}`,
        'Try again, or choose another folder.',
        cause,
      )
  }
}
