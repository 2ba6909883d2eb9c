import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jobContext, openTestWorkspace, type TestWorkspace } from '../../profiles/testing/workspace.ts'
import { createIngest } from '../create-ingest.ts'
import { columnOf } from '../testing/workbench.ts'
import type { Ingest } from '../types.ts'
import { importGrowth } from '../watching/watch-folder.ts'

let workspace: TestWorkspace
let ingest: Ingest
beforeAll(async () => {
  workspace = await openTestWorkspace()
  const { store, folder } = workspace
  ingest = await createIngest({ store, folder, temporary: join(folder, 'temporary') })
})
afterAll(async () => {
  await ingest.close()
  await workspace.close()
})

test('chunks that are merged keep every value and their counts, without a row being counted again', async () => {
  const { store, profiles, folder } = workspace
  const model = 'live'
  const path = join(folder, 'live.ndjson')
  const lines = Array.from(
    { length: 170 },
    (_, row) =>
      `{"at":"2026-03-${String(1 + (row % 20)).padStart(2, '0')}T10:00:00Z","x":${row % 9 === 0 ? 'null' : row / 8},"c":"${'abc'[row % 3]}","ok":${row % 2 === 0}}\n`,
  )
  writeFileSync(path, lines.join(''))
  const grow = (upTo: number) =>
    importGrowth(
      {
        ingest,
        store,
        model,
        mapping: undefined,
        temporary: join(folder, 'temporary'),
        onImport: () => undefined,
      },
      {
        path,
        name: 'live.ndjson',
        inode: '1',
        size: lines.slice(0, upTo).reduce((sum, line) => sum + line.length, 0),
      },
    )
  await grow(10)
  const [first] = await store.listDatasets(model)
  const baseline = await workspace.freeze([first])
  await profiles.changeBaseline(model, baseline.id, jobContext())
  for (let upTo = 20; upTo <= 160; upTo += 10) {
    await grow(upTo)
    await profiles.countNew(model, jobContext())
  }
  const window = { model, window: { kind: 'all' } } as const
  const { seconds: _before, ...before } = await profiles.queryWindow(window)
  expect(before).toMatchObject({ pending: 0, rows: { current: 160 } })
  expect((await store.getDataset(first.id)).chunks).toHaveLength(16)
  await grow(170)
  const merged = await store.getDataset(first.id)
  expect(merged.chunks.map(({ rows }) => rows)).toEqual([160, 10])
  // Only the new lines have to be counted; the log stays in sight meanwhile.
  const { seconds: _after, pending, ...after } = await profiles.queryWindow(window)
  expect(pending).toBe(1)
  expect(after).toEqual({ ...before, pending: undefined })
  await profiles.countNew(model, jobContext())
  expect(await profiles.queryWindow(window)).toMatchObject({ pending: 0, rows: { current: 170 } })
  expect(columnOf(merged, 'c')).toEqual(lines.map((_, row) => 'abc'[row % 3]))
  expect(columnOf(merged, 'x')).toEqual(lines.map((_, row) => (row % 9 === 0 ? null : row / 8)))
  expect(columnOf(merged, 'ok')).toEqual(lines.map((_, row) => String(row % 2 === 0)))
  expect((await store.verifyWorkspace()).problems).toEqual([])
})
