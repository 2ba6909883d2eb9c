import { tableFromArrays, tableToIPC } from 'apache-arrow'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRepeatedIds } from './columns/repeated-ids.ts'
import { keysOfTexts } from './columns/text-keys.ts'
import { columnOf, openWorkbench, type Workbench } from './testing/workbench.ts'

let bench: Workbench
beforeAll(async () => {
  bench = await openWorkbench()
})
afterAll(() => bench.close())

test('the first row of each prediction_id is kept, the others are counted', async () => {
  const path = bench.file('dup.csv', 'prediction_id,x\na,1\nb,2\na,3\n,4\n,5\nb,6\nc,7\n')
  const dataset = await bench.load(path, { mapping: { roles: { prediction_id: 'prediction_id' } } })
  expect(columnOf(dataset, 'x')).toEqual([1, 2, 4, 5, 7])
  expect(dataset.document).toMatchObject({
    rows_read: 7,
    rows_stored: 5,
    rows_rejected: 0,
    rows_duplicate: 2,
  })
  expect(dataset.document.notes).toEqual([
    '2 rows repeat a prediction_id of a row before; the first row of each was kept.',
  ])
})

test('models that share a prediction_id in one file keep their rows each', async () => {
  const path = bench.file(
    'fleet.csv',
    'prediction_id,name,x\na,one,1\na,two,2\nb,one,3\na,one,4\na,,5\na,,6\n',
  )
  const roles = { prediction_id: 'prediction_id', name: 'model' } as const
  const dataset = await bench.load(path, { mapping: { roles } })
  expect(columnOf(dataset, 'x')).toEqual([1, 2, 3, 5])
  expect(dataset.document).toMatchObject({ rows_read: 6, rows_stored: 4, rows_duplicate: 2 })
  expect(dataset.document.notes).toEqual([
    '2 rows repeat a prediction_id of a row before of the same model; the first row of each was kept.',
  ])
})

test('models may be numbers, and one repeated row is told of in the singular', async () => {
  const path = bench.file('numbered.csv', 'prediction_id,version,x\na,1,1\na,2,2\na,1.0,3\n')
  const roles = { prediction_id: 'prediction_id', version: 'model' } as const
  const dataset = await bench.load(path, { mapping: { roles } })
  expect(columnOf(dataset, 'x')).toEqual([1, 2])
  expect(dataset.document.notes).toEqual([
    '1 row repeats a prediction_id of a row before of the same model; the first row of each was kept.',
  ])
})

test('duplicates are found across the files of one log and beside rejected rows', async () => {
  const rows = (from: number) =>
    Array.from({ length: 40 }, (_, row) => `id-number-${from + row},${row}`).join('\n')
  const files = [
    bench.file('a.csv', `prediction_id,x\n${rows(0)}\nbad\n`),
    bench.file('b.csv', `prediction_id,x\n${rows(30)}\n`),
  ]
  const dataset = await bench.load(files, { mapping: { roles: { prediction_id: 'prediction_id' } } })
  expect(dataset.document).toMatchObject({
    rows_read: 81,
    rows_stored: 70,
    rows_rejected: 1,
    rows_duplicate: 10,
  })
})

test('identifiers that repeat in the first rows drop nothing unless the mapping or their name says so', async () => {
  const lines = Array.from({ length: 100 }, (_, row) => `p${row === 99 ? 0 : row},${row}`).join('\n')
  const weak = await bench.load(bench.file('weak.csv', `row_id,x\n${lines}\n`))
  expect(weak.document).toMatchObject({ rows_stored: 100, rows_duplicate: 0 })
  expect(weak.document.notes[0]).toContain('give it the role prediction_id')
  const sure = await bench.load(bench.file('sure.csv', `prediction_id,x\n${lines}\n`))
  expect(sure.document).toMatchObject({ rows_stored: 99, rows_duplicate: 1 })
})

test('a set of texts and the rows found to repeat agree, whatever the batches and how much is on disk', () => {
  const texts = fc.array(fc.option(fc.string({ maxLength: 20 }), { nil: null }), { maxLength: 60 })
  const path = bench.file('ids', '')
  fc.assert(
    fc.property(fc.array(texts, { maxLength: 5 }), fc.constantFrom(1, 2, 4_096), (batches, buffered) => {
      const ids = createRepeatedIds(path, { buffered })
      const known = new Set<string>()
      const expected = batches.flat().flatMap((text, row) => {
        if (text === null || text === '') return []
        const isNew = !known.has(text)
        known.add(text)
        return isNew ? [] : [row]
      })
      for (const batch of batches) ids.add(keysOfTexts(batch), batch.length, null)
      expect([...ids.find()]).toEqual(expected)
      ids.close()
    }),
  )
})

test('only rows that are kept count, and those without the column keep their numbers', () => {
  const ids = createRepeatedIds(bench.file('ids', ''))
  ids.add(keysOfTexts(['a', 'b', 'a', 'b']), 4, Int32Array.of(0, 1, 3))
  ids.skip(10)
  ids.add(keysOfTexts(['a']), 1, null)
  expect([...ids.find()]).toEqual([2, 13])
  ids.close()
})

/** 676 texts of 16 letters, of which a hash that takes 8 letters at a time and mixes upwards only makes some 100 values. */
const LOOKALIKES = Array.from(
  { length: 676 },
  (_, index) =>
    `aaaaaaa${String.fromCharCode(97 + (index % 26))}bbbbbbb${String.fromCharCode(97 + Math.floor(index / 26))}`,
)

test.each(['csv', 'ndjson'] as const)('texts that differ in two letters stay apart in %s', async (format) => {
  const rows = LOOKALIKES.map((text) =>
    format === 'csv' ? `${text},${text}` : `{"prediction_id":"${text}","name":"${text}"}`,
  )
  const text = `${format === 'csv' ? 'prediction_id,name\n' : ''}${rows.join('\n')}\n`
  const dataset = await bench.load(bench.file(`lookalikes.${format}`, text), {
    mapping: { roles: { prediction_id: 'prediction_id' } },
  })
  expect(dataset.document).toMatchObject({ rows_stored: 676, rows_duplicate: 0 })
  expect(columnOf(dataset, 'name')).toEqual(LOOKALIKES)
})

test('long identifiers are known again in a file of another format', async () => {
  const files = [
    bench.file('one.csv', `prediction_id,x\n${LOOKALIKES.map((id) => `${id},1`).join('\n')}\n`),
    bench.file('two.ndjson', `${LOOKALIKES.map((id) => `{"prediction_id":"${id}","x":2}`).join('\n')}\n`),
    bench.file(
      'three.arrow',
      tableToIPC(tableFromArrays({ prediction_id: LOOKALIKES.slice(0, 100) }), 'file'),
    ),
  ]
  const dataset = await bench.load(files, { mapping: { roles: { prediction_id: 'prediction_id' } } })
  expect(dataset.document).toMatchObject({ rows_read: 1_452, rows_stored: 676, rows_duplicate: 776 })
  expect(columnOf(dataset, 'x')).toEqual(LOOKALIKES.map(() => 1))
})

test('a chunk that loses rows keeps the range of its own times', async () => {
  const path = bench.file('times.csv', 'prediction_id,timestamp\na,2026-01-01\nb,2026-01-02\na,2026-02-01\n')
  const dataset = await bench.load(path)
  expect(dataset.document).toMatchObject({ rows_stored: 2, rows_duplicate: 1 })
  expect(dataset.chunks.map(({ timeMin, timeMax }) => [timeMin, timeMax])).toEqual([
    [Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 2)],
  ])
})
