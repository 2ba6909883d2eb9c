import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import type { Backend } from '#backend/backend.ts'
import type { EventMessage } from '#shared/contract/events.ts'
import { decodeFrame } from '#shared/contract/frame.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { FileToken } from '#shared/domain/ids.ts'
import { createDownloads, type Downloads } from '../downloads.ts'
import { DEFAULT_LIMITS, type LoopbackLimits, type RunningServer, startServer } from '../start-server.ts'

export type Answer = {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}
export type Ask = {
  readonly method?: string
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string | Buffer
}
export type Page = {
  readonly socket: WebSocket
  readonly next: () => Promise<unknown>
  readonly closed: Promise<number>
}

/** A backend that answers with what it was asked, so that tests see the transport alone. */
export function echoBackend() {
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

/** A running server with a page of two files, a secret beside it, an echo behind it, and its clients. */
export type Site = {
  readonly folder: string
  readonly server: RunningServer
  readonly downloads: Downloads
  readonly echo: ReturnType<typeof echoBackend>
  /** Sets the clock of the downloads, in milliseconds. */
  setClock(now: number): void
  ask(path: string, options?: Ask): Promise<Answer>
  /** Uses a fresh link; the `Cookie` header that it gave. */
  enter(): Promise<string>
  /** The open page, or the status of the refused upgrade. */
  openPage(headers: Record<string, string>, path?: string): Promise<Page | number>
  connectedPage(): Promise<Page>
  close(): Promise<void>
}

export async function openSite(limits: Partial<LoopbackLimits> = {}): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), 'driftdesk-test-'))
  await mkdir(join(folder, 'page', 'assets'), { recursive: true })
  await writeFile(join(folder, 'page', 'index.html'), '<!doctype html><title>Driftdesk</title>')
  await writeFile(join(folder, 'page', 'assets', 'app.js'), 'export {}')
  await writeFile(join(folder, 'secret.txt'), 'secret')
  const echo = echoBackend()
  let clock = 0
  const downloads = createDownloads(60_000, () => clock)
  const server = await startServer({
    backend: echo.backend,
    downloads,
    assets: join(folder, 'page'),
    uploads: join(folder, 'uploads'),
    port: 0,
    limits: { ...DEFAULT_LIMITS, ...limits },
  })

  const enter = async () => {
    const answer = await ask(server.origin, server.freshLink().slice(server.origin.length), {})
    return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  }
  const openPage = (headers: Record<string, string>, path = '/messages') =>
    connect(`${server.origin.replace('http', 'ws')}${path}`, headers)
  return {
    folder,
    server,
    downloads,
    echo,
    setClock(now) {
      clock = now
    },
    ask: (path, options = {}) => ask(server.origin, path, options),
    enter,
    openPage,
    async connectedPage() {
      const page = await openPage({ Cookie: await enter(), Origin: server.origin })
      if (typeof page === 'number') throw new Error(`refused with ${page}`)
      return page
    },
    async close() {
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A request whose target and headers go out as they are given, unlike those of `fetch`. */
function ask(origin: string, path: string, { method = 'GET', headers = {}, body }: Ask): Promise<Answer> {
  const { port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port, path, method, headers, agent: false },
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
    request.end(body)
  })
}

function connect(address: string, headers: Record<string, string>): Promise<Page | number> {
  const socket = new WebSocket(address, { headers })
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
    // A refusal is told by its status below; a page that is cut off, by `closed`.
    socket.on('error', () => undefined)
    socket.on('unexpected-response', (_request, response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    socket.on('open', () => resolve({ socket, next, closed }))
  })
}
