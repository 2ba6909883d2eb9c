import { readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Variables that name drivers themselves, wherever those are. */
const NAMED = ['VK_DRIVER_FILES', 'VK_ICD_FILENAMES', 'VK_ADD_DRIVER_FILES']
/** Where drivers register besides the folders of the XDG specification. */
const OTHERS = ['/etc', '/usr/local/etc', '/run/opengl-driver/share']

/**
 * Whether a graphics driver is registered with Linux's Vulkan loader. Without one there is nothing to open, and Dawn says so
 * on standard error in its own words.
 *
 * Source: the Vulkan loader's documentation, "Driver discovery on Linux".
 */
export function hasVulkanDriver(
  env: Readonly<Record<string, string | undefined>> = process.env,
  filesIn: (folder: string) => readonly string[] = listFolder,
): boolean {
  if (NAMED.some((name) => (env[name] ?? '') !== '')) return true
  const home = env.HOME ?? homedir()
  const paths = (value: string | undefined, otherwise: string): string[] =>
    (value === undefined || value === '' ? otherwise : value).split(':')
  const roots = [
    ...paths(env.XDG_CONFIG_HOME, join(home, '.config')),
    ...paths(env.XDG_CONFIG_DIRS, '/etc/xdg'),
    ...paths(env.XDG_DATA_HOME, join(home, '.local', 'share')),
    ...paths(env.XDG_DATA_DIRS, '/usr/local/share:/usr/share'),
    ...OTHERS,
  ]
  return roots.some((root) => filesIn(join(root, 'vulkan', 'icd.d')).some((file) => file.endsWith('.json')))
}

function listFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
