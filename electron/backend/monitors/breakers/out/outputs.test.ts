import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { BreakerView } from '#shared/contract/documents/breaker.ts'
import { breaker, modelMayServe } from '../../../../../docs/clients/breaker-client.ts'
import { openBreaker } from '../testing/views.ts'
import { createOutputs, type Outputs } from './outputs.ts'
import { stateFile } from './state-files.ts'
import type { BreakerWebhook } from './webhook.ts'

const CLIENTS = join(import.meta.dirname, '../../../../../docs/clients')
const MODEL = 'fraud/../eu'

const view = (change: Partial<BreakerView> = {}) => openBreaker(MODEL, change)
/** None is set up; those that are have tests of their own. */
const NO_WEBHOOK: BreakerWebhook = {
  describe: async () => ({ url: null, secret: { kept: null, next: 'file' }, last_error: null }),
  change: async () => expect.unreachable(),
  test: async () => null,
  takeOver: async () => expect.unreachable(),
}

let folder: string
let outputs: Outputs
let current: BreakerView
const open = () =>
  createOutputs({
    folder,
    webhook: NO_WEBHOOK,
    serves: true,
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
  await outputs.tell(view())
  await outputs.tell(view({ state: 'HALF_OPEN' }))
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
  await outputs.tell(view())
  const { state_file } = await outputs.describe(MODEL)
  expect(state_file).toBe('breakers/state/fraud%2F%2E%2E%2Feu.json')
  expect(readdirSync(join(folder, 'state'))).toEqual(['fraud%2F%2E%2E%2Feu.json'])
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

test('a test without a webhook says that there is none', async () => {
  await expect(outputs.test()).rejects.toMatchObject({ code: 'BAD_PARAMS' })
})
