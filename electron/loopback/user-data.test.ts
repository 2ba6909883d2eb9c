import { expect, it } from 'vitest'
import { defaultWorkspace, userDataFolder } from './user-data.ts'

it('follows APPDATA on Windows', () => {
  const host = {
    platform: 'win32',
    env: { APPDATA: 'C:\\Users\\a\\AppData\\Roaming' },
    home: 'C:\\Users\\a',
  } as const
  expect(defaultWorkspace(host)).toBe('C:\\Users\\a\\AppData\\Roaming\\driftdesk\\workspace')
})

it('uses Application Support on macOS', () => {
  const host = { platform: 'darwin', env: {}, home: '/Users/a' } as const
  expect(userDataFolder(host)).toBe('/Users/a/Library/Application Support/driftdesk')
})

it('follows XDG_CONFIG_HOME on Linux', () => {
  const host = { platform: 'linux', env: { XDG_CONFIG_HOME: '/data/config' }, home: '/home/a' } as const
  expect(defaultWorkspace(host)).toBe('/data/config/driftdesk/workspace')
})

it('ignores a relative XDG_CONFIG_HOME, as the specification asks', () => {
  const host = { platform: 'linux', env: { XDG_CONFIG_HOME: 'config' }, home: '/home/a' } as const
  expect(userDataFolder(host)).toBe('/home/a/.config/driftdesk')
})
