import { execFile } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { BreakerTransition, BreakerView } from '#shared/contract/documents/breaker.ts'
import { breaker, modelMayServe } from '../../../../../docs/clients/breaker-client.ts'
import { createSecrets } from '../../../secrets/secrets.ts'
import { createOutputs, type Outputs } from './outputs.ts'
import { stateFile } from './state-files.ts'

const CLIENTS = join(import.meta.dirname, '../../../../../docs/clients')
const MODEL = 'fraud/../eu'

const view = (change: Partial<BreakerView> = {}): BreakerView => ({
  schema: 'driftdesk.breaker/1',
  model: MODEL,
  state: 'OPEN',
  since: '2026-01-01T00:00:00.000Z',
  cause: 'accuracy fell',
  served_by: 'fallback',
  fallback: 'rules',
  probe_share: 0,
  route: null,
  force: null,
  underneath: 'OPEN',
  proposal: null,
  next_fallback: null,
  by: null,
  labels_silent: false,
  probes: { right: 0, judged: 0, needed: 200 },
  next_at: null,
  seen_until: null,
  autonomy: 2,
  rows: 100,
  conditions: [],
  policy: '',
  armed_at: '2026-01-01T00:00:00.000Z',
  evaluated_at: '2026-01-01T00:00:00.000Z',
  problem: null,
  ...change,
})
const MOVED: BreakerTransition = { at: null, row: 99, from: 'CLOSED', to: 'OPEN', cause: 'accuracy fell' }

let folder: string
let outputs: Outputs
let current: BreakerView
const open = () =>
  createOutputs({
    folder,
    secrets: createSecrets({ folder: join(folder, 'secrets'), keychain: null }),
    serves: true,
    retryMs: [10, 10],
    viewOf: async (model) => (model === MODEL ? current : null),
  })
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'driftdesk-outputs-'))
  current = view()
  outputs = await open()
})
afterEach(async () => {
  await outputs.close()
  rmSync(folder, { recursive: true, force: true })
})

test('the state file is replaced as a whole and stays in its folder, whatever the model is called', async () => {
  await outputs.tell(view(), [])
  await outputs.tell(view({ state: 'HALF_OPEN' }), [])
  const path = stateFile(join(folder, 'state'), MODEL)
  expect(path.startsWith(join(folder, 'state'))).toBe(true)
  expect(path.slice(join(folder, 'state').length + 1)).not.toContain('/')
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ model: MODEL, state: 'HALF_OPEN' })
})

test('the endpoint is off until it is switched on, and then asks for its token', async () => {
  expect((await outputs.describe()).endpoint).toEqual({ on: false, url: null, token_file: null })
  const { endpoint } = await outputs.change({ endpoint: true })
  const url = endpoint.url ?? ''
  const token = readFileSync(join(folder, 'endpoint-token'), 'utf8')
  expect(statSync(join(folder, 'endpoint-token')).mode & 0o077).toBe(0)
  const path = `/v1/breakers/${encodeURIComponent(MODEL)}`
  const ask = (to: string, headers: Record<string, string>, method = 'GET') =>
    new Promise<number>((resolve, reject) => {
      const sent = request(`${url}${to}`, { method, headers }, (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      })
      sent.once('error', reject)
      sent.end()
    })
  const authorization = `Bearer ${token}`
  expect(await ask(path, { authorization })).toBe(200)
  expect(await ask(path, {})).toBe(401)
  expect(await ask(path, { authorization: `Bearer ${'0'.repeat(64)}` })).toBe(401)
  expect(await ask(path, { authorization, host: 'evil.example' })).toBe(403)
  expect(await ask('/v1/breakers/nobody', { authorization })).toBe(404)
  expect(await ask('/v1/breakers/%E0%A4%A', { authorization })).toBe(404)
  expect(await ask(path, { authorization }, 'POST')).toBe(405)
  await outputs.change({ endpoint: false })
  await expect(ask(path, { authorization })).rejects.toThrow()
})

test('switching the endpoint on makes a token and tells it that once', async () => {
  const { token } = await outputs.change({ endpoint: true })
  expect(token).toBe(readFileSync(join(folder, 'endpoint-token'), 'utf8'))
  expect((await outputs.change({ endpoint: true })).token).toBeNull()
  expect(JSON.stringify(await outputs.describe(MODEL))).not.toContain(token)
  await outputs.change({ endpoint: false })
  expect((await outputs.change({ endpoint: true })).token).not.toBe(token)
})

test('the state file of a model is named as it lies in the workspace', async () => {
  await outputs.tell(view(), [])
  const { state_file } = await outputs.describe(MODEL)
  expect(state_file).toBe('breakers/state/fraud%2F%2E%2E%2Feu.json')
  expect(readdirSync(join(folder, 'state'))).toEqual(['fraud%2F%2E%2E%2Feu.json'])
})

