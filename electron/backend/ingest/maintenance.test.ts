import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { workspacePaths } from '../store/workspace-paths.ts'
import { columnOf, openWorkbench, type Workbench } from './testing/workbench.ts'

let bench: Workbench
beforeAll(async () => {
  bench = await openWorkbench()
})
afterAll(() => bench.close())

const foldersOfChunks = () => readdirSync(workspacePaths(bench.folder).chunks)

test('storage in use is told by model', async () => {
  const dataset = await bench.load(bench.file('use.csv', 'timestamp,x\n2021-01-01,1\n2021-02-01,2\n'), {
    model: 'use',
  })
  const use = await bench.store.storageUse()
  expect(use.models.find(({ model }) => model === 'use')).toEqual({
    model: 'use',
    logs: 1,
    rows: 2,
    bytes: dataset.chunks[0].bytes,
  })
  expect(use.catalogueBytes).toBeGreaterThan(4096)
  expect(use.timeMin).toBe(Date.UTC(2021, 0, 1))
})

test('a deleted log is gone from catalogue and disk, and the audit table keeps why', async () => {
  const dataset = await bench.load(bench.file('gone.csv', 'x\n1\n2\n'))
  expect(await bench.store.deleteDataset(dataset.id, 'asked for by its owner')).toEqual({
    rows: 2,
    bytes: dataset.chunks[0].bytes,
  })
  await expect(bench.store.getDataset(dataset.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(bench.store.deleteDataset(dataset.id, 'again')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(foldersOfChunks()).not.toContain(dataset.id)
  const [entry] = await bench.store.listAudit(0, 1)
  expect(entry).toMatchObject({ action: 'dataset.deleted', subject: dataset.id })
  expect(JSON.parse(entry.detail)).toMatchObject({ rows: 2, reason: 'asked for by its owner' })
})

test('a deleted model takes all its logs along and can come again', async () => {
  const one = bench.file('one.csv', 'x\n1\n')
  await bench.load(one, { model: 'old' })
  await bench.load(bench.file('two.csv', 'x\n2\n'), { model: 'old' })
  expect(await bench.store.deleteModel('old', 'retired')).toMatchObject({ rows: 2 })
  expect(await bench.store.listDatasets('old')).toEqual([])
  await expect(bench.store.deleteModel('old', 'again')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await bench.load(one, { model: 'old' })).document.rows_stored).toBe(1)
})

test('the rows of one entity leave every chunk, and no trace of it stays on disk', async () => {
  const rows = Array.from({ length: 30 }, (_, row) => `customer-number-${row % 3},${row},2021-01-01`)
  const text = `user_id,x,timestamp\n${rows.join('\n')}\ncustomer-number-1,bad\n`
  const dataset = await bench.load(bench.file('entity.csv', text), { model: 'people' })
  const removed = await bench.store.deleteEntity('people', 'customer-number-1', 'erasure request 7')
  expect(removed.rows).toBe(10)
  const left = await bench.store.getDataset(dataset.id)
  expect(left.rows).toBe(20)
  expect(columnOf(left, 'x')).toEqual(Array.from({ length: 30 }, (_, x) => x).filter((x) => x % 3 !== 1))
  const folder = join(workspacePaths(bench.folder).chunks, dataset.id)
  for (const file of readdirSync(folder)) {
    expect(readFileSync(join(folder, file)).includes('customer-number-1')).toBe(false)
  }
  expect((await bench.store.listRejects([dataset.id], 0, 5)).rows[0].text).toBe('(deleted)')
  expect((await bench.store.verifyWorkspace()).problems).toEqual([])
  expect(await bench.store.deleteEntity('people', 'nobody', 'mistake')).toEqual({ rows: 0, bytes: 0 })
})

test('old rows leave with their chunks; the log stays in the history', async () => {
  const dataset = await bench.load(bench.file('old.csv', 'timestamp,x\n2019-01-01,1\n2019-02-01,2\n'), {
    model: 'aged',
  })
  const before = Date.UTC(2019, 1, 1)
  expect(await bench.store.removeRowsBefore(before, '90 days')).toEqual({ rows: 0, bytes: 0 })
  const removed = await bench.store.removeRowsBefore(before + 1, '90 days')
  expect(removed).toEqual({ rows: 2, bytes: dataset.chunks[0].bytes })
  expect(await bench.store.getDataset(dataset.id)).toMatchObject({ rows: 0, chunks: [] })
  expect((await bench.store.verifyWorkspace()).problems).toEqual([])
})

test('a whole workspace verifies, and what was changed in it is named', async () => {
  const dataset = await bench.load(bench.file('verified.csv', 'x\n1\n2\n3\n'), { model: 'verified' })
  const whole = await bench.store.verifyWorkspace()
  expect(whole.problems).toEqual([])
  expect(whole.checked).toBeGreaterThan(3)
  const [{ path, sha256 }] = dataset.chunks
  const bytes = readFileSync(path)
  const changed = Buffer.from(bytes)
  changed[changed.length - 200] ^= 1
  writeFileSync(path, changed)
  expect((await bench.store.verifyWorkspace()).problems).toEqual([
    {
      where: `verified.csv: ${dataset.id}/00000.arrow`,
      expected: sha256,
      found: expect.stringMatching(/^[0-9a-f]{64}$/),
      mend: expect.stringContaining('import its files again'),
    },
  ])
  writeFileSync(path, bytes)
  expect((await bench.store.verifyWorkspace()).problems).toEqual([])
  mkdirSync(join(workspacePaths(bench.folder).staging, 'nothing'), { recursive: true })
})
