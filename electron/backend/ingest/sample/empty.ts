import { AppError } from '#shared/domain/errors.ts'
import type { ProbedFile } from '../files/probe.ts'

/** The error for a file that describes columns and has no row. */
export function headerOnly(file: ProbedFile): AppError {
  return new AppError(
    'FILE_HEADER_ONLY',
    `${file.source.name} has columns and no rows.`,
    'Choose a file that has rows.',
  )
}
