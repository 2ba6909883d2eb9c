import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type Browser, findBrowser } from '../../electron/loopback/browser.ts'

let listsRenewed = false

/** Installs a Debian package, where this is Debian and the user is root; elsewhere it does nothing. */
function installPackage(name: string): void {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return
  console.log(`Installing the package "${name}".`)
  const steps = [...(listsRenewed ? [] : [['update']]), ['install', '-y', '--no-install-recommends', name]]
  for (const args of steps) {
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  }
  listsRenewed = true
}

/** The system's Chromium; on Debian, as root, its package is installed when there is none. */
export function ensureBrowser(): Browser {
  const present = findBrowser()
  if (present.found) return present
  installPackage('chromium')
  return findBrowser()
}

/**
 * Vulkan's loader, through which the browser's software adapter runs the kernels of graphics devices; without it their
 * tests are skipped.
 */
export function ensureVulkanLoader(): void {
  if (process.platform !== 'linux') return
  const known = spawnSync('ldconfig', ['-p'], { encoding: 'utf8' })
  if (known.status === 0 && !known.stdout.includes('libvulkan.so.1')) installPackage('libvulkan1')
}
