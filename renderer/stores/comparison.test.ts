import { expect, test } from 'vitest'
import { createClient, type Transport } from '#shared/contract/client.ts'
import type { EventMessage, JobView } from '#shared/contract/events.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { FileToken, JobId } from '#shared/domain/ids.ts'
import { createComparisonStore, type Keep } from './comparison.ts'

/** A backend in memory: looks at once, and knows the tokens that it has handed out. */
function backend(ranges: Readonly<Record<string, [string, string]>> = {}) {
  const listeners = new Set<(message: EventMessage) => void>()
  const results = new Map<string, unknown>()
  const known = new Set<string>()
  let sequence = 0
  const transport: Transport = {
    async send(operation, params) {
      const asked = Object(params)
      if (operation === 'files.describe') {
        if (!asked.files.every((token: string) => known.has(token))) {
          throw new AppError('TOKEN_EXPIRED', 'The file is gone.', 'Drop it again.')
        }
        return { files: asked.files.map((token: string) => ({ token, name: token, bytes: 1 })) }
      }
      if (operation === 'jobs.result') return { result: results.get(asked.job) }
      if (operation !== 'sources.inspect') return {}
      sequence += 1
      const job = `job-${sequence}`
      results.set(job, {
        files: [],
        columns: [],
        rows_sampled: 1,
        time_range: ranges[asked.files[0]] ?? null,
        task: null,
        notes: [],
      })
      const view: JobView = {
        job: job as JobId,
        operation,
        title: '',
        state: 'done',
        progress: null,
        error: null,
        started_at: '2026-01-01T00:00:00Z',
        ended_at: '2026-01-01T00:00:01Z',
      }
      for (const listener of listeners) listener({ sequence, event: { type: 'job', view } })
      return { job }
    },
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const handOver = async (file: File) => {
    known.add(file.name)
    return { token: file.name as FileToken, name: file.name, bytes: file.size }
  }
  return { client: createClient(transport), handOver }
}

function memory(): Keep {
  const items = new Map<string, string>()
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  }
}

const fileNames = (store: ReturnType<typeof createComparisonStore>) => {
  const { reference, current } = store.getState()
  return [reference, current].map((side) => side.files.map(({ name }) => name))
}

test('two dropped files end on the sides that their times say', async () => {
  const { client, handOver } = backend({
    'a.csv': ['2026-02-01T00:00:00Z', '2026-02-28T00:00:00Z'],
    'b.csv': ['2026-01-01T00:00:00Z', '2026-01-31T00:00:00Z'],
  })
  const store = createComparisonStore(client, handOver, memory())
  store.addFiles([new File(['x'], 'a.csv'), new File(['x'], 'b.csv')], null)
  await expect.poll(() => fileNames(store)).toEqual([['b.csv'], ['a.csv']])
})

test('a file that cannot be handed over says why, and the side waits', async () => {
  const { client } = backend()
  const refuse = () => Promise.reject(new AppError('INPUT_TOO_LARGE', 'Too large.', 'Split it.'))
  const store = createComparisonStore(client, refuse, memory())
  store.addFiles([new File(['x'], 'a.csv')], 'reference')
  await expect.poll(() => store.getState().reference.files[0]?.state.kind).toBe('failed')
  expect(store.getState().reference.look).toEqual({ kind: 'none' })
})

test('removing a file while it is sent stops the sending', async () => {
  const { client } = backend()
  let stopped = false
  const slow = (_file: File, signal: AbortSignal) =>
    new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        stopped = true
        reject(new AppError('CANCELLED', 'Cancelled.', ''))
      })
    })
  const store = createComparisonStore(client, slow, memory())
  store.addFiles([new File(['x'], 'a.csv')], 'reference')
  store.removeFile('reference', store.getState().reference.files[0]?.id ?? -1)
  expect(stopped).toBe(true)
  expect(fileNames(store)).toEqual([[], []])
})

test('a reloaded page takes the comparison up where it was', async () => {
  const { client, handOver } = backend()
  const keep = memory()
  const before = createComparisonStore(client, handOver, keep)
  before.addFiles([new File(['x'], 'a.csv')], 'reference')
  await expect.poll(() => before.getState().reference.look.kind).toBe('known')
  before.change({ roles: { x: 'ignore' }, title: 'March' })

  const after = createComparisonStore(client, handOver, keep)
  await after.restore()
  expect(fileNames(after)).toEqual([['a.csv'], []])
  expect(after.getState()).toMatchObject({ roles: { x: 'ignore' }, title: 'March' })
})

test('tokens that have expired are forgotten on a reload', async () => {
  const keep = memory()
  const first = backend()
  const before = createComparisonStore(first.client, first.handOver, keep)
  before.addFiles([new File(['x'], 'a.csv')], 'reference')
  await expect.poll(() => before.getState().reference.look.kind).toBe('known')

  const restarted = backend()
  const after = createComparisonStore(restarted.client, restarted.handOver, keep)
  await after.restore()
  expect(fileNames(after)).toEqual([[], []])
})
