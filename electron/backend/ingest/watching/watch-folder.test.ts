import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { AppError } from '#shared/domain/errors.ts'
import type { Dataset } from '../../store/types.ts'
import { planMerge } from '../merging/plan-merge.ts'
import { columnOf, openWorkbench, type Workbench } from '../testing/workbench.ts'
import { createPrefixHasher, furthestMark } from './prefix-hash.ts'
import { importGrowth, type Watch, watchFolder } from './watch-folder.ts'

let bench: Workbench
let folder = ''
let model = ''
let models = 0
let watch: Watch | undefined
let imported: Dataset[] = []
let errors: AppError[] = []

beforeAll(async () => {
  bench = await openWorkbench()
})
afterAll(() => bench.close())
// One workspace for all, a model of its own for each test.
beforeEach(() => {
  model = `live ${++models}`
  folder = mkdtempSync(join(tmpdir(), 'driftdesk-watch-'))
  imported = []
  errors = []
})
afterEach(async () => {
  await watch?.stop()
  for (const own of [folder, `${folder}-parts`]) rmSync(own, { recursive: true, force: true })
})

function optionsOf() {
  return {
    ingest: bench.ingest,
    store: bench.store,
    folder,
    model,
    temporary: `${folder}-parts`,
    everyMs: 50,
    onImport: (dataset: Dataset) => imported.push(dataset),
    onError: (error: AppError) => errors.push(error),
  }
}

function start(): Watch {
  watch = watchFolder(optionsOf())
  return watch
}

const stored = async () =>
  (await bench.store.listDatasets(model)).flatMap((dataset) => columnOf(dataset, 'x'))
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

const logs = () => bench.store.listDatasets(model)

test('a file that grows line by line is one log of few chunks, with its rejected lines numbered as in the file', async () => {
  const path = join(folder, 'live.ndjson')
  for (let line = 1; line <= 40; line++) {
    appendFileSync(path, line === 20 ? 'no object\n' : `{"x":${line}}\n`)
    // A line that is none is kept aside with the lines around it.
    if (line === 20) continue
    const { size, ino } = statSync(path)
    const file = { path, name: 'live.ndjson', inode: String(ino), size }
    await importGrowth(optionsOf(), file)
  }
  const [log, ...others] = await logs()
  expect(others).toEqual([])
  expect(log).toMatchObject({ name: 'live.ndjson', rows: 39 })
  expect(log.document).toMatchObject({ rows_read: 40, rows_stored: 39, rows_rejected: 1 })
  expect(log.chunks.map(({ rows }) => rows)).toEqual([16, 16, 1, 1, 1, 1, 1, 1, 1])
  expect(columnOf(log, 'x')).toEqual(Array.from({ length: 40 }, (_, at) => at + 1).filter((x) => x !== 20))
  expect(await bench.store.listRejects([log.id], 0, 10)).toMatchObject({ total: 1, rows: [{ line: 20 }] })
  expect((await bench.store.verifyWorkspace()).problems).toEqual([])
})

test('lines with fewer columns fit, one with another column begins a log that fits both', async () => {
  const path = join(folder, 'live.ndjson')
  for (const line of ['{"x":1,"c":"a"}', '{"x":2}', '{"x":3,"c":"5"}', '{"x":4,"y":1}', '{"x":5,"c":"b"}']) {
    appendFileSync(path, `${line}\n`)
    const { size, ino } = statSync(path)
    await importGrowth(optionsOf(), { path, name: 'live.ndjson', inode: String(ino), size })
  }
  const [first, second, ...others] = await logs()
  expect(others).toEqual([])
  expect([columnOf(first, 'x'), columnOf(first, 'c')]).toEqual([
    [1, 2, 3],
    ['a', null, '5'],
  ])
  expect([columnOf(second, 'x'), columnOf(second, 'c'), columnOf(second, 'y')]).toEqual([
    [4, 5],
    [null, 'b'],
    [1, null],
  ])
})

