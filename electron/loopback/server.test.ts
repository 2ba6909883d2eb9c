import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { Backend } from '#backend/backend.ts'
import { AppError } from '#shared/contract/errors.ts'
import type { EventMessage } from '#shared/contract/events.ts'
import { decodeFrame, encodeFrame } from '#shared/contract/frame.ts'
import type { FileToken } from '#shared/domain/ids.ts'
import { contentSecurityPolicy } from '../security/headers.ts'
import { createDownloads, type Downloads } from './downloads.ts'
import { DEFAULT_LIMITS, type LoopbackLimits, type RunningServer, startServer } from './server.ts'

/** A backend that answers with what it was asked, so that these tests see the transport alone. */
function echoBackend() {
  const listeners = new Set<(message: EventMessage) => void>()
  const granted: { path: string; name: string | undefined; bytes: string }[] = []
  const backend: Backend = {
    async handle(operation, params) {
      if (operation === 'fail') throw new AppError('NOT_FOUND', 'It is not there.', 'Look elsewhere.')
      if (operation === 'crash') throw new Error('boom')
      if (operation === 'never') await new Promise(() => undefined)
      return { operation, params }
    },
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async grantFile(path, name) {
      const bytes = await readFile(path, 'utf8')
      granted.push({ path, name, bytes })
      return { token: 'token-of-file' as FileToken, name: name ?? '', bytes: bytes.length }
    },
    openFiles: async () => undefined,
    close: async () => undefined,
  }
  const publish = (message: EventMessage) => {
    for (const listener of listeners) listener(message)
  }
  return { backend, granted, publish, listeners }
}

type Answer = { status: number; headers: IncomingHttpHeaders; body: string }

let folder = ''
let server: RunningServer
let downloads: Downloads
let echo: ReturnType<typeof echoBackend>
let clock = 0

async function start(limits: Partial<LoopbackLimits> = {}): Promise<void> {
  echo = echoBackend()
  clock = 0
  downloads = createDownloads(60_000, () => clock)
  server = await startServer({
    backend: echo.backend,
    downloads,
    assets: join(folder, 'page'),
    uploads: join(folder, 'uploads'),
    port: 0,
    limits: { ...DEFAULT_LIMITS, ...limits },
  })
}

function ask(
  path: string,
  options: { method?: string; headers?: OutgoingHttpHeaders; body?: string | Buffer } = {},
): Promise<Answer> {
  const { port } = new URL(server.origin)
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      {
        host: '127.0.0.1',
        port,
        path,
        method: options.method ?? 'GET',
        headers: options.headers ?? {},
        agent: false,
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        )
      },
    )
    request.on('error', reject)
    request.end(options.body)
  })
}

const pathOf = (link: string) => link.slice(server.origin.length)

async function enter(): Promise<string> {
  const answer = await ask(pathOf(server.freshLink()))
  return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
}

type Page = { socket: WebSocket; next: () => Promise<unknown>; closed: Promise<number> }

