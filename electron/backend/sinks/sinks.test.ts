import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Notice } from '#shared/policy/delivery/notice.ts'
import { openStore } from '../store/open-store.ts'
import type { Store } from '../store/types.ts'
import type { SinkChange, Sinks } from './sinks.ts'
import { openSinks } from './testing/open-sinks.ts'
import { openReceiver, type Receiver, selfSigned } from './testing/receiver.ts'

let folder: string
let store: Store
let sinks: Sinks
let close: () => Promise<void>
let receiver: Receiver
const shown: string[] = []

/** Tries of a message before it is put aside. */
const TRIES = 4
const open = async (shell: 'loopback' | 'cli' = 'loopback', timeoutMs = 150) => {
  const notify = ({ title, body }: { readonly title: string; readonly body: string }) =>
    void shown.push(`${title}: ${body}`)
  const opened = await openSinks(folder, { shell, notify, timeoutMs, tries: TRIES })
  store = opened.store
  sinks = opened.sinks
  close = opened.close
}
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'driftdesk-sinks-'))
  shown.length = 0
  receiver = await openReceiver()
  await open()
})
afterEach(async () => {
  await close()
  await receiver.close()
  rmSync(folder, { recursive: true, force: true })
})

const SECRET = 'a very shared secret'
const notice = (number: number, change: Partial<Notice> = {}): Notice => ({
  id: `alert/fraud/${number}`,
  source: 'alert',
  event: 'firing',
  subject: 'alert/fraud/accuracy',
  model: 'fraud',
  severity: 'critical',
  title: `alert ${number}`,
  text: 'accuracy is 0.8',
  at: '2026-01-02T03:04:05.000Z',
  owner: 'fraud-team',
  action: 'use the rules',
  runbook: null,
  to: null,
  detail: {},
  ...change,
})
const add = (change: Partial<SinkChange> = {}) =>
  sinks.save(
    {
      kind: 'webhook',
      name: 'chat',
      on: true,
      severity: 'info',
      url: receiver.url,
      secret: SECRET,
      ...change,
    },
    'Asha',
  )
