import { spawn } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { receiver } from '../../../../docs/clients/webhook-receiver.ts'
import { postMessage } from './post.ts'

const CLIENTS = join(import.meta.dirname, '../../../../docs/clients')
const SECRET = 'a shared secret ü'
const message = { secret: SECRET, body: '{"title":"Gefahr ⚠"}', key: 'delivery-1' }

test('the documented receiver in TypeScript takes what is signed, once, and nothing else', async () => {
  const taken: unknown[] = []
  const server = receiver(SECRET, (one) => taken.push(one))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  expect((await postMessage({ ...message, url })).status).toBe(204)
  expect((await postMessage({ ...message, url })).status).toBe(204)
  expect((await postMessage({ ...message, url, secret: 'another' })).status).toBe(401)
  expect((await postMessage({ ...message, url, secret: null })).status).toBe(401)
  expect(taken).toEqual([{ title: 'Gefahr ⚠' }])
  server.close()
})

test('the documented receiver in Python takes what is signed, once, and nothing else', async () => {
  const program = [
    'import sys, json; sys.path.insert(0, sys.argv[1]); import webhook_receiver as r',
    'server = r.serve(sys.argv[2], lambda m: print("took", json.dumps(m), flush=True), 0)',
    'print(server.server_port, flush=True); server.serve_forever()',
  ].join('\n')
  const child = spawn('python3', ['-c', program, CLIENTS, SECRET], { stdio: ['ignore', 'pipe', 'ignore'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const port = await lines.next()
  const url = `http://127.0.0.1:${port.value}/`
  expect((await postMessage({ ...message, url })).status).toBe(204)
  expect((await postMessage({ ...message, url })).status).toBe(204)
  expect((await postMessage({ ...message, url, secret: 'another' })).status).toBe(401)
  child.kill()
  const taken: unknown[] = []
  for await (const line of { [Symbol.asyncIterator]: () => lines }) {
    taken.push(JSON.parse(line.slice('took '.length)))
  }
  expect(taken).toEqual([{ title: 'Gefahr ⚠' }])
}, 20_000)
