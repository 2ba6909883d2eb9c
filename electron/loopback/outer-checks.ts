import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { check } from '#backend/doctor/check.ts'
import type { DoctorCheck } from '#shared/contract/documents/doctor.ts'
import { say } from '#shared/words/say.ts'
import { APP_FOLDER } from './app-folders.ts'
import { findBrowser } from './browser.ts'
import { hasDisplay } from './display.ts'
import { findElectron } from './electron-binary.ts'

const run = promisify(execFile)
const VERSION_TIMEOUT_MS = 10_000

/** What lies outside the backend: the two programs that can show a window, and whether there is a display. */
export function outerChecks(): Promise<readonly DoctorCheck[]> {
  return Promise.all([
    check('electron', say('doctor.electron.mend'), () => {
      const electron = findElectron(APP_FOLDER)
      if (electron.found) return { ok: true, version: installedElectron(), detail: electron.path }
      return {
        ok: false,
        version: installedElectron(),
        detail: `${electron.reason}.`,
        mend: say('doctor.electron.nothing'),
      }
    }),
    check('browser', say('doctor.browser.mend'), async () => {
      const browser = findBrowser()
      if (!browser.found) return { ok: false, version: '', detail: browser.reason, mend: browser.mend }
      return { ok: true, version: await browserVersion(browser.path), detail: browser.path }
    }),
    check('display', say('doctor.display.mend'), () =>
      hasDisplay()
        ? { ok: true, version: '', detail: say('doctor.display') }
        : {
            ok: false,
            version: '',
            detail: say('doctor.display.none'),
            mend: say('doctor.display.none.mend'),
          },
    ),
  ])
}

function installedElectron(): string {
  try {
    const text = readFileSync(join(APP_FOLDER, 'node_modules', 'electron', 'package.json'), 'utf8')
    const { version } = JSON.parse(text) as { readonly version?: unknown }
    return typeof version === 'string' ? version : ''
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}

/** Windows programs print no version; there the path has to do. */
async function browserVersion(path: string): Promise<string> {
  if (process.platform === 'win32') return ''
  const { stdout } = await run(path, ['--version'], { timeout: VERSION_TIMEOUT_MS })
  return /\d+(\.\d+)+/.exec(stdout)?.[0] ?? ''
}
