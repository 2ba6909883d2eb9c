import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'

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
        say('error.write.disk_full', { name: what }),
        say('error.write.disk_full.mend'),
        cause,
      )
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new AppError(
        'READ_ONLY',
        say('error.write.read_only', { name: what }),
        say('error.write.mend'),
        cause,
      )
    case 'ENOENT':
      return new AppError(
        'NOT_FOUND',
        say('error.write.gone', { name: what }),
        say('error.write.mend'),
        cause,
      )
    default:
      return new AppError(
        'INTERNAL',
        say('error.write.other', {
          name: what,
          cause: error instanceof Error ? error.message : String(error),
        }),
        say('error.write.other.mend'),
        cause,
      )
  }
}
