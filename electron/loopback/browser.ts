import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { posix, win32 } from 'node:path'
import { say } from '#shared/words/say.ts'

export type Browser =
  | { readonly found: true; readonly path: string }
  | { readonly found: false; readonly reason: string; readonly mend: string }

export type BrowserHost = {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  readonly exists: (path: string) => boolean
}

/** Programs of the Chromium family by the names under which Linux distributions install them. */
const LINUX_NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
]
const MAC_NAMES = ['Google Chrome', 'Chromium', 'Microsoft Edge']
const WINDOWS_PLACES = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
]

/**
 * The Chromium, Chrome or Edge of this machine. `DRIFTDESK_BROWSER` names one and then stands alone: a wrong path
 * is reported rather than passed over.
 */
export function findBrowser(host: BrowserHost = thisHost()): Browser {
  const chosen = host.env.DRIFTDESK_BROWSER
  if (chosen !== undefined && chosen !== '') {
    if (host.exists(chosen)) return { found: true, path: chosen }
    return {
      found: false,
      reason: say('doctor.browser.wrong', { path: chosen }),
      mend: say('doctor.browser.wrong.mend'),
    }
  }
  const path = candidates(host).find((candidate) => host.exists(candidate))
  if (path !== undefined) return { found: true, path }
  return {
    found: false,
    reason: say('doctor.browser.none'),
    mend: say('doctor.browser.none.mend'),
  }
}

function candidates({ platform, env, home }: BrowserHost): string[] {
  switch (platform) {
    case 'darwin':
      return ['/Applications', posix.join(home, 'Applications')].flatMap((folder) =>
        MAC_NAMES.map((name) => posix.join(folder, `${name}.app`, 'Contents', 'MacOS', name)),
      )
    case 'win32':
      return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
        .filter((folder) => folder !== undefined && folder !== '')
        .flatMap((folder) => WINDOWS_PLACES.map((place) => win32.join(folder ?? '', ...place)))
    default: {
      const folders = (env.PATH ?? '').split(':').filter((folder) => folder.startsWith('/'))
      return LINUX_NAMES.flatMap((name) => folders.map((folder) => posix.join(folder, name)))
    }
  }
}

function thisHost(): BrowserHost {
  return { platform: process.platform, env: process.env, home: homedir(), exists: existsSync }
}
