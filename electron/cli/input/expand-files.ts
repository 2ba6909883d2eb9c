import { glob, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { AppError } from '#shared/domain/errors.ts'

/** Standard input where a file is expected. */
export const STANDARD_INPUT = '-'

/**
 * Absolute paths of the files that were named, in order, each once; `-` stays. A name that is no file but has
 * signs of a pattern is expanded, its matches sorted.
 * @throws AppError `FILE_NOT_FOUND` for a name or pattern without a file, `FILE_UNREADABLE` for a folder.
 */
export async function expandFiles(names: readonly string[], folder: string): Promise<readonly string[]> {
  const files = new Set<string>()
  for (const name of names) {
    if (name === STANDARD_INPUT) files.add(name)
    else for (const file of await expand(name, folder)) files.add(file)
  }
  return [...files]
}

async function expand(name: string, folder: string): Promise<readonly string[]> {
  const path = resolve(folder, name)
  const found = await kindOf(path)
  if (found === 'file') return [path]
  if (found === 'folder') {
    throw new AppError(
      'FILE_UNREADABLE',
      `${name} is a folder.`,
      `Name the files in it, for example "${name.replace(/[/\\]+$/, '')}/*.csv".`,
    )
  }
  if (/[*?[\]{}]/.test(name)) {
    const matches: string[] = []
    for await (const match of glob(name, { cwd: folder })) {
      const file = resolve(folder, match)
      if ((await kindOf(file)) === 'file') matches.push(file)
    }
    if (matches.length > 0) return matches.sort()
    throw new AppError('FILE_NOT_FOUND', `No file matches ${name}.`, 'Check the pattern and the folder.')
  }
  throw new AppError('FILE_NOT_FOUND', `There is no file ${name}.`, 'Check the name and the folder.')
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'nothing'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file'
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return 'nothing'
    throw new AppError(
      'FILE_UNREADABLE',
      `${path} cannot be read (${String(code)}).`,
      'Check its permissions.',
      {
        cause: error,
      },
    )
  }
}
