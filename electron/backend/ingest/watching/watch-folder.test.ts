import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { AppError } from '#shared/domain/errors.ts'
import type { Dataset } from '../../store/types.ts'
import { columnOf, openWorkbench, type Workbench } from '../testing/workbench.ts'
import { growthEnd, nameOfGrowth } from './growth-name.ts'
import { type Watch, watchFolder } from './watch-folder.ts'

let bench: Workbench
let folder = ''
let watch: Watch | undefined
let imported: Dataset[] = []
let errors: AppError[] = []

beforeEach(async () => {
  bench = await openWorkbench()
  folder = mkdtempSync(join(tmpdir(), 'driftdesk-watch-'))
  imported = []
  errors = []
})
afterEach(async () => {
  await watch?.stop()
  await bench.close()
  rmSync(folder, { recursive: true, force: true })
})

function start(): Watch {
  watch = watchFolder({
    ingest: bench.ingest,
    store: bench.store,
    folder,
    model: 'live',
    temporary: join(folder, '..', 'driftdesk-watch-parts'),
    everyMs: 50,
    onImport: (dataset) => imported.push(dataset),
    onError: (error) => errors.push(error),
  })
  return watch
}

const stored = async () =>
  (await bench.store.listDatasets('live')).flatMap((dataset) => columnOf(dataset, 'x'))
const until = (expected: readonly number[]) =>
  vi.waitFor(async () => expect((await stored()).sort()).toEqual(expected), { timeout: 20_000, interval: 50 })

test('files that come are imported once they have stopped growing, and only once', async () => {
  writeFileSync(join(folder, 'before.csv'), 'x\n1\n')
  start()
  await until([1])
  writeFileSync(join(folder, 'later.csv'), 'x\n2\n')
  writeFileSync(join(folder, 'notes.md'), 'not a log')
  await until([1, 2])
  await watch?.stop()
  start()
  writeFileSync(join(folder, 'last.csv'), 'x\n3\n')
  await until([1, 2, 3])
  await vi.waitFor(() =>
    expect(imported.map(({ name }) => name)).toEqual(['before.csv', 'later.csv', 'last.csv']),
  )
})

test('lines of a growing file come as they are whole, and a restart goes on where it stopped', async () => {
  const path = join(folder, 'live.ndjson')
  writeFileSync(path, '{"x":1}\n{"x":2}\n{"x":')
  start()
  await until([1, 2])
  appendFileSync(path, '3}\n')
  await until([1, 2, 3])
  await watch?.stop()
  appendFileSync(path, '{"x":4}\n{"x":5}\n')
  start()
  await until([1, 2, 3, 4, 5])
  appendFileSync(path, '{"x":6}\n')
  await until([1, 2, 3, 4, 5, 6])
  expect(errors).toEqual([])
})

test('a rotated file is read from its start', async () => {
  const path = join(folder, 'live.ndjson')
  writeFileSync(path, '{"x":1}\n{"x":2}\n')
  start()
  await until([1, 2])
  renameSync(path, join(folder, 'live.ndjson.old'))
  writeFileSync(path, '{"x":3}\n')
  await until([1, 2, 3])
})

test('a file that cannot be read is told once, and the others go on', async () => {
  writeFileSync(join(folder, 'a.parquet'), 'no parquet')
  writeFileSync(join(folder, 'b.csv'), 'x\n7\n')
  start()
  await until([7])
  await vi.waitFor(() => expect(errors.map(({ code }) => code)).toEqual(['FORMAT_INVALID']), 5_000)
})

test('the bytes that a log covers can be read from its name', () => {
  const name = nameOfGrowth('live (1).ndjson', 42, 0, 1234)
  expect(growthEnd(name, 'live (1).ndjson', 42)).toBe(1234)
  expect(growthEnd(name, 'live (1).ndjson', 43)).toBe(0)
  expect(growthEnd('live.ndjson', 'live.ndjson', 42)).toBe(0)
})
