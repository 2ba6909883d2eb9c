import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { request as httpRequest, type OutgoingHttpHeaders } from 'node:http'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSite, type Site } from './testing/site.ts'

let site: Site
beforeEach(async () => {
  site = await openSite()
})
afterEach(() => site.close())

describe('uploads', () => {
  const post = async (path: string, body: string | Buffer, headers: OutgoingHttpHeaders = {}) =>
    site.ask(path, {
      method: 'POST',
      headers: { Cookie: await site.enter(), Origin: site.server.origin, ...headers },
      body,
    })
  const kept = async () =>
    existsSync(join(site.folder, 'uploads')) ? readdir(join(site.folder, 'uploads')) : []

  it('streams a file to the temporary site.folder and answers with its token, not its path', async () => {
    const answer = await post('/files?name=My%20log.csv.gz', 'a,b\n1,2\n')
    expect(answer.status).toBe(201)
    expect(JSON.parse(answer.body)).toEqual({ token: 'token-of-file', name: 'My log.csv.gz', bytes: 8 })
    expect(answer.body).not.toContain(site.folder)
    expect(site.echo.granted).toMatchObject([{ name: 'My log.csv.gz', bytes: 'a,b\n1,2\n' }])
    expect(basename(site.echo.granted[0]?.path ?? '')).toMatch(/^[0-9a-f]{32}\.csv\.gz$/)
  })

  it('keeps two files of one name apart', async () => {
    await post('/files?name=log.csv', 'one')
    await post('/files?name=log.csv', 'two')
    expect(new Set(site.echo.granted.map((file) => file.path)).size).toBe(2)
  })

  it('never lets the name choose the place', async () => {
    await post('/files?name=..%2F..%2Fevil.csv', 'x')
    expect(site.echo.granted).toMatchObject([{ name: 'evil.csv' }])
    expect(site.echo.granted[0]?.path.startsWith(join(site.folder, 'uploads'))).toBe(true)
  })

  it('takes an empty file, about which the reader decides', async () => {
    expect((await post('/files?name=empty.csv', '')).status).toBe(201)
  })

  it.each([
    ['no origin', { Origin: undefined }, 403],
    ['a foreign origin', { Origin: 'https://evil.example' }, 403],
    ['no cookie', { Cookie: 'a=b' }, 401],
    ['a foreign site', { 'Sec-Fetch-Site': 'same-site' }, 403],
  ])('refuses %s', async (_what, headers, status) => {
    const Cookie = await site.enter()
    const all = Object.fromEntries(
      Object.entries({ Cookie, Origin: site.server.origin, ...headers }).filter(
        ([, value]) => value !== undefined,
      ),
    )
    const answer = await site.ask('/files?name=a.csv', { method: 'POST', headers: all, body: 'x' })
    expect([answer.status, site.echo.granted]).toEqual([status, []])
  })

  it('refuses a file without a name', async () => {
    const answer = await post('/files', 'x')
    expect([answer.status, JSON.parse(answer.body).code]).toEqual([400, 'BAD_PARAMS'])
  })

  it('refuses a file that is announced as too large', async () => {
    await site.close()
    site = await openSite({ fileBytes: 10 })
    const answer = await post('/files?name=a.csv', '12345678901')
    expect([answer.status, JSON.parse(answer.body).code, await kept()]).toEqual([413, 'INPUT_TOO_LARGE', []])
  })

  it('stops a file that grows too large unannounced, and answers', async () => {
    await site.close()
    site = await openSite({ fileBytes: 100_000 })
    const answer = await post('/files?name=a.csv', Buffer.alloc(3_000_000, 'a'), {
      'Transfer-Encoding': 'chunked',
    })
    expect([answer.status, JSON.parse(answer.body).code, await kept()]).toEqual([413, 'INPUT_TOO_LARGE', []])
  })

  it('refuses a file for which the disk has no room', async () => {
    await site.close()
    site = await openSite({ reserveBytes: Number.MAX_SAFE_INTEGER })
    const answer = await post('/files?name=a.csv', 'x')
    expect([answer.status, JSON.parse(answer.body).code, await kept()]).toEqual([507, 'DISK_FULL', []])
  })

  it('keeps nothing of an upload that was broken off', async () => {
    const Cookie = await site.enter()
    const { port } = new URL(site.server.origin)
    const request = httpRequest({
      host: '127.0.0.1',
      port,
      path: '/files?name=a.csv',
      method: 'POST',
      headers: { Cookie, Origin: site.server.origin, 'Content-Length': 1_000_000 },
    })
    request.on('error', () => undefined)
    request.write(Buffer.alloc(100_000))
    await expect.poll(async () => (await kept()).length).toBe(1)
    request.destroy()
    await expect.poll(kept).toEqual([])
    expect(site.echo.granted).toEqual([])
  })
})
