import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BreakerView } from '#shared/contract/documents/breaker.ts'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'

/** States of breakers for serving systems on this machine. */
export type Endpoint = { readonly url: string; close(): Promise<void> }

const PREFIX = '/v1/breakers/'

/**
 * `GET /v1/breakers/MODEL` on 127.0.0.1 with `Authorization: Bearer TOKEN`: 200 with the view, 401 without the token, 403 for
 * another Host, 404 for a model without a breaker, 405 for anything but GET. No cookies, no CORS.
 */
export async function openEndpoint({
  token,
  port = 0,
  viewOf,
}: {
  readonly token: string
  readonly port?: number
  readonly viewOf: (model: string) => Promise<BreakerView | null>
}): Promise<Endpoint> {
  const server = createServer({ maxHeaderSize: 8_192, requestTimeout: 5_000 }, (request, response) => {
    answer(request, response, { token, viewOf, server }).catch(() =>
      send(response, 500, { error: 'internal' }),
    )
  })
  server.maxConnections = 64
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new AppError(
          'NOT_AVAILABLE',
          say('error.endpoint', { cause: cause.message }),
          say('error.endpoint.mend'),
          {
            cause,
          },
        ),
      ),
    )
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  {
    token,
    viewOf,
    server,
  }: {
    readonly token: string
    readonly viewOf: (model: string) => Promise<BreakerView | null>
    readonly server: Server
  },
): Promise<void> {
  const port = portOf(server)
  const { host, authorization = '' } = request.headers
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`)
    return send(response, 403, { error: 'host' })
  if (!isSame(authorization, `Bearer ${token}`)) return send(response, 401, { error: 'token' })
  if (request.method !== 'GET') return send(response, 405, { error: 'method' })
  const path = request.url ?? ''
  const model = path.startsWith(PREFIX) ? decoded(path.slice(PREFIX.length)) : null
  const view = model === null ? null : await viewOf(model)
  if (view === null) return send(response, 404, { error: 'model' })
  send(response, 200, view)
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...(status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
  })
  response.end(`${JSON.stringify(body)}\n`)
}

function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}

function decoded(text: string): string | null {
  try {
    const model = decodeURIComponent(text)
    return model === '' ? null : model
  } catch {
    // A broken escape names no model.
    return null
  }
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}
