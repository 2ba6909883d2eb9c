import type { Transport } from './client.ts'
import { type ErrorShape, fromErrorShape } from './errors.ts'
import type { EventMessage } from './events.ts'
import type { FileReference } from './sources.ts'

/** An answer as plain data, since errors lose their code when they cross a process as exceptions. */
export type BridgeAnswer<T> =
  | { readonly ok: true; readonly result: T }
  | { readonly ok: false; readonly error: ErrorShape }

/** What the preload script puts on the page as `window.driftdesk`, and nothing else. */
export type Bridge = {
  send(operation: string, params: unknown): Promise<BridgeAnswer<unknown>>
  onEvent(listener: (message: EventMessage) => void): () => void
  /** Exchanges a `File` that was dropped or pasted for a token; its path stays out of the page. */
  grantFile(file: object): Promise<BridgeAnswer<FileReference>>
}

/** The transport over a bridge: what it answers as data is a result or an error again. */
export function bridgeTransport(bridge: Bridge): Transport {
  return {
    async send(operation, params) {
      const answer = await bridge.send(operation, params)
      if (!answer.ok) throw fromErrorShape(answer.error)
      return answer.result
    },
    onEvent: (listener) => bridge.onEvent(listener),
  }
}

/** Paths of the loopback shell, relative to its origin. */
export const LOOPBACK_PATHS = {
  /** WebSocket that carries frames. */
  messages: '/messages',
  /** POST of a file's bytes with `?name=`; answers with a `FileReference` or an `ErrorShape`. */
  files: '/files',
  /** GET of a file that the backend delivered: `/downloads/ID`. */
  downloads: '/downloads',
} as const
