import { type RawData, WebSocket, type WebSocketServer } from 'ws'
import type { Backend } from '#backend/backend.ts'
import { toErrorShape } from '#shared/contract/errors.ts'
import { decodeFrame, encodeFrame, requestFrame } from '#shared/contract/frame.ts'
import { AppError } from '#shared/domain/errors.ts'

export type MessageLimits = {
  /** Requests of one page that may be under way at once. */
  readonly requestsUnderWay: number
  /** Bytes that may wait for a page that does not read; it is dropped then and comes back by itself. */
  readonly bytesWaiting: number
  /** How often each page is asked whether it still lives. */
  readonly heartbeatMs: number
}

const CLOSE_UNREADABLE = 1007
const CLOSE_TOO_MANY = 1008

/**
 * Carries frames between the pages and the backend: each request is answered to the page that sent it, each event
 * goes to all of them. Returns a function that stops it.
 */
export function carryMessages(server: WebSocketServer, backend: Backend, limits: MessageLimits): () => void {
  const alive = new WeakSet<WebSocket>()

  const stopEvents = backend.onEvent((message) => {
    const frame = encodeFrame(message)
    for (const page of server.clients) send(page, frame, limits)
  })
  const heartbeat = setInterval(() => {
    for (const page of server.clients) {
      if (!alive.delete(page)) page.terminate()
      else page.ping()
    }
  }, limits.heartbeatMs)
  heartbeat.unref()

  const connect = (page: WebSocket) => {
    let underWay = 0
    alive.add(page)
    page.on('pong', () => alive.add(page))
    // The socket closes itself after an error (a frame over the limit, a broken one); there is nothing to add.
    page.on('error', () => page.terminate())
    page.on('message', (data, isBinary) => {
      const request = readRequest(data, isBinary)
      if (request === undefined) {
        page.close(CLOSE_UNREADABLE, 'not a request')
        return
      }
      if (underWay >= limits.requestsUnderWay) {
        page.close(CLOSE_TOO_MANY, 'too many requests at once')
        return
      }
      underWay += 1
      answer(request, backend).then((frame) => {
        underWay -= 1
        send(page, frame, limits)
      })
    })
  }
  server.on('connection', connect)

  return () => {
    clearInterval(heartbeat)
    stopEvents()
    server.off('connection', connect)
  }
}

type Request = { readonly id: number; readonly operation: unknown; readonly params: unknown }

/** A request as far as it can be answered: with an id. The backend judges the rest, as it does for every shell. */
function readRequest(data: RawData, isBinary: boolean): Request | undefined {
  try {
    const bytes = asBytes(data)
    const message = decodeFrame(isBinary ? bytes : Buffer.from(bytes).toString('utf8'))
    if (typeof message !== 'object' || message === null) return undefined
    const id = requestFrame.shape.id.safeParse(Reflect.get(message, 'id'))
    if (!id.success) return undefined
    return {
      id: id.data,
      operation: Reflect.get(message, 'operation'),
      params: Reflect.get(message, 'params'),
    }
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}

async function answer(request: Request, backend: Backend): Promise<string | Uint8Array> {
  const { id } = request
  try {
    return encodeFrame({ id, ok: true, result: await backend.handle(request.operation, request.params) })
  } catch (error) {
    return encodeFrame({ id, ok: false, error: toErrorShape(error) })
  }
}

function send(page: WebSocket, frame: string | Uint8Array, limits: MessageLimits): void {
  if (page.readyState !== WebSocket.OPEN) return
  if (page.bufferedAmount > limits.bytesWaiting) page.terminate()
  else page.send(frame)
}

/** Plain bytes: a `Buffer` is a view of a pool and its `slice` does not copy, which frames rely on. */
function asBytes(data: RawData): Uint8Array {
  if (Array.isArray(data)) return new Uint8Array(Buffer.concat(data))
  if (data instanceof ArrayBuffer) return new Uint8Array(data)
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
}
