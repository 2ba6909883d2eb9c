import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { contentSecurityPolicy } from '../security/headers.ts'
import { APP_PROTOCOL, answerFrom } from './protocol.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'driftdesk-test-'))
  await writeFile(join(folder, 'index.html'), '<!doctype html>')
  await symlink('/etc/passwd', join(folder, 'link.txt'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const get = (url: string, method = 'GET') => answerFrom(folder)(new Request(url, { method }))

it('serves the page with the policy of both shells', async () => {
  const response = await get('app://driftdesk/')
  expect([response.status, await response.text()]).toEqual([200, '<!doctype html>'])
  expect(response.headers.get('Content-Security-Policy')).toBe(contentSecurityPolicy())
  expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
  expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
})

it('answers HEAD without a body', async () => {
  expect(await (await get('app://driftdesk/', 'HEAD')).text()).toBe('')
})

it.each([
  ['app://other/', 403],
  ['app://driftdesk/..%2f..%2fetc/passwd', 400],
  ['app://driftdesk/..%5cpasswd', 400],
  ['app://driftdesk/%00', 400],
  ['app://driftdesk/link.txt', 404],
  ['app://driftdesk/none.js', 404],
])('answers %s with %i', async (url, status) => {
  const response = await get(url)
  expect(response.status).toBe(status)
  expect(await response.text()).not.toContain('root:')
})

it('refuses to write', async () => {
  expect((await get('app://driftdesk/', 'POST')).status).toBe(405)
})

it('is a secure origin that does not bypass its policy', () => {
  expect(APP_PROTOCOL.privileges).toMatchObject({
    standard: true,
    secure: true,
    bypassCSP: false,
    allowServiceWorkers: false,
  })
})
