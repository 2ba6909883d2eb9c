import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openReceiver, type Receiver, selfSigned } from '../testing/receiver.ts'
import { refusalOf, webhookAddress } from './address.ts'
import { postMessage } from './post.ts'

let receiver: Receiver
beforeEach(async () => {
  receiver = await openReceiver()
})
afterEach(() => receiver.close())

const SECRET = 'a shared secret'
const message = (url = receiver.url) => ({ url, secret: SECRET, body: '{"a":1}', key: 'delivery-1' })

test('a message that is taken was signed over its time and its bytes', async () => {
  expect(await postMessage(message())).toEqual({
    status: 200,
    answer: 'ok',
    error: null,
    again: false,
    retryAfterMs: null,
  })
  const [{ body, headers }] = receiver.received
  expect(headers['x-driftdesk-delivery']).toBe('delivery-1')
  const signed = `${headers['x-driftdesk-timestamp']}.${body}`
  const hex = createHmac('sha256', SECRET).update(signed).digest('hex')
  expect(headers['x-driftdesk-signature']).toBe(`sha256=${hex}`)
  expect(headers.cookie).toBeUndefined()
})

test.each([500, 502, 503, 408, 425, 429])('an answer %i may go better later', async (status) => {
  receiver.answer(status)
  expect(await postMessage(message())).toMatchObject({ status, again: true, retryAfterMs: null })
})

test.each([400, 401, 404, 410, 301, 307])('an answer %i does not', async (status) => {
  receiver.answer((response) => response.writeHead(status, { Location: receiver.url }).end())
  expect(await postMessage(message())).toMatchObject({ status, again: false, error: expect.any(String) })
  expect(receiver.received).toHaveLength(1)
})

test('a receiver that wants to be left alone says for how long', async () => {
  receiver.answer((response) => response.writeHead(429, { 'Retry-After': '7' }).end())
  expect(await postMessage(message())).toMatchObject({ again: true, retryAfterMs: 7_000 })
})

test('a receiver that says nothing is left after the time that it has', async () => {
  receiver.answer(() => undefined)
  const outcome = await postMessage(message(), { timeoutMs: 100 })
  expect(outcome).toMatchObject({
    status: null,
    again: true,
    error: 'the receiver did not answer within 0.1 s',
  })
})

test('a body that never ends is not waited for once the message is taken', async () => {
  receiver.answer((response) => {
    response.writeHead(200, { 'Content-Type': 'text/plain' }).write('taken, and more to')
  })
  expect(await postMessage(message())).toMatchObject({ error: null, answer: 'taken, and more to' })
})

test('of an endless answer its beginning is read and no more', async () => {
  let written = 0
  receiver.answer((response) => {
    response.writeHead(500)
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(65_536))) written += 65_536
    }
    response.on('drain', more)
    response.on('error', () => undefined)
    more()
  })
  const outcome = await postMessage(message())
  expect(outcome.answer).toBe('x'.repeat(300))
  expect(written).toBeLessThan(50_000_000)
})

test('a receiver that is down, and one that drops the line, may come back', async () => {
  receiver.answer((response) => response.destroy())
  expect(await postMessage(message())).toMatchObject({ status: null, again: true })
  await receiver.close()
  expect(await postMessage(message())).toMatchObject({ status: null, again: true })
  receiver = await openReceiver()
})

test('an answer that repeats what is secret is shown without it', async () => {
  receiver.answer((response) => response.writeHead(400).end(`no ${SECRET} for /hooks/T0KEN-in-the-path`))
  expect((await postMessage(message())).answer).toBe('no … for …')
})

const certificate = selfSigned()
test.skipIf(certificate === null)(
  'a certificate that nobody vouches for is refused, a trusted one not',
  async () => {
    if (certificate === null) return
    const encrypted = await openReceiver({ tls: certificate })
    const refused = await postMessage(message(encrypted.url))
    expect(refused).toMatchObject({
      status: null,
      again: true,
      error: expect.stringContaining('certificate'),
    })
    expect(encrypted.received).toHaveLength(0)
    expect(await postMessage(message(encrypted.url), { ca: certificate.cert })).toMatchObject({ error: null })
    await encrypted.close()
  },
)

test.each([
  'file:///etc/passwd',
  'http://example.com/hook',
  'http://10.0.0.7/hook',
  'https://me:secret@example.com/',
  'no address',
  `https://example.com/${'x'.repeat(2_000)}`,
])('%s is no address of a receiver', (text) => {
  expect(() => webhookAddress(text)).toThrow(expect.objectContaining({ code: 'BAD_PARAMS' }))
})

test.each([
  'https://example.com/hook',
  'http://127.0.0.1:9/hook',
  'http://localhost/x',
  'http://[::1]:8080/',
])('%s is one', (text) => {
  expect(webhookAddress(text).href).toContain(new URL(text).host)
})

test('nothing is sent to addresses of links, many or none, and unencrypted only to this machine', () => {
  const https = new URL('https://receiver.example/')
  const http = new URL('http://localhost/')
  for (const address of [
    '169.254.169.254',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    'fe80::1',
    '::',
    '::ffff:169.254.169.254',
  ]) {
    expect(refusalOf(address, https), address).not.toBeNull()
  }
  for (const address of ['10.1.2.3', '192.168.0.9', '203.0.113.5', '127.0.0.1', '2001:db8::1']) {
    expect(refusalOf(address, https), address).toBeNull()
  }
  expect(refusalOf('10.1.2.3', http)).not.toBeNull()
  expect(refusalOf('::1', http)).toBeNull()
})

test('a link-local address is not connected to', async () => {
  expect(await postMessage(message('https://169.254.169.254/latest/meta-data'))).toMatchObject({
    again: false,
  })
})
