import { spawn } from 'node:child_process'
import { AppError } from '#shared/domain/errors.ts'
import type { StartArguments } from './arguments.ts'

/**
 * Runs the built desktop app until it ends.
 * @returns its exit status; 0 when a signal ended it, since the person asked for that.
 * @throws AppError `NOT_AVAILABLE` when its program does not start.
 */
export async function runElectron(path: string, root: string, given: StartArguments): Promise<number> {
  const args = [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    root,
    ...(given.workspace === null ? [] : ['--workspace', given.workspace]),
    ...(given.files.length === 0 ? [] : ['--', ...given.files]),
  ]
  const child = spawn(path, args, { stdio: 'inherit' })
  return new Promise((resolve, reject) => {
    child.once('error', (error) => {
      reject(
        new AppError(
          'NOT_AVAILABLE',
          `Electron did not start: ${error.message}`,
          'Run "npx install-electron".',
          {
            cause: error,
          },
        ),
      )
    })
    child.once('exit', (status) => resolve(status ?? 0))
  })
}
