import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { columnOf, openWorkbench, type Workbench } from '../testing/workbench.ts'
import { importGrowth } from './watch-folder.ts'

let bench: Workbench
let folder = ''
let path = ''
let model = ''
let models = 0

beforeAll(async () => {
  bench = await openWorkbench()
})
afterAll(() => bench.close())
beforeEach(() => {
  model = `cut ${++models}`
  folder = mkdtempSync(join(tmpdir(), 'driftdesk-cut-'))
  path = join(folder, 'live.ndjson')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function look(): Promise<void> {
  const { size, ino } = statSync(path)
  const { ingest, store } = bench
  const options = { ingest, store, model, mapping: undefined, temporary: folder, onImport: () => undefined }
  await importGrowth(options, { path, name: 'live.ndjson', inode: String(ino), size })
}

const stored = async () =>
  (await bench.store.listDatasets(model)).flatMap((dataset) => columnOf(dataset, 'x'))
const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => `{"x":${from + at}}\n`).join('')

test('a file that is cut back within the lines of one look goes on behind those that were read', async () => {
  writeFileSync(path, lines(1, 400))
  const expected = (...numbers: (readonly [number, number])[]) =>
    numbers.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => from + at))
  await look()
  // Cut back in place, and written on.
  truncateSync(path, lines(1, 150).length)
  appendFileSync(path, lines(1_001, 1_020))
  await look()
  expect(await stored()).toEqual(expected([1, 400], [1_001, 1_020]))
  // Cut back once more, over both, as another file of the same name; then it grows as files do.
  rmSync(path)
  writeFileSync(path, lines(1, 100) + lines(2_001, 2_005))
  await look()
  appendFileSync(path, lines(2_006, 2_009))
  await look()
  expect(await stored()).toEqual(expected([1, 400], [1_001, 1_020], [2_001, 2_009]))
  // To a part of what came last: in the middle of a line, which is whole later.
  truncateSync(path, (lines(1, 100) + lines(2_001, 2_007)).length - 3)
  await look()
  appendFileSync(path, '9}\n')
  await look()
  expect(await stored()).toEqual(expected([1, 400], [1_001, 1_020], [2_001, 2_009]).concat(2_009))
  expect((await bench.store.verifyWorkspace()).problems).toEqual([])
})

test('without what is kept of the lines, no line is lost', async () => {
  writeFileSync(path, lines(1, 10))
  await look()
  rmSync(bench.ingest.growthFolder, { recursive: true, force: true })
  appendFileSync(path, lines(11, 12))
  await look()
  truncateSync(path, lines(1, 11).length)
  appendFileSync(path, lines(21, 22))
  await look()
  expect(await stored()).toEqual([...Array.from({ length: 12 }, (_, at) => at + 1), 21, 22])
})

test('what is kept of the lines goes with their model', async () => {
  const kept = () => readdirSync(bench.ingest.growthFolder).length
  writeFileSync(path, lines(1, 3))
  await look()
  const before = kept()
  await bench.store.deleteModel(model, 'retired')
  expect(kept()).toBe(before - 1)
})
