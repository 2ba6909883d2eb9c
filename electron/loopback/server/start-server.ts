import { createServer, type IncomingMessage, type Server, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { Backend } from '#backend/backend.ts'
import { LOOPBACK_PATHS } from '#shared/contract/bridge.ts'
import { toErrorShape } from '#shared/contract/errors.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { Downloads } from './downloads.ts'
import { refusedHost, refusedOrigin } from './guard.ts'
import { carryMessages, type MessageLimits } from './messages.ts'
import { replyError } from './replies.ts'
import { answerRequest, type RequestContext } from './requests.ts'
import { createSession, type Session } from './session.ts'
import type { UploadLimits } from './uploads.ts'

export type LoopbackLimits = UploadLimits &
  MessageLimits & {
    /** Bytes of all headers of a request. */
    readonly headerBytes: number
    /** Bytes of one message of the page. */
    readonly messageBytes: number
    /** Pages that may be connected at once. */
    readonly pages: number
  }

export const DEFAULT_LIMITS: LoopbackLimits = {
  headerBytes: 16 * 1024,
  messageBytes: 8 * 2 ** 20,
  pages: 64,
  requestsUnderWay: 512,
  bytesWaiting: 256 * 2 ** 20,
  heartbeatMs: 30_000,
  fileBytes: 64 * 2 ** 30,
  reserveBytes: 64 * 2 ** 20,
}

export type ServerOptions = {
  readonly backend: Backend
  readonly downloads: Downloads
  /** Folder of the built page. */
  readonly assets: string
  /** Folder for uploads; private to this process. */
  readonly uploads: string
  /** 0 lets the system choose. */
  readonly port: number
  readonly limits: LoopbackLimits
}

export type RunningServer = {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string
  /** An address whose token works once. */
  freshLink(): string
  /** Pages that are connected now. */
  pages(): number
  /** Calls back whenever a page comes or goes; the returned function stops it. */
  onPagesChanged(listener: (pages: number) => void): () => void
  close(): Promise<void>
}

const HOST = '127.0.0.1'
const HEADERS_TIMEOUT_MS = 10_000
/** A person may take this long in front of a save dialog while a download waits. */
const IDLE_TIMEOUT_MS = 15 * 60_000
const MOST_CONNECTIONS = 512

/**
 * Serves the page and its messages on 127.0.0.1, to whoever holds this run's cookie.
 * @throws AppError `USAGE` when the port is taken or may not be used.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { backend, limits } = options
  const session = createSession()
  const server = createServer({ maxHeaderSize: limits.headerBytes })
  server.headersTimeout = HEADERS_TIMEOUT_MS
  // An upload may take as long as it moves.
  server.requestTimeout = 0
  server.timeout = IDLE_TIMEOUT_MS
  server.maxConnections = MOST_CONNECTIONS
  const port = await listen(server, options.port)
  const host = `${HOST}:${port}`
  const origin = `http://${host}`

  const context: RequestContext = {
    host,
    origin,
    session,
    backend,
    downloads: options.downloads,
    assets: options.assets,
    uploads: { folder: options.uploads, limits },
  }
  server.on('request', (request, response) => {
    answerRequest(request, response, context).catch((error: unknown) => {
      if (response.headersSent) response.destroy()
      else replyError(response, toErrorShape(error))
    })
  })

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.messageBytes,
    perMessageDeflate: false,
  })
  const stopMessages = carryMessages(sockets, backend, limits)
  const listeners = new Set<(pages: number) => void>()
  const tell = () => {
    for (const listener of listeners) listener(sockets.clients.size)
  }
  server.on('upgrade', (request, socket, head) => {
    const refusal = refuseUpgrade(request, {
      host,
      origin,
      session,
      full: sockets.clients.size >= limits.pages,
    })
    if (refusal !== undefined) {
      endSocket(socket, refusal)
      return
    }
    sockets.handleUpgrade(request, socket, head, (page) => {
      sockets.emit('connection', page, request)
      page.on('close', tell)
      tell()
    })
  })

  return {
    origin,
    freshLink: () => `${origin}/?token=${session.issueToken()}`,
    pages: () => sockets.clients.size,
    onPagesChanged(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      listeners.clear()
      stopMessages()
      for (const page of sockets.clients) page.close(1001, 'Driftdesk ends')
      sockets.close()
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
      server.closeIdleConnections()
      setTimeout(() => {
        for (const page of sockets.clients) page.terminate()
        server.closeAllConnections()
      }, 200).unref()
      await closed
    },
  }
}

type UpgradeContext = {
  readonly host: string
  readonly origin: string
  readonly session: Session
  readonly full: boolean
}

function refuseUpgrade(request: IncomingMessage, context: UpgradeContext): number | undefined {
  const refused = refusedHost(request.headers, context.host) ?? refusedOrigin(request.headers, context.origin)
  if (refused !== undefined) return refused.status
  if (!context.session.holds(request.headers.cookie)) return 401
  if (request.url !== LOOPBACK_PATHS.messages) return 404
  return context.full ? 503 : undefined
}

function endSocket(socket: Duplex, status: number): void {
  // The other side may be gone already; then there is nobody to tell.
  socket.on('error', () => socket.destroy())
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\nX-Content-Type-Options: nosniff\r\n\r\n`,
  )
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portFault(error, port)))
    server.listen({ host: HOST, port, exclusive: true }, () => {
      const address = server.address()
      if (address === null || typeof address === 'string') {
        reject(new AppError('INTERNAL', 'The server has no address.', 'Try again.'))
        return
      }
      resolve(address.port)
    })
  })
}

function portFault(error: NodeJS.ErrnoException, port: number): AppError {
  switch (error.code) {
    case 'EADDRINUSE':
      return new AppError('USAGE', `Port ${port} is in use.`, 'Name another one, or leave --port out.', {
        cause: error,
      })
    case 'EACCES':
      return new AppError('USAGE', `Port ${port} needs special rights.`, 'Name a port above 1023.', {
        cause: error,
      })
    default:
      return new AppError(
        'NOT_AVAILABLE',
        `Nothing can listen on ${HOST}: ${error.message}`,
        'Check the loopback interface.',
        {
          cause: error,
        },
      )
  }
}
