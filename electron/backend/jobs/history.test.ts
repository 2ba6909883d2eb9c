import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { AppError } from '#shared/domain/errors.ts'
import { openStore } from '../store/open-store.ts'
import { openJobHistory } from './history.ts'
import { createJobRegistry, type JobRegistry } from './registry.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'driftdesk-jobs-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function session(use: (registry: JobRegistry) => Promise<void>): Promise<void> {
  const store = await openStore({ folder })
  const onFault = vi.fn()
  const history = await openJobHistory(store, onFault)
  await use(createJobRegistry(() => undefined, history))
  await history.close()
  await store.close()
  expect(onFault).not.toHaveBeenCalled()
}

test('jobs of an earlier session are listed as they ended; one that was running has failed', async () => {
  await session(async (registry) => {
    const done = registry.start('log.import', 'a.csv', async () => 1)
    registry.start('log.import', 'b.csv', async () => {
      throw new AppError('FILE_EMPTY', 'b.csv is empty.', 'Choose another.')
    })
    registry.start('profiles.build', 'for ever', () => new Promise(() => undefined))
    await vi.waitFor(() => expect(registry.result(done)).toBe(1))
    expect(registry.list()).toHaveLength(3)
  })
  await session(async (registry) => {
    const found = registry.list().map(({ title, state, error }) => [title, state, error?.code])
    expect(found.toSorted()).toEqual([
      ['a.csv', 'done', undefined],
      ['b.csv', 'failed', 'FILE_EMPTY'],
      ['for ever', 'failed', 'WORKER_LOST'],
    ])
    const [first] = registry.list().filter(({ state }) => state === 'done')
    expect(() => first && registry.result(first.job)).toThrow('not kept')
  })
})

test('the newest 200 jobs are kept', async () => {
  await session(async (registry) => {
    for (let job = 0; job < 250; job++) registry.start('x', String(job), async () => null)
    await vi.waitFor(() => expect(registry.list().every(({ state }) => state === 'done')).toBe(true))
  })
  await session(async (registry) => expect(registry.list()).toHaveLength(200))
})