test('a test of the webhook is sent once, signed and marked, and its outcome is told', async () => {
  await expect(outputs.test()).rejects.toMatchObject({ code: 'BAD_PARAMS' })
  const received: { readonly body: string; readonly signature: unknown }[] = []
  let status = 200
  const server = createServer(async (incoming, response) => {
    received.push({ body: await text(incoming), signature: incoming.headers['x-driftdesk-signature'] })
    response.writeHead(status).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await outputs.change({ webhook_url: url, webhook_secret: 'a shared secret' })
  expect(await outputs.test()).toEqual({ error: null })
  expect(JSON.parse(received[0].body)).toMatchObject({ schema: 'driftdesk.breaker_event/1', test: true })
  expect(received[0].signature).toMatch(/^sha256=[0-9a-f]{64}$/)
  status = 503
  expect(await outputs.test()).toEqual({ error: 'the receiver answered 503' })
  expect(received).toHaveLength(2)
  server.close()
})

test('the documented client in TypeScript asks the endpoint and fails safe', async () => {
  const { endpoint } = await outputs.change({ endpoint: true })
  const token = readFileSync(join(folder, 'endpoint-token'), 'utf8')
  const url = endpoint.url ?? ''
  expect(await breaker(url, token, MODEL)).toMatchObject({ state: 'OPEN', fallback: 'rules' })
  current = view({ state: 'CLOSED', served_by: 'model', probe_share: 1, fallback: null })
  expect(modelMayServe(await breaker(url, token, MODEL))).toBe(true)
  expect(await breaker(url, 'wrong', MODEL)).toEqual({
    served_by: 'fallback',
    fallback: null,
    probe_share: 0,
  })
  expect(await breaker('http://127.0.0.1:1', token, MODEL)).toMatchObject({ served_by: 'fallback' })
})

test('the documented client in Python asks the endpoint and fails safe', async () => {
  const { endpoint } = await outputs.change({ endpoint: true })
  const token = readFileSync(join(folder, 'endpoint-token'), 'utf8')
  current = view({ state: 'HALF_OPEN', served_by: 'probes', probe_share: 0.05 })
  const program = [
    'import sys, json; sys.path.insert(0, sys.argv[1]); import breaker_client as c',
    'state = c.breaker(*sys.argv[2:5]); away = c.breaker("http://127.0.0.1:1", "x", "m")',
    'print(json.dumps([state["state"], c.model_may_serve(state, lambda: 0.04), c.model_may_serve(state, lambda: 0.06), away["served_by"]]))',
  ].join('\n')
  const { stdout } = await promisify(execFile)('python3', [
    '-c',
    program,
    CLIENTS,
    endpoint.url ?? '',
    token,
    MODEL,
  ])
  expect(JSON.parse(stdout)).toEqual(['HALF_OPEN', true, false, 'fallback'])
})

test('each client is some 20 lines long', () => {
  for (const name of ['breaker_client.py', 'breaker-client.ts']) {
    const lines = readFileSync(join(CLIENTS, name), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
    expect(lines.length).toBeLessThanOrEqual(24)
  }
})

test('the webhook is signed and tried again until it is taken', async () => {
  const received: { readonly body: string; readonly headers: Record<string, unknown> }[] = []
  const answers = [503, 429, 200]
  const server = createServer(async (incoming, response) => {
    received.push({ body: await text(incoming), headers: incoming.headers })
    response.writeHead(answers[received.length - 1] ?? 200).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  await outputs.change({ webhook_url: url, webhook_secret: 'a shared secret' })
  await outputs.tell(view(), [MOVED])
  while (received.length < 3) await new Promise((resolve) => setTimeout(resolve, 5))
  const [first, , last] = received
  expect(last.body).toBe(first.body)
  expect(last.headers['x-driftdesk-delivery']).toBe(first.headers['x-driftdesk-delivery'])
  const timestamp = String(last.headers['x-driftdesk-timestamp'])
  const expected = createHmac('sha256', 'a shared secret').update(`${timestamp}.${last.body}`).digest('hex')
  expect(last.headers['x-driftdesk-signature']).toBe(`sha256=${expected}`)
  expect(JSON.parse(last.body)).toMatchObject({ model: MODEL, drill: false, transition: { to: 'OPEN' } })
  server.close()
})

test('a webhook that is refused is told, and is not tried again', async () => {
  let calls = 0
  const server = createServer((_, response) => {
    calls += 1
    response.writeHead(410).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  await outputs.change({ webhook_url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
  await outputs.tell(view(), [MOVED])
  while ((await outputs.describe()).webhook.last_error === null)
    await new Promise((resolve) => setTimeout(resolve, 5))
  expect((await outputs.describe()).webhook).toMatchObject({
    secret: { kept: null, next: 'file' },
    last_error: 'the receiver answered 410 (tried 1 times)',
  })
  expect(calls).toBe(1)
  server.close()
})

test('an address that is no web address is refused', async () => {
  await expect(outputs.change({ webhook_url: 'file:///etc/passwd' })).rejects.toMatchObject({
    code: 'BAD_PARAMS',
  })
})

test('a message whose secret cannot be had is not sent unsigned', async () => {
  let calls = 0
  const server = createServer((_, response) => {
    calls += 1
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await outputs.change({ webhook_url: url, webhook_secret: 'a shared secret' })
  writeFileSync(
    join(folder, 'secrets', 'breaker-webhook.json'),
    JSON.stringify({ kept: 'safe_storage', ticket: 'sealed elsewhere' }),
  )
  await outputs.tell(view(), [MOVED])
  expect((await outputs.describe()).webhook).toMatchObject({
    secret: { kept: 'safe_storage', next: 'file' },
    last_error: expect.stringContaining('another keychain'),
  })
  await outputs.close()
  expect(calls).toBe(0)
  server.close()
})

test('a secret that lay in a file of its own is taken over', async () => {
  await outputs.close()
  writeFileSync(join(folder, 'webhook-secret'), 'an older secret')
  outputs = await open()
  expect((await outputs.describe()).webhook.secret).toEqual({ kept: 'file', next: 'file' })
  expect(existsSync(join(folder, 'webhook-secret'))).toBe(false)
  expect(readFileSync(join(folder, 'secrets', 'breaker-webhook.json'), 'utf8')).toContain('an older secret')
})
