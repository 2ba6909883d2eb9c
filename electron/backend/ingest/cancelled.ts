import { AppError } from '#shared/domain/errors.ts'

export function cancelledError(): AppError {
  return new AppError(
    'CANCELLED',
    'The import was cancelled; nothing of it was stored.',
    'Import the files again.',
  )
}
