import { expect, it } from 'vitest'
import { callerFolder } from './caller-folder.ts'

const BY_NPM = { npm_package_name: 'driftdesk', npm_lifecycle_event: 'driftdesk', INIT_CWD: '/home/ana/logs' }

it('is where npm was called when npm runs this package', () => {
  expect(callerFolder(BY_NPM, '/opt/driftdesk', '/opt/driftdesk')).toBe('/home/ana/logs')
})

it.each([
  ['nothing of npm', {}],
  ['the script of another package', { ...BY_NPM, npm_package_name: 'pipeline' }],
  ['another script of this package', { ...BY_NPM, npm_lifecycle_event: 'test' }],
])('is the working folder with %s', (_case, env) => {
  expect(callerFolder(env, '/opt/driftdesk', '/opt/driftdesk')).toBe('/opt/driftdesk')
})

it('is the working folder when a program that npm started chose its own', () => {
  expect(callerFolder(BY_NPM, '/srv/batch', '/opt/driftdesk')).toBe('/srv/batch')
})
