import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findBrowser } from '../../electron/loopback/browser.ts'

export type BrowserState =
  | { readonly found: true; readonly path: string }
  | { readonly found: false; readonly mend: string }

/** The system's Chromium; on Debian, as root, its package is installed when there is none. */
export function ensureBrowser(): BrowserState {
  const present = findBrowser()
  if (present !== null) return { found: true, path: present }
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    console.log('No browser found: installing the package "chromium".')
    for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
      spawnSync('apt-get', args, {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      })
    }
    const installed = findBrowser()
    if (installed !== null) return { found: true, path: installed }
  }
  return {
    found: false,
    mend: 'Install Chromium, Chrome or Edge, or name one in DRIFTDESK_BROWSER, and run it again.',
  }
}
