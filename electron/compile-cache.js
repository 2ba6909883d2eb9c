// Plain JavaScript: with compiled code at hand from the run before, Node does not load its TypeScript compiler at all.
import module from 'node:module'
import { homedir } from 'node:os'
import { posix, win32 } from 'node:path'

/**
 * Folder of the person's own for compiled code. Node's default is in the folder for temporary files, where other
 * users of the machine could put something before.
 * @param {string} platform
 * @param {Readonly<Record<string, string | undefined>>} env
 * @param {string} home
 * @returns {string}
 */
export function compileCacheFolder(platform, env, home = homedir()) {
  switch (platform) {
    case 'win32':
      return win32.join(env.LOCALAPPDATA || win32.join(home, 'AppData', 'Local'), 'driftdesk', 'compiled')
    case 'darwin':
      return posix.join(home, 'Library', 'Caches', 'driftdesk', 'compiled')
    default: {
      const cache = env.XDG_CACHE_HOME
      const own = cache?.startsWith('/') ? cache : posix.join(home, '.cache')
      return posix.join(own, 'driftdesk', 'compiled')
    }
  }
}

/** Keeps compiled code between runs. Threads take the folder from the environment, and they are most of the code. */
export function keepCompiledCode() {
  process.env.NODE_COMPILE_CACHE ??= compileCacheFolder(process.platform, process.env)
  module.enableCompileCache(process.env.NODE_COMPILE_CACHE)
}
