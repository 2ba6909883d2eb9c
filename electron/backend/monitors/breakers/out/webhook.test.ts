import { createHmac } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { BreakerTransition } from '#shared/contract/documents/breaker.ts'
import { openDesk } from '../../../drift/testing/desk.ts'
import type { Sinks } from '../../../sinks/sinks.ts'
import { openSinks } from '../../../sinks/testing/open-sinks.ts'
import { openReceiver, type Receiver } from '../../../sinks/testing/receiver.ts'
import { openBreaker } from '../testing/views.ts'
import { stateNotice } from './breaker-notice.ts'
import { createOutputs } from './outputs.ts'
import { type BreakerWebhook, createBreakerWebhook } from './webhook.ts'

const MOVED: BreakerTransition = { at: null, row: 99, from: 'CLOSED', to: 'OPEN', cause: 'accuracy fell' }
const SECRET = 'a shared secret'

let folder: string
let sinks: Sinks
let close: () => Promise<void>
let webhook: BreakerWebhook
let receiver: Receiver
const open = async () => {
  const opened = await openSinks(folder)
  sinks = opened.sinks
  close = opened.close
  webhook = createBreakerWebhook({ sinks, secrets: opened.secrets })
}
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'driftdesk-webhook-'))
  receiver = await openReceiver()
  await open()
})
afterEach(async () => {
  await close()
  await receiver.close()
  rmSync(folder, { recursive: true, force: true })
})
const tell = () => sinks.tell([stateNotice(openBreaker('fraud'), MOVED, 0)])

test('a transition is signed, and tried again over a restart until it is taken', async () => {
  await webhook.change({ url: `${receiver.url}/hook`, secret: SECRET })
  receiver.answer(503, 429, 200)
  await tell()
  await receiver.came(1)
  await close()
  await open()
  await receiver.came(3)
  const [first, , last] = receiver.received
  expect(last.body).toBe(first.body)
  expect(last.headers['x-driftdesk-delivery']).toBe(first.headers['x-driftdesk-delivery'])
  const timestamp = String(last.headers['x-driftdesk-timestamp'])
  const expected = createHmac('sha256', SECRET).update(`${timestamp}.${last.body}`).digest('hex')
  expect(last.headers['x-driftdesk-signature']).toBe(`sha256=${expected}`)
  expect(JSON.parse(last.body)).toMatchObject({
    schema: 'driftdesk.breaker_event/1',
    model: 'fraud',
    drill: false,
    transition: { to: 'OPEN' },
    breaker: { served_by: 'fallback' },
  })
})

test('a webhook that refuses is told of, and its message is put aside for a person', async () => {
  await webhook.change({ url: receiver.url })
  receiver.answer(410)
  await tell()
  await vi.waitFor(async () => {
    const { deliveries } = await sinks.deliveries({ state: 'dead', sink: null }, 0, 5)
    expect(deliveries).toMatchObject([{ title: 'fraud: CLOSED → OPEN', tries: 1, status: 410 }])
  })
  expect(await webhook.describe()).toEqual({
    url: `${receiver.url}/`.replace(/\/+$/, ''),
    secret: { kept: null, next: 'file' },
    last_error: 'the receiver answered 410',
  })
})

test('states go to webhooks of their format alone, which get nothing else', async () => {
  await webhook.change({ url: receiver.url })
  const notes = join(folder, 'sinks', 'notes.ndjson')
  await sinks.save({ kind: 'file', name: 'notes', on: true, severity: 'info' }, 'Asha')
  await tell()
  const alert = { ...stateNotice(openBreaker('fraud'), MOVED, 1), source: 'alert' as const }
  await sinks.tell([alert])
  await vi.waitFor(() => expect(existsSync(notes)).toBe(true))
  await receiver.came(1)
  await close()
  await open()
  expect(receiver.received).toHaveLength(1)
})

test('a test is sent once, marked as one', async () => {
  expect(await webhook.test()).toBeNull()
  await webhook.change({ url: receiver.url, secret: SECRET })
  expect(await webhook.test()).toEqual({ error: null })
  expect(JSON.parse(receiver.received[0].body)).toMatchObject({
    schema: 'driftdesk.breaker_event/1',
    test: true,
  })
  receiver.answer(503)
  expect(await webhook.test()).toEqual({ error: 'the receiver answered 503' })
  expect(receiver.received).toHaveLength(2)
})

test('an address that is no web address is refused', async () => {
  await expect(webhook.change({ url: 'file:///etc/passwd' })).rejects.toMatchObject({ code: 'BAD_PARAMS' })
})

test('a message whose secret cannot be had waits, and is not sent unsigned', async () => {
  await webhook.change({ url: receiver.url, secret: SECRET })
  writeFileSync(
    join(folder, 'secrets', 'sink-breaker-webhook.json'),
    JSON.stringify({ kept: 'safe_storage', ticket: 'sealed elsewhere' }),
  )
  await tell()
  await vi.waitFor(async () => {
    expect((await webhook.describe()).last_error).toMatch('another keychain')
  })
  expect(receiver.received).toEqual([])
})

test('an address and a secret from before webhooks were sinks are taken over', async () => {
  const breakers = join(folder, 'breakers')
  mkdirSync(breakers, { recursive: true })
  writeFileSync(
    join(breakers, 'outputs.json'),
    JSON.stringify({ endpoint: false, webhook_url: receiver.url }),
  )
  writeFileSync(join(breakers, 'webhook-secret'), SECRET)
  const outputs = await createOutputs({ folder: breakers, webhook, serves: false, viewOf: async () => null })
  expect((await outputs.describe()).webhook).toMatchObject({
    url: receiver.url,
    secret: { kept: 'file' },
  })
  expect(existsSync(join(breakers, 'webhook-secret'))).toBe(false)
  expect(await outputs.test()).toEqual({ error: null })
  expect(receiver.received[0].headers['x-driftdesk-signature']).toMatch(/^sha256=/)
  await outputs.close()
})

test('a person who stops a model is told to serving systems and to people', async () => {
  const desk = await openDesk()
  const token = await desk.grant('rows.csv', 'timestamp,prediction,label\n2026-01-01T00:00:00Z,1,1\n')
  await desk.client.job('log.import', { files: [token], mapping: { model: 'fraud', roles: {} } }).result
  await desk.client.command('breakers.setOutputs', { webhook_url: receiver.url, webhook_secret: SECRET })
  const word = { model: 'fraud', action: 'trip', by: 'Asha', reason: 'wrong currency' } as const
  await desk.client.command('breakers.override', word)
  await receiver.came(1)
  await desk.close()
  expect(JSON.parse(receiver.received[0].body)).toMatchObject({
    transition: { from: 'CLOSED', to: 'FORCED_OPEN', cause: 'Asha: wrong currency' },
    breaker: { state: 'FORCED_OPEN' },
  })
})
