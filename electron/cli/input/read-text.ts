import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { AppError } from '#shared/domain/errors.ts'

/**
 * A small text file that was named on the command line.
 * @throws AppError `FILE_NOT_FOUND`, `FILE_UNREADABLE`
 */
export async function readText(name: string, folder: string): Promise<string> {
  try {
    return await readFile(resolve(folder, name), 'utf8')
  } catch (error) {
    throw readFault(error, name)
  }
}

/** Why a file that was named on the command line could not be read: `FILE_NOT_FOUND` or `FILE_UNREADABLE`. */
export function readFault(error: unknown, name: string): AppError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') {
    return new AppError('FILE_NOT_FOUND', `There is no file ${name}.`, 'Check the name and the folder.')
  }
  return new AppError('FILE_UNREADABLE', `${name} cannot be read (${String(code)}).`, 'Check what it is.', {
    cause: error,
  })
}
