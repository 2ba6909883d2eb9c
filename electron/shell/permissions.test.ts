import type { Session } from 'electron'
import { describe, expect, it } from 'vitest'
import { mayUse, restrictPermissions } from './permissions.ts'

const DENIED = [
  'clipboard-read',
  'media',
  'geolocation',
  'notifications',
  'midi',
  'midiSysex',
  'pointerLock',
  'fullscreen',
  'openExternal',
  'fileSystem',
  'hid',
  'serial',
  'usb',
  'display-capture',
  'local-fonts',
  'idle-detection',
  'unknown',
  '__proto__',
]

describe('mayUse', () => {
  it.each(DENIED)('denies %s', (permission) => {
    expect(mayUse(permission, 'app://driftdesk/')).toBe(false)
  })

  it('lets the page write to the clipboard', () => {
    expect(mayUse('clipboard-sanitized-write', 'app://driftdesk/')).toBe(true)
  })

  it.each(['', 'about:blank', 'https://driftdesk/', 'app://other/'])('lets %j not', (url) => {
    expect(mayUse('clipboard-sanitized-write', url)).toBe(false)
  })
})

it('applies to checks, requests and devices', () => {
  type Handlers = {
    check?: Parameters<Session['setPermissionCheckHandler']>[0]
    request?: Parameters<Session['setPermissionRequestHandler']>[0]
    device?: Parameters<Session['setDevicePermissionHandler']>[0]
  }
  const set: Handlers = {}
  restrictPermissions({
    setPermissionCheckHandler: (handler) => {
      set.check = handler
    },
    setPermissionRequestHandler: (handler) => {
      set.request = handler
    },
    setDevicePermissionHandler: (handler) => {
      set.device = handler
    },
  })
  const details = { isMainFrame: true, requestingUrl: 'app://driftdesk/' }
  const answers: boolean[] = []
  const contents = {} as Parameters<NonNullable<Handlers['request']>>[0]
  set.request?.(contents, 'media', (granted) => answers.push(granted), details)
  set.request?.(contents, 'clipboard-sanitized-write', (granted) => answers.push(granted), details)
  expect(answers).toEqual([false, true])
  expect(set.check?.(null, 'geolocation', 'app://driftdesk', details)).toBe(false)
  expect(set.device?.({ deviceType: 'usb', origin: 'app://driftdesk', device: {} as never })).toBe(false)
})
