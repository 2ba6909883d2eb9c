import { existsSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const DRIVERS = [
  '/usr/lib/chromium/vk_swiftshader_icd.json',
  '/usr/lib64/chromium-browser/vk_swiftshader_icd.json',
]

/**
 * Points the Vulkan loader of this process at the software adapter that comes with the system's Chromium, so that
 * kernels run everywhere on the path that a graphics card takes. To be called before Dawn is first loaded; a driver
 * that the environment names already is left alone.
 */
export function pointAtSoftwareAdapter(): void {
  const driver = DRIVERS.find((path) => existsSync(path))
  if (driver === undefined || process.env.VK_DRIVER_FILES !== undefined) return
  process.env.VK_DRIVER_FILES = driver
  if (process.env.XDG_RUNTIME_DIR !== undefined) return
  // One for all: a process of tests may be ended before it could take its own away.
  const folder = join(tmpdir(), 'driftdesk-test-gpu')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  process.env.XDG_RUNTIME_DIR = folder
}
