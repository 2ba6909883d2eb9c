import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from '../../security/headers.ts'
import { openSite, type Site } from './testing/site.ts'

let site: Site
beforeEach(async () => {
  site = await openSite()
})
afterEach(() => site.close())

describe('downloads', () => {
  async function deliver(name: string, text: string): Promise<string> {
    const path = join(site.folder, 'made')
    await writeFile(path, text)
    const delivery = await site.downloads.deliver({ path, name, media: 'text/html; charset=utf-8' })
    if (delivery.kind !== 'download') throw new Error(delivery.kind)
    expect(delivery).toMatchObject({ name, bytes: Buffer.byteLength(text) })
    return delivery.url
  }

  it('sends a file to save, not to show', async () => {
    const url = await deliver('Drift – May.html', '<script>alert(1)</script>')
    const answer = await site.ask(url, { headers: { Cookie: await site.enter() } })
    expect([answer.status, answer.body]).toEqual([200, '<script>alert(1)</script>'])
    expect(answer.headers).toMatchObject({
      'content-disposition': `attachment; filename="Drift _ May.html"; filename*=UTF-8''Drift%20%E2%80%93%20May.html`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': contentSecurityPolicy(),
    })
  })

  it('has an address that cannot be guessed and is of no use without the cookie', async () => {
    const url = await deliver('a.csv', 'x')
    expect(url).toMatch(/^\/downloads\/[\w-]{43}$/)
    expect((await site.ask(url)).status).toBe(401)
  })

  it('can be fetched again until it expires, and is deleted then', async () => {
    const url = await deliver('a.csv', 'x')
    const headers = { Cookie: await site.enter() }
    const statuses = [(await site.ask(url, { headers })).status, (await site.ask(url, { headers })).status]
    site.setClock(60_000)
    const late = await site.ask(url, { headers })
    expect([...statuses, late.status, JSON.parse(late.body).code]).toEqual([200, 200, 410, 'TOKEN_EXPIRED'])
    expect(existsSync(join(site.folder, 'made'))).toBe(false)
  })

  it.each([
    '/downloads/',
    '/downloads/..%2f..%2fsecret.txt',
    '/downloads/__proto__',
    '/downloads/constructor',
  ])('has nothing at %s', async (path) => {
    expect((await site.ask(path, { headers: { Cookie: await site.enter() } })).status).toBe(410)
  })

  it('does not deliver a file that is not there', async () => {
    await expect(
      site.downloads.deliver({ path: join(site.folder, 'none'), name: 'a', media: 'x' }),
    ).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})
