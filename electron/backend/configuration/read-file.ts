import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '#shared/domain/errors.ts'
import { MOST_CHARACTERS } from './document.ts'

/**
 * The text of a configuration file; `name` is for messages. Nothing is read of a file that is too large to be one.
 * @throws AppError `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `INPUT_TOO_LARGE`
 */
export async function readConfigurationFile(path: string, name = basename(path)): Promise<string> {
  const text = await readBounded(path, name).catch((cause: unknown) => {
    if (cause instanceof AppError) throw cause
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
    if (isMissing) {
      throw new AppError('FILE_NOT_FOUND', `There is no file ${name}.`, 'Check the name and the folder.', {
        cause,
      })
    }
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new AppError('FILE_UNREADABLE', `${name} cannot be read: ${reason}`, 'Choose another file.', {
      cause,
    })
  })
  return text.replace(/^\uFEFF/, '')
}

async function readBounded(path: string, name: string): Promise<string> {
  const { size } = await stat(path)
  if (size > MOST_CHARACTERS) {
    throw new AppError(
      'INPUT_TOO_LARGE',
      `${name} has ${size} bytes; a configuration has at most ${MOST_CHARACTERS}.`,
      'Choose the configuration file.',
    )
  }
  return readFile(path, 'utf8')
}
