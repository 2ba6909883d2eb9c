import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { WebSocketServer } from 'ws'
import type { EventMessage } from '#shared/contract/events.ts'
import { encodeFrame, requestFrame } from '#shared/contract/frame.ts'
import type { Connection } from './connection.ts'
import { connectWebSocket, reconnectDelay } from './websocket.ts'

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

const changed = (sequence: number): EventMessage => ({ sequence, event: { type: 'runs.changed' } })

/** A server with real sockets and a small event history; `answer` handles what is not about events. */
async function serve(answer: (operation: string) => unknown) {
  const history: EventMessage[] = []
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  ends.push(() => {
    for (const client of server.clients) client.terminate()
    server.close()
  })
  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      const { id, operation, params } = requestFrame.parse(JSON.parse(String(data)))
      if (operation === 'events.since') {
        const known = Number(Reflect.get(Object(params), 'sequence'))
        const events = known > history.length ? null : history.slice(known)
        socket.send(encodeFrame({ id, ok: true, result: { sequence: history.length, events } }))
        return
      }
      const result = answer(operation)
      if (result !== undefined) socket.send(encodeFrame({ id, ok: true, result }))
    })
  })
  await new Promise((resolve) => server.once('listening', resolve))
  const connection = connectWebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  ends.push(() => connection.close())
  return {
    connection,
    publish(message: EventMessage) {
      history.push(message)
      for (const client of server.clients) client.send(encodeFrame(message))
    },
    publishToNobody: (message: EventMessage) => history.push(message),
    breakLine() {
      for (const client of server.clients) client.terminate()
    },
  }
}

function reached(connection: Connection, kind: string): Promise<void> {
  if (connection.state().kind === kind) return Promise.resolve()
  return new Promise((resolve) => {
    const stop = connection.onState((state) => {
      if (state.kind !== kind) return
      stop()
      resolve()
    })
  })
}

test('an answer with typed arrays reaches the one who asked', async () => {
  const { connection } = await serve(() => ({ edges: new Float64Array([0.5, 1.5]) }))
  expect(await connection.transport.send('drift.column', {})).toEqual({ edges: new Float64Array([0.5, 1.5]) })
})

test('requests that are open when the line breaks reject with DISCONNECTED', async () => {
  const { connection, breakLine } = await serve(() => undefined)
  await reached(connection, 'connected')
  const open = connection.transport.send('samples.list', {})
  const refused = expect(open).rejects.toMatchObject({ code: 'DISCONNECTED' })
  breakLine()
  await refused
})

test('events missed while away are replayed once, in order, after the reconnect', async () => {
  const { connection, publish, publishToNobody, breakLine } = await serve(() => ({}))
  const seen: number[] = []
  connection.transport.onEvent(({ sequence }) => seen.push(sequence))
  await reached(connection, 'connected')
  publish(changed(1))
  await expect.poll(() => seen).toEqual([1])
  breakLine()
  await reached(connection, 'disconnected')
  publishToNobody(changed(2))
  publishToNobody(changed(3))
  connection.retryNow()
  await reached(connection, 'connected')
  publish(changed(4))
  await expect.poll(() => seen).toEqual([1, 2, 3, 4])
})

test('events from before the page are not replayed on the first connect', async () => {
  const { connection, publish, publishToNobody } = await serve(() => ({}))
  publishToNobody(changed(1))
  const seen: number[] = []
  connection.transport.onEvent(({ sequence }) => seen.push(sequence))
  await reached(connection, 'connected')
  publish(changed(2))
  await expect.poll(() => seen).toEqual([2])
})

test('the delay before a reconnect doubles from a quarter of a second and stays under eight', () => {
  expect([0, 1, 2, 5, 20].map((attempt) => reconnectDelay(attempt, 0))).toEqual([250, 500, 1000, 8000, 8000])
  expect(reconnectDelay(1, 1)).toBe(400)
})
