import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS, startServer } from './start-server.ts'
import { openSite, type Site } from './testing/site.ts'

let site: Site
beforeEach(async () => {
  site = await openSite()
})
afterEach(() => site.close())

const freshPath = () => site.server.freshLink().slice(site.server.origin.length)

describe('address', () => {
  it('is 127.0.0.1 and a port of its own in each run', async () => {
    const other = await openSite()
    expect(site.server.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d{4,5}$/)
    expect(other.server.origin).not.toBe(site.server.origin)
    await other.close()
  })

  it('is not reachable from outside', async () => {
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find((address) => !address.internal && address.family === 'IPv4')
    const host = outside?.address ?? '127.0.0.2'
    const outcome = await new Promise((resolve) => {
      const socket = connect({ host, port: Number(new URL(site.server.origin).port) })
      socket.on('connect', () => resolve('connected'))
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
    })
    expect(outcome).toBe('ECONNREFUSED')
  })

  it('tells when the port is taken', async () => {
    const port = Number(new URL(site.server.origin).port)
    const second = startServer({
      backend: site.echo.backend,
      downloads: site.downloads,
      assets: site.folder,
      uploads: site.folder,
      port,
      limits: DEFAULT_LIMITS,
    })
    await expect(second).rejects.toMatchObject({ code: 'USAGE', message: `Port ${port} is in use.` })
  })
})

describe('token and cookie', () => {
  it('exchanges the token for a cookie and takes the token out of the address', async () => {
    const answer = await site.ask(freshPath())
    expect([answer.status, answer.headers.location]).toEqual([303, '/'])
    expect(answer.headers['set-cookie']?.[0]).toMatch(
      /^driftdesk_\w+=[\w-]+; Path=\/; HttpOnly; SameSite=Strict$/,
    )
    expect(answer.headers['referrer-policy']).toBe('no-referrer')
  })

  it('opens the page with the cookie, as often as it is reloaded', async () => {
    const Cookie = await site.enter()
    const statuses = []
    for (let visit = 0; visit < 3; visit += 1)
      statuses.push((await site.ask('/', { headers: { Cookie } })).status)
    expect(statuses).toEqual([200, 200, 200])
  })

  it('refuses a used token without the cookie and accepts it with the cookie', async () => {
    const path = freshPath()
    const Cookie = (await site.ask(path)).headers['set-cookie']?.[0]?.split(';')[0] ?? ''
    expect((await site.ask(path)).status).toBe(401)
    const again = await site.ask(path, { headers: { Cookie } })
    expect([again.status, again.headers.location, again.headers['set-cookie']]).toEqual([303, '/', undefined])
  })

  it('does not spend a token on HEAD, as link previews send it', async () => {
    const path = freshPath()
    expect((await site.ask(path, { method: 'HEAD' })).status).toBe(401)
    expect((await site.ask(path)).status).toBe(303)
  })

  it('gives a fresh link after the first one was used', async () => {
    await site.enter()
    expect(await site.enter()).toMatch(/^driftdesk_/)
  })

  it.each([
    '/',
    '/?token=',
    '/?token=wrong',
    '/assets/app.js',
    '/index.html',
    '/downloads/x',
    '/messages',
    '/files',
  ])('answers 401 to %s without cookie', async (path) => {
    const answer = await site.ask(path)
    expect([answer.status, answer.body.includes('export'), answer.headers['set-cookie']]).toEqual([
      401,
      false,
      undefined,
    ])
  })

  it('answers 401 to a cookie of another run', async () => {
    const cookie = await site.enter()
    const Cookie = `${cookie.split('=')[0]}=${'A'.repeat(43)}`
    expect((await site.ask('/', { headers: { Cookie } })).status).toBe(401)
  })

  it('lets a browser that came from another site in by one reload of its own', async () => {
    const headers = {
      'Sec-Fetch-Site': 'cross-site',
      'Sec-Fetch-Mode': 'navigate',
      'Sec-Fetch-Dest': 'document',
    }
    const entered = await site.ask(freshPath(), { headers })
    expect(entered.status).toBe(303)
    const redirected = await site.ask('/', { headers })
    expect(redirected.status).toBe(401)
    expect(redirected.body).toContain('http-equiv="refresh" content="0; url=/"')
    const reloaded = await site.ask('/', { headers: { ...headers, 'Sec-Fetch-Site': 'same-origin' } })
    expect(reloaded.body).not.toContain('refresh')
  })
})

describe('who asks', () => {
  it.each(['localhost', 'evil.example', '127.0.0.1', '127.0.0.1:1', '127.0.0.1.evil.example'])(
    'answers 403 to the host %s',
    async (Host) => {
      const Cookie = await site.enter()
      expect((await site.ask('/', { headers: { Host, Cookie } })).status).toBe(403)
    },
  )

  it.each(['cross-site', 'same-site'])('answers 403 to a %s request for a file of the page', async (from) => {
    const Cookie = await site.enter()
    expect((await site.ask('/assets/app.js', { headers: { Cookie, 'Sec-Fetch-Site': from } })).status).toBe(
      403,
    )
  })

  it('answers 403 to a frame or an image of another site', async () => {
    const Cookie = await site.enter()
    const headers = {
      Cookie,
      'Sec-Fetch-Site': 'cross-site',
      'Sec-Fetch-Mode': 'navigate',
      'Sec-Fetch-Dest': 'iframe',
    }
    expect((await site.ask('/', { headers })).status).toBe(403)
  })

  it('never sends a CORS header, preflight included', async () => {
    const Cookie = await site.enter()
    const headers = { Cookie, Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' }
    const answers = [
      await site.ask('/', { headers }),
      await site.ask('/files?name=a', { method: 'OPTIONS', headers }),
      await site.ask('/files?name=a', { method: 'POST', headers }),
    ]
    expect(answers.map((answer) => answer.status)).toEqual([200, 405, 403])
    for (const answer of answers) {
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  })

  it('limits the size of the headers', async () => {
    expect((await site.ask('/', { headers: { Cookie: 'a'.repeat(20_000) } })).status).toBe(431)
  })
})
