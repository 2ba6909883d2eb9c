import type { Transport } from '#shared/contract/client.ts'
import { fromErrorShape } from '#shared/contract/errors.ts'
import type { EventMessage } from '#shared/contract/events.ts'
import { decodeFrame, encodeFrame, type ServerFrame, serverFrame } from '#shared/contract/frame.ts'
import { OPERATIONS, type OperationName, type Result } from '#shared/contract/operations.ts'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import type { Connection, ConnectionState } from './connection.ts'
import { createEventOrder } from './event-order.ts'

const FIRST_DELAY_MS = 250
const LONGEST_DELAY_MS = 8_000

/** Milliseconds before reconnect attempt `attempt` (from 0): doubles from 250 to 8,000, up to a fifth shorter. */
export function reconnectDelay(attempt: number, random: number): number {
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt) * (1 - random / 5)
}

type Pending = { resolve(result: unknown): void; reject(error: AppError): void }

/**
 * The connection of the loopback shell: requests and answers are matched by id, events come unasked. When the
 * line breaks, open requests reject with `DISCONNECTED`, and after the reconnect the missed events are replayed.
 */
export function connectWebSocket(url: string): Connection {
  const pending = new Map<number, Pending>()
  const eventListeners = new Set<(message: EventMessage) => void>()
  const stateListeners = new Set<(state: ConnectionState) => void>()
  const order = createEventOrder((message) => {
    for (const listener of eventListeners) listener(message)
  })
  let state: ConnectionState = { kind: 'connecting' }
  let socket: WebSocket | undefined
  let nextId = 1
  let attempt = 0
  let everConnected = false
  let closed = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const firstOpen = Promise.withResolvers<void>()

  const setState = (next: ConnectionState) => {
    state = next
    for (const listener of stateListeners) listener(next)
  }

  const request = (operation: OperationName, params: unknown): Promise<unknown> => {
    const line = socket
    if (line === undefined || line.readyState !== WebSocket.OPEN) return Promise.reject(disconnected())
    const id = nextId
    nextId += 1
    return new Promise((resolve, reject) => {
      pending.set(id, { resolve, reject })
      line.send(encodeFrame({ id, operation, params }))
    })
  }

  const ask = async <Name extends 'events.since' | 'jobs.list'>(
    name: Name,
    params: unknown,
  ): Promise<Result<Name>> => OPERATIONS[name].result.parse(await request(name, params)) as Result<Name>

  const catchUp = async () => {
    const known = everConnected ? order.lastSequence() : Number.MAX_SAFE_INTEGER
    const { sequence, events } = await ask('events.since', { sequence: known })
    if (!everConnected) order.resume(sequence, [])
    else if (events !== null) order.resume(sequence, events)
    else order.resumeFromSnapshot(sequence, (await ask('jobs.list', {})).jobs)
  }

  const receive = (frame: ServerFrame) => {
    if ('sequence' in frame) {
      order.take(frame)
      return
    }
    const waiting = pending.get(frame.id)
    pending.delete(frame.id)
    if (frame.ok) waiting?.resolve(frame.result)
    else waiting?.reject(fromErrorShape(frame.error))
  }

  const open = () => {
    clearTimeout(timer)
    order.hold()
    setState({ kind: 'connecting' })
    const line = new WebSocket(url)
    line.binaryType = 'arraybuffer'
    socket = line
    line.onmessage = ({ data }: MessageEvent<unknown>) => {
      const frame = readFrame(data)
      // A line that carries nonsense is given up: its open requests reject and a fresh line catches up.
      if (frame === undefined) line.close()
      else receive(frame)
    }
    line.onopen = () => {
      catchUp().then(
        () => {
          everConnected = true
          attempt = 0
          setState({ kind: 'connected' })
          firstOpen.resolve()
        },
        () => line.close(),
      )
    }
    line.onclose = () => {
      if (socket !== line) return
      socket = undefined
      for (const { reject } of pending.values()) reject(disconnected())
      pending.clear()
      firstOpen.reject(disconnected())
      firstOpen.promise.catch(() => undefined)
      if (closed) return
      const delay = reconnectDelay(attempt, Math.random())
      attempt += 1
      setState({ kind: 'disconnected', retryAt: Date.now() + delay })
      timer = setTimeout(open, delay)
    }
  }

  const transport: Transport = {
    async send(operation, params) {
      // Only the very first requests of a page wait for the line; later ones are told that it is down.
      if (!everConnected) await firstOpen.promise
      return request(operation, params)
    },
    onEvent(listener) {
      eventListeners.add(listener)
      return () => {
        eventListeners.delete(listener)
      }
    },
  }
  open()

  return {
    transport,
    state: () => state,
    onState(listener) {
      stateListeners.add(listener)
      return () => {
        stateListeners.delete(listener)
      }
    },
    retryNow() {
      if (state.kind !== 'disconnected') return
      open()
    },
    close() {
      closed = true
      clearTimeout(timer)
      socket?.close()
    },
  }
}

function readFrame(data: unknown): ServerFrame | undefined {
  if (typeof data !== 'string' && !(data instanceof ArrayBuffer)) return undefined
  try {
    return serverFrame.parse(decodeFrame(typeof data === 'string' ? data : new Uint8Array(data)))
  } catch {
    return undefined
  }
}

function disconnected(): AppError {
  return new AppError('DISCONNECTED', say('error.backend.unreachable'), say('error.backend.unreachable.mend'))
}
