import type { Session } from 'electron'
import { isPage } from './origin.ts'

/** The page may put text on the clipboard, and nothing else. `url` is the asking page or its origin. */
export function mayUse(permission: string, url: string): boolean {
  return permission === 'clipboard-sanitized-write' && isPage(url)
}

/** Denies every permission but that one, in checks, in requests and for devices. */
export function restrictPermissions(
  session: Pick<
    Session,
    'setPermissionCheckHandler' | 'setPermissionRequestHandler' | 'setDevicePermissionHandler'
  >,
): void {
  session.setPermissionCheckHandler((_contents, permission, origin) => mayUse(permission, origin))
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    callback(mayUse(permission, details.requestingUrl))
  })
  session.setDevicePermissionHandler(() => false)
}