const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => `{"x":${from + at}}\n`).join('')

test.each([
  ['renamed within the folder', (path: string) => renameSync(path, join(folder, 'live.1.ndjson'))],
  [
    'copied and emptied',
    (path: string) => {
      copyFileSync(path, join(folder, 'live.1.ndjson'))
      truncateSync(path, 0)
    },
  ],
  [
    'compressed and emptied',
    (path: string) => {
      writeFileSync(join(folder, 'live.1.ndjson.gz'), gzipSync(readFileSync(path)))
      truncateSync(path, 0)
    },
  ],
])('of a file that is %s no row comes twice, and the new lines come', async (_, rotate) => {
  const path = join(folder, 'live.ndjson')
  writeFileSync(path, lines(1, 3))
  start()
  await until([1, 2, 3])
  appendFileSync(path, lines(4, 4))
  await until([1, 2, 3, 4])
  rotate(path)
  writeFileSync(path, lines(5, 9))
  await until([1, 2, 3, 4, 5, 6, 7, 8, 9])
  await watch?.stop()
  start()
  appendFileSync(path, '{"x":10}\n')
  await until([1, 10, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(errors).toEqual([])
})

test('a file that is cut back to lines that were read goes on behind them', async () => {
  const path = join(folder, 'live.ndjson')
  writeFileSync(path, lines(1, 2))
  start()
  await until([1, 2])
  appendFileSync(path, lines(3, 5))
  await until([1, 2, 3, 4, 5])
  await watch?.stop()
  writeFileSync(path, lines(1, 2) + lines(7, 8))
  start()
  await until([1, 2, 3, 4, 5, 7, 8])
})

test('a file of the same size with other lines is read', async () => {
  const path = join(folder, 'live.ndjson')
  writeFileSync(path, lines(1, 2))
  start()
  await until([1, 2])
  writeFileSync(path, lines(3, 4))
  await until([1, 2, 3, 4])
})

test('a prefix is known whatever the parts in which it is read, up to blocks of a megabyte', async () => {
  const bytes = Buffer.alloc(2_500_000, 'a line of some length\n')
  const at = (end: number) => {
    const hasher = createPrefixHasher('', 0)
    hasher.update(bytes.subarray(0, end))
    return hasher.digest()
  }
  const ends = [1, 1_048_575, 1_048_576, 1_048_577, 2_097_152, 2_400_000]
  const marks = ends.map((end) => ({
    ...{ file: 'f', inode: '1', bytes: end, lines: 0, dataset: 'd' as Dataset['id'] },
    ...at(end),
  }))
  for (const size of [7, 65_536, 1_048_576, 3_000_000].slice(1)) {
    const parts = async function* () {
      for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
    }
    expect((await furthestMark(parts(), marks)).mark?.bytes).toBe(2_400_000)
    const carried = createPrefixHasher(marks[3].chain, 1_048_576)
    carried.update(bytes.subarray(1_048_576, 2_400_000))
    expect(carried.digest()).toEqual(at(2_400_000))
  }
})

test('chunks are merged sixteen at a time, whatever their sizes', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 5_000 }), { maxLength: 300 }), (growths) => {
      let chunks: number[] = []
      for (const rows of growths) {
        chunks.push(rows)
        for (let plan = planMerge(chunks); plan !== null; plan = planMerge(chunks)) {
          expect(plan.end - plan.start).toBeGreaterThanOrEqual(16)
          const merged = chunks.slice(plan.start, plan.end).reduce((sum, one) => sum + one, 0)
          chunks = [...chunks.slice(0, plan.start), merged]
        }
      }
      expect(chunks.filter((rows) => rows < 65_536).length).toBeLessThan(16 * 4)
      expect(chunks.reduce((sum, rows) => sum + rows, 0)).toBe(growths.reduce((sum, rows) => sum + rows, 0))
    }),
  )
})
