import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { say } from '#shared/words/say.ts'

export type ElectronBinary =
  | { readonly found: true; readonly path: string }
  | { readonly found: false; readonly reason: string }

/**
 * Electron's program, where it is on this machine. The package itself is not imported: doing so downloads a
 * missing program.
 */
export function findElectron(
  root: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): ElectronBinary {
  const folder = join(root, 'node_modules', 'electron')
  if (!existsSync(join(folder, 'package.json')))
    return { found: false, reason: say('doctor.electron.not_installed') }
  const pathFile = join(folder, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : ''
  const dist = env.ELECTRON_OVERRIDE_DIST_PATH
  const path = dist === undefined || dist === '' ? join(folder, 'dist', name) : join(dist, name || 'electron')
  if ((name === '' && !dist) || !existsSync(path)) {
    return {
      found: false,
      reason: say('doctor.electron.no_program'),
    }
  }
  return { found: true, path }
}
