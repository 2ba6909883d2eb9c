import { expect, it } from 'vitest'
import { compileCacheFolder } from './compile-cache.js'

it.each([
  ['linux', {}, '/home/ana/.cache/driftdesk/compiled'],
  ['linux', { XDG_CACHE_HOME: '/big/cache' }, '/big/cache/driftdesk/compiled'],
  ['linux', { XDG_CACHE_HOME: 'relative' }, '/home/ana/.cache/driftdesk/compiled'],
  ['darwin', {}, '/home/ana/Library/Caches/driftdesk/compiled'],
  [
    'win32',
    { LOCALAPPDATA: 'C:\\Users\\ana\\AppData\\Local' },
    'C:\\Users\\ana\\AppData\\Local\\driftdesk\\compiled',
  ],
] as const)('on %s with %j is the own folder of the person', (platform, env, expected) => {
  expect(compileCacheFolder(platform, env, '/home/ana')).toBe(expected)
})
