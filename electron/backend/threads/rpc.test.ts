import { afterEach, expect, test } from 'vitest'
import { type RpcClient, type RpcOptions, siblingModule, startRpcWorker } from './rpc.ts'
import type { EchoProcedures } from './testing/echo-worker.ts'

const started: RpcClient<EchoProcedures>[] = []

function start(options: RpcOptions = {}): RpcClient<EchoProcedures> {
  const client = startRpcWorker<EchoProcedures>(siblingModule('testing/echo-worker', import.meta.url), {
    backoffMs: 1,
    ...options,
  })
  started.push(client)
  return client
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((client) => client.close()))
})

test('a call carries parameters and result through a structured clone', async () => {
  const value = { text: 'Zürich', list: [1, null, Number.NaN], map: new Map([['a', 1]]) }
  expect(await start().call('echo', value)).toEqual(value)
})

test('calls in flight are told apart', async () => {
  const client = start()
  const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => client.call('echo', index)))
  expect(answers).toEqual(Array.from({ length: 50 }, (_, index) => index))
})

test('progress arrives in order and before the result', async () => {
  const seen: number[] = []
  await start().call('count', 4, { onProgress: (step) => seen.push(step) })
  expect(seen).toEqual([1, 2, 3, 4])
})

test('typed arrays come back moved, not copied', async () => {
  const { values } = await start().call('numbers', 3)
  expect([...values]).toEqual([1.5, 1.5, 1.5])
})

test('an AppError keeps its code, message and mend', async () => {
  await expect(start().call('refuse', 'log.csv is empty.')).rejects.toMatchObject({
    name: 'AppError',
    code: 'FILE_EMPTY',
    message: 'log.csv is empty.',
    mend: 'Choose another file.',
  })
})

test('any other error becomes INTERNAL without a stack', async () => {
  await expect(start().call('fail', 'out of range')).rejects.toMatchObject({
    code: 'INTERNAL',
    message: 'Driftdesk failed unexpectedly: out of range',
  })
})

test('a result that cannot be cloned fails its own call only', async () => {
  const client = start()
  await expect(client.call('unclonable', null)).rejects.toMatchObject({ code: 'INTERNAL' })
  expect(await client.call('echo', 1)).toBe(1)
})

test('parameters that cannot be cloned fail their own call only', async () => {
  const client = start()
  await expect(client.call('echo', () => 1)).rejects.toThrow('could not be cloned')
  expect(client.pending).toBe(0)
})

test('all calls of a thread that breaks reject with WORKER_LOST and its cause', async () => {
  const client = start()
  const hanging = client.call('hang', null)
  const crashing = client.call('crash', null)
  await expect(hanging).rejects.toMatchObject({
    code: 'WORKER_LOST',
    message: expect.stringContaining('the thread broke'),
  })
  await expect(crashing).rejects.toMatchObject({ code: 'WORKER_LOST' })
})

test('a thread that exits is replaced for the next call', async () => {
  const lost: string[] = []
  const client = start({ onLost: (cause) => lost.push(cause) })
  await expect(client.call('exit', 7)).rejects.toMatchObject({ code: 'WORKER_LOST' })
  expect(await client.call('echo', 'again')).toBe('again')
  expect(lost).toEqual(['it ended with code 7'])
})

test('a killed thread rejects what it was doing and is replaced', async () => {
  const client = start()
  const hanging = client.call('hang', null)
  const rejected = expect(hanging).rejects.toMatchObject({ code: 'WORKER_LOST' })
  await client.call('echo', 0)
  await client.kill()
  await rejected
  expect(await client.call('echo', 1)).toBe(1)
})

test('close ends the thread; calls in flight and later ones reject with CANCELLED', async () => {
  const client = start()
  const hanging = client.call('hang', null)
  const rejected = expect(hanging).rejects.toMatchObject({ code: 'CANCELLED' })
  await client.call('echo', 0)
  await client.close()
  await rejected
  await expect(client.call('echo', 1)).rejects.toMatchObject({ code: 'CANCELLED' })
})

test('a module beside the caller is found in sources and in a build', () => {
  expect(siblingModule('x', 'file:///app/threads/rpc.ts').href).toBe('file:///app/threads/x.ts')
  expect(siblingModule('x', 'file:///app/dist/threads/rpc.js').href).toBe('file:///app/dist/threads/x.js')
})
