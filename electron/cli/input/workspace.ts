import { resolve } from 'node:path'
import { AppError } from '#shared/domain/errors.ts'

/** Absolute path of a folder that was named on the command line. */
export function inputFolder(name: string | undefined, folder: string): string | undefined {
  return name === undefined ? undefined : resolve(folder, name)
}

/** @throws AppError `USAGE` when `--workspace` was not given. */
export function requireWorkspace(name: string | undefined, folder: string): string {
  if (name === undefined) {
    throw new AppError(
      'USAGE',
      '--workspace is missing.',
      'Name a folder: --workspace DIR. It is created when it is not there.',
    )
  }
  return resolve(folder, name)
}
