import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type Browser, findBrowser } from '../../electron/loopback/browser.ts'

/** The system's Chromium; on Debian, as root, its package is installed when there is none. */
export function ensureBrowser(): Browser {
  const present = findBrowser()
  if (present.found || process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return present
  console.log('No browser found: installing the package "chromium".')
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  }
  return findBrowser()
}
