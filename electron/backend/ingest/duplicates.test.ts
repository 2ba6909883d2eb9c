import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSeenIds } from './columns/seen-ids.ts'
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

test('a set of texts and the identifiers seen agree, whatever the batches', () => {
  const texts = fc.array(fc.option(fc.string({ maxLength: 20 }), { nil: null }), { maxLength: 60 })
  fc.assert(
    fc.property(fc.array(texts, { maxLength: 5 }), (batches) => {
      const seen = createSeenIds()
      const known = new Set<string>()
      for (const batch of batches) {
        const expected = batch.flatMap((text, row) => {
          if (text === null || text === '') return [row]
          const isNew = !known.has(text)
          known.add(text)
          return isNew ? [row] : []
        })
        const kept = seen.keepNew(keysOfTexts(batch), batch.length, null)
        expect(kept === null ? batch.map((_, row) => row) : [...kept]).toEqual(expected)
      }
    }),
  )
})

test('a table that grows forgets nothing', () => {
  const seen = createSeenIds()
  const texts = Array.from({ length: 100_000 }, (_, index) => `identifier ${index}`)
  expect(seen.keepNew(keysOfTexts(texts), texts.length, null)).toBeNull()
  expect(seen.keepNew(keysOfTexts(texts), texts.length, null)).toHaveLength(0)
  expect(seen.repeated).toBe(100_000)
})
