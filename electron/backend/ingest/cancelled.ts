import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'

export function cancelledError(): AppError {
  return new AppError('CANCELLED', say('error.import.cancelled'), say('mend.import_again'))
}
