import { homedir } from 'node:os'
import { posix, win32 } from 'node:path'

type Host = {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
}

const thisHost = (): Host => ({ platform: process.platform, env: process.env, home: homedir() })

/**
 * Folder of the person's own Driftdesk data. It is where Electron puts an app's data, so that both windows open
 * the same workspace: `%APPDATA%\driftdesk`, `~/Library/Application Support/driftdesk`, or
 * `$XDG_CONFIG_HOME/driftdesk` (`~/.config` without it).
 */
export function userDataFolder(host: Host = thisHost()): string {
  const { platform, env, home } = host
  if (platform === 'win32') {
    return win32.join(env.APPDATA || win32.join(home, 'AppData', 'Roaming'), 'driftdesk')
  }
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'driftdesk')
  const config = env.XDG_CONFIG_HOME
  return posix.join(config?.startsWith('/') ? config : posix.join(home, '.config'), 'driftdesk')
}

/** The workspace that opens where nobody names one. */
export function defaultWorkspace(host: Host = thisHost()): string {
  return (host.platform === 'win32' ? win32 : posix).join(userDataFolder(host), 'workspace')
}
