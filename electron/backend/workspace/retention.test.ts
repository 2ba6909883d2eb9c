import { existsSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openWorkbench, type Workbench } from '../ingest/testing/workbench.ts'
import { createRetention, limitsOf, type Retention } from './retention.ts'

const DAY = 86_400_000
let bench: Workbench
let notes: string[] = []
let removals = 0
beforeEach(async () => {
  bench = await openWorkbench()
  notes = []
  removals = 0
})
afterEach(() => bench.close())

/** Retention as it would work this many days from now. */
function retentionIn(days: number): Retention {
  return createRetention({
    store: bench.store,
    platform: { notify: ({ body }) => notes.push(body) },
    onRemoved: () => {
      removals += 1
    },
    now: () => Date.now() + days * DAY,
  })
}

async function applyIn(days: number): Promise<void> {
  const retention = retentionIn(days)
  retention.applySoon()
  await retention.close()
}

const applied = async () =>
  (await bench.store.listAudit(0, 100)).filter(({ action }) => action === 'retention.applied')

test('rows go 90 days after they came, with one entry in the audit table, and the workspace stays whole', async () => {
  const first = await bench.load(bench.file('a.csv', 'x\n1\n2\n'))
  const second = await bench.load(bench.file('b.csv', 'x\n1\n2\n3\n'))
  await applyIn(89)
  expect(await applied()).toEqual([])
  await applyIn(91)
  expect([first, second].map(({ chunks }) => existsSync(chunks[0].path))).toEqual([false, false])
  expect((await bench.store.listDatasets()).map(({ rows, chunks }) => [rows, chunks.length])).toEqual([
    [0, 0],
    [0, 0],
  ])
  const [entry, ...others] = await applied()
  expect(others).toEqual([])
  expect(JSON.parse(entry.detail)).toMatchObject({ rows: 5, logs: { [first.id]: 2, [second.id]: 3 } })
  expect((await bench.store.verifyWorkspace()).problems).toEqual([])
  await applyIn(92)
  expect(await applied()).toHaveLength(1)
  expect({ notes, removals }).toEqual({ notes: [], removals: 1 })
})

test('rows that are newer by their own times stay', async () => {
  const at = new Date(Date.now() + 10 * DAY).toISOString()
  const log = await bench.load(bench.file('a.csv', `at,x\n${at},1\n`), {
    mapping: { roles: { at: 'timestamp' } },
  })
  await applyIn(95)
  expect(existsSync(log.chunks[0].path)).toBe(true)
  await applyIn(101)
  expect(existsSync(log.chunks[0].path)).toBe(false)
})

test('the preview tells what would go, and changes nothing', async () => {
  await bench.load(bench.file('a.csv', 'x\n1\n2\n'))
  await bench.load(bench.file('b.csv', 'x\n1\n2\n3\n'))
  const preview = (days: number) => bench.store.previewRetention(limitsOf(90, 365, Date.now() + days * DAY))
  expect(await preview(89)).toEqual({ rows: 0, bytes: 0, logs: 0, profiles: 0 })
  const { rows, logs, bytes } = await preview(91)
  expect([rows, logs]).toEqual([5, 2])
  const removed = await bench.store.applyRetention(limitsOf(90, 365, Date.now() + 91 * DAY))
  expect(removed).toMatchObject({ rows, bytes })
})

test('the settings of the workspace decide', async () => {
  const log = await bench.load(bench.file('a.csv', 'x\n1\n'))
  await bench.store.setSettings({ retention_rows_days: 7 })
  await applyIn(6)
  expect(existsSync(log.chunks[0].path)).toBe(true)
  await applyIn(8)
  expect(existsSync(log.chunks[0].path)).toBe(false)
})

test('an app that stays open looks by itself', async () => {
  const log = await bench.load(bench.file('a.csv', 'x\n1\n'))
  let days = 89
  const retention = createRetention({
    store: bench.store,
    platform: { notify: ({ body }) => notes.push(body) },
    onRemoved: () => {
      removals += 1
    },
    now: () => Date.now() + days * DAY,
    everyMs: 20,
  })
  await setTimeout(100)
  expect(existsSync(log.chunks[0].path)).toBe(true)
  days = 91
  await vi.waitFor(() => expect(removals).toBe(1), { timeout: 20_000 })
  await retention.close()
  expect(existsSync(log.chunks[0].path)).toBe(false)
})
