import { homedir } from 'node:os'
import { posix, win32 } from 'node:path'

/**
 * Folder of the person's own for compiled code. Node's default is in the folder for temporary files, where other
 * users of the machine could put something before.
 */
export function compileCacheFolder(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
  home: string = homedir(),
): string {
  switch (platform) {
    case 'win32':
      return win32.join(env.LOCALAPPDATA || win32.join(home, 'AppData', 'Local'), 'driftdesk', 'compiled')
    case 'darwin':
      return posix.join(home, 'Library', 'Caches', 'driftdesk', 'compiled')
    default: {
      const cache = env.XDG_CACHE_HOME
      return posix.join(cache?.startsWith('/') ? cache : posix.join(home, '.cache'), 'driftdesk', 'compiled')
    }
  }
}
