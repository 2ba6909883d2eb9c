import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { createServer as createEncrypted } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

export type Received = { readonly body: string; readonly headers: IncomingHttpHeaders }

/** A real server on this machine that keeps what it gets and answers as it is told, request by request. */
export type Receiver = {
  readonly url: string
  readonly received: Received[]
  /** How the next requests are answered; the last one stays. */
  answer(...ways: readonly Way[]): void
  /** Resolves when so many requests have come. */
  came(count: number): Promise<void>
  close(): Promise<void>
}

export type Way = number | ((response: ServerResponse) => void)

export async function openReceiver({
  tls,
  port = 0,
}: {
  readonly tls?: { readonly key: string; readonly cert: string }
  readonly port?: number
} = {}): Promise<Receiver> {
  const received: Received[] = []
  let ways: Way[] = [200]
  const listener: Parameters<typeof createServer>[1] = async (request, response) => {
    received.push({ body: await text(request), headers: request.headers })
    const way = ways.length > 1 ? ways.shift() : ways[0]
    if (typeof way === 'function') way(response)
    else response.writeHead(way ?? 200).end('ok')
  }
  const server = tls === undefined ? createServer(listener) : createEncrypted(tls, listener)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const scheme = tls === undefined ? 'http' : 'https'
  return {
    url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/T0KEN-in-the-path`,
    received,
    answer(...next) {
      ways = [...next]
    },
    async came(count) {
      while (received.length < count) await new Promise((resolve) => setTimeout(resolve, 5))
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A key and a certificate of its own for 127.0.0.1, or null where there is no openssl. */
export function selfSigned(): { readonly key: string; readonly cert: string } | null {
  const folder = mkdtempSync(join(tmpdir(), 'driftdesk-certificate-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  try {
    const made =
      '-newkey rsa:2048 -nodes -days 2 -subj /CN=driftdesk-test -addext subjectAltName=IP:127.0.0.1'
    execFileSync('openssl', ['req', '-x509', ...made.split(' '), '-keyout', key, '-out', cert], {
      stdio: 'ignore',
    })
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
  } catch {
    return null
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
