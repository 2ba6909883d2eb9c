import { existsSync, mkdtempSync } from 'node:fs'
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
  process.env.XDG_RUNTIME_DIR ??= mkdtempSync(join(tmpdir(), 'driftdesk-gpu-'))
}