/** The status of a refused upgrade, or the open page. */
function openPage(headers: Record<string, string>, path = '/messages'): Promise<Page | number> {
  const socket = new WebSocket(`${server.origin.replace('http', 'ws')}${path}`, { headers })
  const received: unknown[] = []
  const waiting: ((message: unknown) => void)[] = []
  socket.on('message', (data: Buffer, isBinary) => {
    const message = decodeFrame(isBinary ? new Uint8Array(data) : data.toString('utf8'))
    const take = waiting.shift()
    if (take === undefined) received.push(message)
    else take(message)
  })
  const closed = new Promise<number>((resolve) => {
    socket.on('close', (code) => resolve(code))
  })
  const next = () =>
    new Promise<unknown>((resolve) => {
      if (received.length > 0) resolve(received.shift())
      else waiting.push(resolve)
    })
  return new Promise((resolve) => {
    socket.on('error', () => undefined)
    socket.on('unexpected-response', (_request, response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    socket.on('open', () => resolve({ socket, next, closed }))
  })
}

async function connectedPage(): Promise<Page> {
  const page = await openPage({ Cookie: await enter(), Origin: server.origin })
  if (typeof page === 'number') throw new Error(`refused with ${page}`)
  return page
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'driftdesk-test-'))
  await mkdir(join(folder, 'page', 'assets'), { recursive: true })
  await writeFile(join(folder, 'page', 'index.html'), '<!doctype html><title>Driftdesk</title>')
  await writeFile(join(folder, 'page', 'assets', 'app.js'), 'export {}')
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await start()
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

describe('address', () => {
  it('is 127.0.0.1 and a port of its own in each run', async () => {
    const first = server
    expect(first.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d{4,5}$/)
    await start()
    expect(server.origin).not.toBe(first.origin)
    await first.close()
  })

  it('is not reachable from outside', async () => {
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find((address) => !address.internal && address.family === 'IPv4')
    const host = outside?.address ?? '127.0.0.2'
    const outcome = await new Promise((resolve) => {
      const socket = connect({ host, port: Number(new URL(server.origin).port) })
      socket.on('connect', () => resolve('connected'))
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
    })
    expect(outcome).toBe('ECONNREFUSED')
  })

  it('tells when the port is taken', async () => {
    const port = Number(new URL(server.origin).port)
    const second = startServer({
      backend: echo.backend,
      downloads,
      assets: folder,
      uploads: folder,
      port,
      limits: DEFAULT_LIMITS,
    })
    await expect(second).rejects.toMatchObject({ code: 'USAGE', message: `Port ${port} is in use.` })
  })
})

describe('token and cookie', () => {
  it('exchanges the token for a cookie and takes the token out of the address', async () => {
    const answer = await ask(pathOf(server.freshLink()))
    expect([answer.status, answer.headers.location]).toEqual([303, '/'])
    expect(answer.headers['set-cookie']?.[0]).toMatch(
      /^driftdesk_\w+=[\w-]+; Path=\/; HttpOnly; SameSite=Strict$/,
    )
    expect(answer.headers['referrer-policy']).toBe('no-referrer')
  })

  it('opens the page with the cookie, as often as it is reloaded', async () => {
    const Cookie = await enter()
    const statuses = []
    for (let visit = 0; visit < 3; visit += 1) statuses.push((await ask('/', { headers: { Cookie } })).status)
    expect(statuses).toEqual([200, 200, 200])
  })

  it('refuses a used token without the cookie and accepts it with the cookie', async () => {
    const path = pathOf(server.freshLink())
    const Cookie = (await ask(path)).headers['set-cookie']?.[0]?.split(';')[0] ?? ''
    expect((await ask(path)).status).toBe(401)
    const again = await ask(path, { headers: { Cookie } })
    expect([again.status, again.headers.location, again.headers['set-cookie']]).toEqual([303, '/', undefined])
  })

  it('does not spend a token on HEAD, as link previews send it', async () => {
    const path = pathOf(server.freshLink())
    expect((await ask(path, { method: 'HEAD' })).status).toBe(401)
    expect((await ask(path)).status).toBe(303)
  })

  it('gives a fresh link after the first one was used', async () => {
    await enter()
    expect(await enter()).toMatch(/^driftdesk_/)
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
    const answer = await ask(path)
    expect([answer.status, answer.body.includes('export'), answer.headers['set-cookie']]).toEqual([
      401,
      false,
      undefined,
    ])
  })

  it('answers 401 to a cookie of another run', async () => {
    const cookie = await enter()
    const Cookie = `${cookie.split('=')[0]}=${'A'.repeat(43)}`
    expect((await ask('/', { headers: { Cookie } })).status).toBe(401)
  })

  it('lets a browser that came from another site in by one reload of its own', async () => {
    const headers = {
      'Sec-Fetch-Site': 'cross-site',
      'Sec-Fetch-Mode': 'navigate',
      'Sec-Fetch-Dest': 'document',
    }
    const entered = await ask(pathOf(server.freshLink()), { headers })
    expect(entered.status).toBe(303)
    const redirected = await ask('/', { headers })
    expect(redirected.status).toBe(401)
    expect(redirected.body).toContain('http-equiv="refresh" content="0; url=/"')
    const reloaded = await ask('/', { headers: { ...headers, 'Sec-Fetch-Site': 'same-origin' } })
    expect(reloaded.body).not.toContain('refresh')
  })
})

describe('who asks', () => {
  it.each(['localhost', 'evil.example', '127.0.0.1', '127.0.0.1:1', '127.0.0.1.evil.example'])(
    'answers 403 to the host %s',
    async (Host) => {
      const Cookie = await enter()
      expect((await ask('/', { headers: { Host, Cookie } })).status).toBe(403)
    },
  )

  it.each(['cross-site', 'same-site'])('answers 403 to a %s request for a file of the page', async (site) => {
    const Cookie = await enter()
    expect((await ask('/assets/app.js', { headers: { Cookie, 'Sec-Fetch-Site': site } })).status).toBe(403)
  })

  it('answers 403 to a frame or an image of another site', async () => {
    const Cookie = await enter()
    const headers = {
      Cookie,
      'Sec-Fetch-Site': 'cross-site',
      'Sec-Fetch-Mode': 'navigate',
      'Sec-Fetch-Dest': 'iframe',
    }
    expect((await ask('/', { headers })).status).toBe(403)
  })

  it('never sends a CORS header, preflight included', async () => {
    const Cookie = await enter()
    const headers = { Cookie, Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' }
    const answers = [
      await ask('/', { headers }),
      await ask('/files?name=a', { method: 'OPTIONS', headers }),
      await ask('/files?name=a', { method: 'POST', headers }),
    ]
    expect(answers.map((answer) => answer.status)).toEqual([200, 405, 403])
    for (const answer of answers) {
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  })

  it('limits the size of the headers', async () => {
    expect((await ask('/', { headers: { Cookie: 'a'.repeat(20_000) } })).status).toBe(431)
  })
})

describe('page', () => {
  it('carries the policy of both shells and forbids sniffing', async () => {
    const answer = await ask('/', { headers: { Cookie: await enter() } })
    expect(answer.body).toContain('<title>Driftdesk</title>')
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy(),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
  })

  it('carries the policy on refusals too', async () => {
    expect((await ask('/')).headers['content-security-policy']).toBe(contentSecurityPolicy())
  })

  it('answers HEAD without a body', async () => {
    const answer = await ask('/assets/app.js', { method: 'HEAD', headers: { Cookie: await enter() } })
    expect([answer.status, answer.headers['content-length'], answer.body]).toEqual([200, '9', ''])
  })

  it.each([
    ['/../secret.txt', 400],
    ['/%2e%2e/secret.txt', 400],
    ['/..%252fsecret.txt', 400],
    ['/..%5csecret.txt', 400],
    ['/none.js', 404],
    ['http://evil.example/', 403],
  ])('answers to %s with %i', async (path, status) => {
    const answer = await ask(path, { headers: { Cookie: await enter() } })
    expect([answer.status, answer.body.includes('secret.txt')]).toEqual([status, false])
  })

  it.each(['POST', 'PUT', 'DELETE', 'PATCH'])('refuses %s', async (method) => {
    const answer = await ask('/', { method, headers: { Cookie: await enter(), Origin: server.origin } })
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD'])
  })
})

describe('messages', () => {
  it('refuses an upgrade without the cookie, from another origin, another host or another path', async () => {
    const Cookie = await enter()
    const Origin = server.origin
    expect([
      await openPage({ Origin }),
      await openPage({ Cookie, Origin: 'https://evil.example' }),
      await openPage({ Cookie, Origin: 'null' }),
      await openPage({ Cookie }),
      await openPage({ Cookie, Origin, Host: 'evil.example' }),
      await openPage({ Cookie, Origin }, '/other'),
    ]).toEqual([401, 403, 403, 403, 403, 404])
  })

  it('answers to the page that asked', async () => {
    const page = await connectedPage()
    page.socket.send(encodeFrame({ id: 7, operation: 'ask', params: { a: [1] } }))
    expect(await page.next()).toEqual({ id: 7, ok: true, result: { operation: 'ask', params: { a: [1] } } })
  })

  it('carries typed arrays both ways', async () => {
    const page = await connectedPage()
    page.socket.send(
      encodeFrame({ id: 1, operation: 'ask', params: { edges: Float64Array.of(0.5, -1, 2e300) } }),
    )
    expect(await page.next()).toEqual({
      id: 1,
      ok: true,
      result: { operation: 'ask', params: { edges: Float64Array.of(0.5, -1, 2e300) } },
    })
  })

  it('answers errors with code, cause and mend, and none with a stack', async () => {
    const page = await connectedPage()
    page.socket.send(encodeFrame({ id: 1, operation: 'fail', params: {} }))
    expect(await page.next()).toEqual({
      id: 1,
      ok: false,
      error: { code: 'NOT_FOUND', message: 'It is not there.', mend: 'Look elsewhere.' },
    })
    page.socket.send(encodeFrame({ id: 2, operation: 'crash', params: {} }))
    const crashed = await page.next()
    expect(crashed).toMatchObject({ id: 2, ok: false, error: { code: 'INTERNAL' } })
    expect(JSON.stringify(crashed)).not.toMatch(/server\.test|\.ts:/)
  })

  it('tells every page about events', async () => {
    const pages = [await connectedPage(), await connectedPage()]
    const message: EventMessage = { sequence: 1, event: { type: 'runs.changed' } }
    echo.publish(message)
    expect(await Promise.all(pages.map((page) => page.next()))).toEqual([message, message])
  })

  it.each([
    ['text that is no JSON', 'hello'],
    ['JSON that is no request', '[1, 2]'],
    ['bytes that are no frame', Buffer.from([1, 2, 3, 4])],
    ['an id that is none', '{"id": -1, "operation": "ask"}'],
  ])('closes on %s', async (_what, frame) => {
    const page = await connectedPage()
    page.socket.send(frame)
    expect(await page.closed).toBe(1007)
  })

  it('answers a request that has an id and nothing else of use', async () => {
    const page = await connectedPage()
    page.socket.send('{"id": 3, "operation": {"a": 1}, "extra": true}')
    expect(await page.next()).toMatchObject({ id: 3, ok: true, result: {} })
  })

  it('closes on a message over the limit', async () => {
    await server.close()
    await start({ messageBytes: 1_000 })
    const page = await connectedPage()
    page.socket.send('a'.repeat(1_001))
    expect(await page.closed).toBe(1009)
  })

  it('closes a page that has too many requests under way', async () => {
    await server.close()
    await start({ requestsUnderWay: 2 })
    const page = await connectedPage()
    for (let id = 0; id < 3; id += 1) page.socket.send(encodeFrame({ id, operation: 'never', params: {} }))
    expect(await page.closed).toBe(1008)
  })

  it('refuses more pages than it allows', async () => {
    await server.close()
    await start({ pages: 1 })
    const page = await connectedPage()
    const headers = { Cookie: await enter(), Origin: server.origin }
    expect(await openPage(headers)).toBe(503)
    page.socket.close()
    await page.closed
    expect(typeof (await openPage(headers))).toBe('object')
  })

  it('counts pages as they come and go', async () => {
    const seen: number[] = []
    const gone = new Promise<void>((resolve) => {
      server.onPagesChanged((pages) => {
        seen.push(pages)
        if (pages === 0) resolve()
      })
    })
    const page = await connectedPage()
    page.socket.close()
    await gone
    expect(seen).toEqual([1, 0])
  })

  it('drops a page that no longer answers', async () => {
    await server.close()
    await start({ heartbeatMs: 50 })
    const page = await connectedPage()
    page.socket.pause()
    const gone = new Promise<number>((resolve) => {
      server.onPagesChanged(resolve)
    })
    expect(await gone).toBe(0)
    page.socket.terminate()
  })

  it('closes the pages and stops listening at the end', async () => {
    const page = await connectedPage()
    await server.close()
    expect([await page.closed, echo.listeners.size]).toEqual([1001, 0])
    await expect(ask('/')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })
})

describe('uploads', () => {
  const post = async (path: string, body: string | Buffer, headers: OutgoingHttpHeaders = {}) =>
    ask(path, { method: 'POST', headers: { Cookie: await enter(), Origin: server.origin, ...headers }, body })
  const kept = async () => (existsSync(join(folder, 'uploads')) ? readdir(join(folder, 'uploads')) : [])

  it('streams a file to the temporary folder and answers with its token, not its path', async () => {
    const answer = await post('/files?name=My%20log.csv.gz', 'a,b\n1,2\n')
    expect(answer.status).toBe(201)
    expect(JSON.parse(answer.body)).toEqual({ token: 'token-of-file', name: 'My log.csv.gz', bytes: 8 })
    expect(answer.body).not.toContain(folder)
    expect(echo.granted).toMatchObject([{ name: 'My log.csv.gz', bytes: 'a,b\n1,2\n' }])
    expect(basename(echo.granted[0]?.path ?? '')).toMatch(/^[0-9a-f]{32}\.csv\.gz$/)
  })

  it('keeps two files of one name apart', async () => {
    await post('/files?name=log.csv', 'one')
    await post('/files?name=log.csv', 'two')
    expect(new Set(echo.granted.map((file) => file.path)).size).toBe(2)
  })

  it('never lets the name choose the place', async () => {
    await post('/files?name=..%2F..%2Fevil.csv', 'x')
    expect(echo.granted).toMatchObject([{ name: 'evil.csv' }])
    expect(echo.granted[0]?.path.startsWith(join(folder, 'uploads'))).toBe(true)
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
    const Cookie = await enter()
    const all = Object.fromEntries(
      Object.entries({ Cookie, Origin: server.origin, ...headers }).filter(
        ([, value]) => value !== undefined,
      ),
    )
    const answer = await ask('/files?name=a.csv', { method: 'POST', headers: all, body: 'x' })
    expect([answer.status, echo.granted]).toEqual([status, []])
  })

  it('refuses a file without a name', async () => {
    const answer = await post('/files', 'x')
    expect([answer.status, JSON.parse(answer.body).code]).toEqual([400, 'BAD_PARAMS'])
  })

  it('refuses a file that is announced as too large', async () => {
    await server.close()
    await start({ fileBytes: 10 })
    const answer = await post('/files?name=a.csv', '12345678901')
    expect([answer.status, JSON.parse(answer.body).code, await kept()]).toEqual([413, 'INPUT_TOO_LARGE', []])
  })

  it('stops a file that grows too large unannounced, and answers', async () => {
    await server.close()
    await start({ fileBytes: 100_000 })
    const answer = await post('/files?name=a.csv', Buffer.alloc(3_000_000, 'a'), {
      'Transfer-Encoding': 'chunked',
    })
    expect([answer.status, JSON.parse(answer.body).code, await kept()]).toEqual([413, 'INPUT_TOO_LARGE', []])
  })

  it('refuses a file for which the disk has no room', async () => {
    await server.close()
    await start({ reserveBytes: Number.MAX_SAFE_INTEGER })
    const answer = await post('/files?name=a.csv', 'x')
    expect([answer.status, JSON.parse(answer.body).code, await kept()]).toEqual([507, 'DISK_FULL', []])
  })

  it('keeps nothing of an upload that was broken off', async () => {
    const Cookie = await enter()
    const { port } = new URL(server.origin)
    const request = httpRequest({
      host: '127.0.0.1',
      port,
      path: '/files?name=a.csv',
      method: 'POST',
      headers: { Cookie, Origin: server.origin, 'Content-Length': 1_000_000 },
    })
    request.on('error', () => undefined)
    request.write(Buffer.alloc(100_000))
    await expect.poll(async () => (await kept()).length).toBe(1)
    request.destroy()
    await expect.poll(kept).toEqual([])
    expect(echo.granted).toEqual([])
  })
})

describe('downloads', () => {
  async function deliver(name: string, text: string): Promise<string> {
    const path = join(folder, 'made')
    await writeFile(path, text)
    const delivery = await downloads.deliver({ path, name, media: 'text/html; charset=utf-8' })
    if (delivery.kind !== 'download') throw new Error(delivery.kind)
    expect(delivery).toMatchObject({ name, bytes: Buffer.byteLength(text) })
    return delivery.url
  }

  it('sends a file to save, not to show', async () => {
    const url = await deliver('Drift – May.html', '<script>alert(1)</script>')
    const answer = await ask(url, { headers: { Cookie: await enter() } })
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
    expect((await ask(url)).status).toBe(401)
  })

  it('can be fetched again until it expires, and is deleted then', async () => {
    const url = await deliver('a.csv', 'x')
    const headers = { Cookie: await enter() }
    const statuses = [(await ask(url, { headers })).status, (await ask(url, { headers })).status]
    clock = 60_000
    const late = await ask(url, { headers })
    expect([...statuses, late.status, JSON.parse(late.body).code]).toEqual([200, 200, 410, 'TOKEN_EXPIRED'])
    expect(existsSync(join(folder, 'made'))).toBe(false)
  })

  it.each([
    '/downloads/',
    '/downloads/..%2f..%2fsecret.txt',
    '/downloads/__proto__',
    '/downloads/constructor',
  ])('has nothing at %s', async (path) => {
    expect((await ask(path, { headers: { Cookie: await enter() } })).status).toBe(410)
  })

  it('does not deliver a file that is not there', async () => {
    await expect(
      downloads.deliver({ path: join(folder, 'none'), name: 'a', media: 'x' }),
    ).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})