const deliveries = async () => (await sinks.deliveries({ state: null, sink: null }, 0, 100)).deliveries
const until = async (state: string, count = 1) => {
  for (;;) {
    const found = (await deliveries()).filter((one) => one.state === state)
    if (found.length >= count) return found
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

test('nothing is sent while nothing is configured', async () => {
  await sinks.tell([notice(1)])
  expect(await deliveries()).toEqual([])
  expect(shown).toEqual([])
})

test('a notice arrives once, signed, and is kept as delivered', async () => {
  await add()
  await sinks.tell([notice(1), notice(1)])
  await sinks.tell([notice(1)])
  const [delivered] = await until('delivered')
  expect(delivered).toMatchObject({ title: 'alert 1', sink_name: 'chat', tries: 1, status: 200, error: null })
  expect(receiver.received).toHaveLength(1)
  const [{ body, headers }] = receiver.received
  expect(JSON.parse(body)).toMatchObject({
    schema: 'driftdesk.notice/1',
    key: delivered.key,
    title: 'alert 1',
  })
  expect(headers['x-driftdesk-delivery']).toBe(delivered.key)
  expect(headers['x-driftdesk-signature']).toMatch(/^sha256=[0-9a-f]{64}$/)
})

test('being told does not wait for a receiver that hangs', async () => {
  await add()
  receiver.answer(() => undefined)
  await sinks.tell([notice(1)])
  expect(await deliveries()).toMatchObject([{ state: 'waiting', tries: 0 }])
  await receiver.came(1)
})

test('errors of the receiver, silence and 429 are tried again under the same key, and none is lost', async () => {
  await add()
  receiver.answer(
    500,
    () => undefined,
    (response) => response.writeHead(429, { 'Retry-After': '0' }).end(),
    200,
  )
  await sinks.tell([notice(1)])
  const [delivered] = await until('delivered')
  expect(delivered.tries).toBe(4)
  const keys = new Set(receiver.received.map(({ headers }) => headers['x-driftdesk-delivery']))
  expect([keys.size, receiver.received.length]).toEqual([1, 4])
})

test('Retry-After holds back everything for that receiver', async () => {
  await add()
  receiver.answer((response) => response.writeHead(429, { 'Retry-After': '30' }).end(), 200)
  await sinks.tell([notice(1), notice(2), notice(3)])
  await receiver.came(1)
  await new Promise((resolve) => setTimeout(resolve, 150))
  expect(receiver.received).toHaveLength(1)
  expect((await deliveries()).map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting'])
})

test('a receiver that is down puts messages aside after the last try; a person has them sent again', async () => {
  await add()
  await receiver.close()
  const port = Number(new URL(receiver.url).port)
  await sinks.tell([notice(1)])
  const [dead] = await until('dead')
  expect(dead).toMatchObject({ tries: TRIES, error: expect.stringContaining('ECONNREFUSED') })
  receiver = await openReceiver({ port })
  expect(await sinks.retry([dead.key], 'Asha')).toBe(1)
  const [delivered] = await until('delivered')
  expect([delivered.key, receiver.received.length]).toEqual([dead.key, 1])
  const actions = (await store.listAudit(0, 10)).map(({ action }) => action)
  expect(actions).toEqual(['delivery.retried', 'delivery.dead', 'sink.saved'])
})

test('what is refused for good is put aside at once and can be given up', async () => {
  await add()
  receiver.answer((response) => response.writeHead(400).end(`bad: ${SECRET}`))
  await sinks.tell([notice(1)])
  const [dead] = await until('dead')
  expect(dead).toMatchObject({ tries: 1, status: 400, answer: 'bad: …' })
  expect(await sinks.discard([dead.key], 'Asha', 'old news')).toBe(1)
  expect((await deliveries())[0].state).toBe('discarded')
  expect(await sinks.retry([dead.key], 'Asha')).toBe(0)
})

const certificate = selfSigned()
test.skipIf(certificate === null)('a wrong certificate keeps messages in line', async () => {
  if (certificate === null) return
  const encrypted = await openReceiver({ tls: certificate })
  await add({ url: encrypted.url })
  await sinks.tell([notice(1)])
  const [dead] = await until('dead')
  expect(dead.error).toContain('certificate')
  expect(encrypted.received).toHaveLength(0)
  await encrypted.close()
})

test('a stop between two tries loses nothing', async () => {
  await add()
  receiver.answer(503)
  await sinks.tell([notice(1), notice(2)])
  await receiver.came(1)
  await close()
  receiver.answer(200)
  await open()
  const delivered = await until('delivered', 2)
  expect(delivered.map(({ title }) => title).toSorted()).toEqual(['alert 1', 'alert 2'])
})

test('a stop while a message is on its way does not count as a try', async () => {
  await close()
  await open('loopback', 60_000)
  await add()
  receiver.answer(() => undefined)
  await sinks.tell([notice(1)])
  await receiver.came(1)
  await close()
  receiver.answer(200)
  await open()
  expect((await until('delivered'))[0].tries).toBe(1)
}, 20_000)

test('a sink that fails holds up no other', async () => {
  receiver.answer(() => undefined)
  await add()
  await sinks.save({ kind: 'file', name: 'on call', on: true, severity: 'info' }, 'Asha')
  await sinks.save({ kind: 'desktop', name: 'desk', on: true, severity: 'critical' }, 'Asha')
  await sinks.tell([notice(1), notice(2, { severity: 'warning' })])
  await until('delivered', 3)
  const lines = readFileSync(join(folder, 'sinks', 'on call.ndjson'), 'utf8')
    .trim()
    .split('\n')
  expect(lines.map((line) => JSON.parse(line).title)).toEqual(['alert 1', 'alert 2'])
  expect(shown).toEqual(['alert 1: accuracy is 0.8\nAction: use the rules\nOwner: fraud-team'])
})

test('messages for the desktop wait for a window', async () => {
  await sinks.save({ kind: 'desktop', name: 'desk', on: true, severity: 'info' }, 'Asha')
  await close()
  await open('cli')
  await sinks.tell([notice(1)])
  await close()
  expect(shown).toEqual([])
  await open()
  await until('delivered')
  expect(shown).toHaveLength(1)
})

test('what waits for a sink that is removed is put aside, and its secrets go', async () => {
  const { sink } = await add({ on: true })
  receiver.answer(503)
  await sinks.tell([notice(1)])
  await receiver.came(1)
  await sinks.remove(sink, 'Asha')
  expect(await until('dead')).toMatchObject([{ error: 'the sink was removed' }])
  expect(await sinks.list()).toEqual([])
  await expect(sinks.test(sink)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('the test button says what the receiver answered', async () => {
  const { sink } = await add()
  receiver.answer((response) => response.writeHead(403).end('no such channel'))
  expect(await sinks.test(sink)).toMatchObject({
    status: 403,
    answer: 'no such channel',
    error: 'the receiver answered 403',
  })
  receiver.answer(200)
  expect(await sinks.test(sink)).toMatchObject({ status: 200, error: null })
  expect(await deliveries()).toEqual([])
})

test('addresses, secrets and keys are in no catalogue, list or audit entry', async () => {
  await add({ format: 'pagerduty', routing_key: 'R0UT1NG-KEY' })
  receiver.answer((response) =>
    response.writeHead(400).end(`${SECRET} R0UT1NG-KEY ${new URL(receiver.url).pathname}`),
  )
  await sinks.tell([notice(1)])
  await until('dead')
  expect(JSON.parse(receiver.received[0].body).routing_key).toBe('R0UT1NG-KEY')
  const said = JSON.stringify([await sinks.list(), await deliveries(), await store.listAudit(0, 100)])
  await store.close()
  const kept = readFileSync(join(folder, 'catalogue.sqlite'), 'latin1')
  for (const hidden of [SECRET, 'R0UT1NG-KEY', 'T0KEN-in-the-path']) {
    expect(said).not.toContain(hidden)
    expect(kept).not.toContain(hidden)
  }
  store = await openStore({ folder })
})

test('changing a sink keeps what is not given, and names are taken once', async () => {
  const { sink } = await add()
  const change = { sink, kind: 'webhook', name: 'chat', on: false, severity: 'critical' } as const
  expect(await sinks.save(change, 'Asha')).toMatchObject({
    on: false,
    signed: true,
    origin: new URL(receiver.url).origin,
  })
  expect(await sinks.save({ ...change, secret: '' }, 'Asha')).toMatchObject({ signed: false })
  await expect(add({ name: 'CHAT' })).rejects.toMatchObject({ code: 'BAD_PARAMS' })
  await expect(add({ name: 'other', url: 'http://example.com/' })).rejects.toMatchObject({
    code: 'BAD_PARAMS',
  })
  await expect(add({ name: 'duty', format: 'pagerduty' })).rejects.toMatchObject({ code: 'BAD_PARAMS' })
  await expect(sinks.save({ ...change, kind: 'file' }, 'Asha')).rejects.toMatchObject({ code: 'BAD_PARAMS' })
  expect(await sinks.list()).toHaveLength(1)
})
