import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import type { ProbedFile } from '../files/probe.ts'

/** The error for a file that describes columns and has no row. */
export function headerOnly(file: ProbedFile): AppError {
  return new AppError(
    'FILE_HEADER_ONLY',
    say('error.file.columns_no_rows', { file: file.source.name }),
    say('mend.choose_file_with_rows'),
  )
}
