import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRandom } from '#shared/stats/random.ts'
import { workspacePaths } from '../store/workspace-paths.ts'
import { columnOf, openWorkbench, roleOf, signals, type Workbench } from './testing/workbench.ts'

let bench: Workbench
beforeAll(async () => {
  bench = await openWorkbench()
})
afterAll(() => bench.close())

/** The same every time; a text has no zero bytes, so these have none either. */
function randomBytesWithout(byte: number): Uint8Array {
  const random = createRandom(7)
  return Uint8Array.from({ length: 5_000 }, () => random.uint32() % 256).filter((one) => one !== byte)
}

const leftovers = () => readdirSync(workspacePaths(bench.folder).staging)

test.each([
  ['missing', 'FILE_NOT_FOUND', () => '/nowhere/gone.csv'],
  ['a folder', 'FILE_UNREADABLE', () => bench.folder],
  ['empty', 'FILE_EMPTY', () => bench.file('empty.csv', '')],
  ['only blank', 'FILE_EMPTY', () => bench.file('blank.csv', '\n  \r\n\n')],
  ['only a header', 'FILE_HEADER_ONLY', () => bench.file('header.csv', 'a,b,c\n')],
  ['an empty JSON list', 'FILE_HEADER_ONLY', () => bench.file('empty.json', '[]')],
  ['of no format', 'FORMAT_UNKNOWN', () => bench.file('photo.bin', Buffer.from([0, 1, 2, 3, 0, 9, 8]))],
  ['random bytes', 'FORMAT_UNKNOWN', () => bench.file('x.bin', randomBytesWithout(0))],
  ['random bytes by another name', 'FORMAT_UNKNOWN', () => bench.file('x.csv', randomBytesWithout(0))],
  ['prose', 'FORMAT_UNKNOWN', () => bench.file('README', 'Dear reader\nthis is no table\n')],
  ['no Parquet at all', 'FORMAT_INVALID', () => bench.file('fake.parquet', 'a,b\n1,2\n')],
  ['a broken Parquet file', 'FORMAT_INVALID', () => bench.file('broken.parquet', 'PAR1 and then nothing')],
  ['a broken Arrow file', 'FORMAT_INVALID', () => bench.file('broken.arrow', 'ARROW1\0\0 and then nothing')],
  ['no Arrow at all', 'FORMAT_INVALID', () => bench.file('fake.feather', 'a,b\n1,2\n')],
  ['cut JSON', 'FORMAT_INVALID', () => bench.file('cut.json', '[{"a":1},{"a":')],
  ['JSON without objects', 'FORMAT_INVALID', () => bench.file('numbers.ndjson', '1\n2\n')],
  [
    'broken gzip',
    'FORMAT_INVALID',
    () => bench.file('broken.csv.gz', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3])),
  ],
  ['rows that all misfit', 'FORMAT_INVALID', () => bench.file('ragged.csv', 'a,b\n1\n2\n3\n')],
  [
    'far too wide',
    'INPUT_TOO_LARGE',
    () => bench.file('wide.csv', `${'x,'.repeat(20_000)}x\n${'1,'.repeat(20_000)}1\n`),
  ],
])('a file that is %s is %s, with its name and a mend', async (_, code, path) => {
  const file = path()
  const before = (await bench.store.listDatasets()).length
  const refused = bench.load(file)
  await expect(refused).rejects.toMatchObject({
    code,
    message: expect.stringContaining(file.split('/').at(-1) ?? ''),
    mend: expect.stringMatching(/\w/),
  })
  await expect(refused).rejects.not.toMatchObject({ message: expect.stringMatching(/LINE 1|Error:|\n/) })
  await expect(
    bench.ingest.inspect({ files: [{ path: file, name: file.split('/').at(-1) ?? '' }] }, signals()).then(
      () => (code === 'FORMAT_INVALID' ? code : 'none'),
      (error) => error.code,
    ),
  ).resolves.toBe(code)
  expect((await bench.store.listDatasets()).length).toBe(before)
  expect(leftovers()).toEqual([])
})

test('an unknown format names those that are known', async () => {
  await expect(bench.load(bench.file('x.bin', Buffer.from([0, 0, 1])))).rejects.toMatchObject({
    mend: expect.stringContaining('CSV, TSV, NDJSON, JSON, Parquet (.parquet, .pq) and Arrow'),
  })
})

test('empty files among others are passed over and named', async () => {
  const dataset = await bench.load([
    bench.file('e.csv', ''),
    bench.file('full.csv', 'a\n1\n'),
    bench.file('h.csv', 'a\n'),
  ])
  expect(columnOf(dataset, 'a')).toEqual([1])
  expect(dataset.document.notes.join(' ')).toMatch(/e\.csv is empty.*h\.csv has a header and no rows/)
})

test('a mapping decides roles, task and positive class', async () => {
  const path = bench.file('mapped.csv', 'outcome,when,who\n1,2021-01-01,7\n0,2021-01-02,7\n')
  const dataset = await bench.load(path, {
    mapping: { roles: { outcome: 'label', who: 'entity_id' }, task: 'binary', positive: 1 },
    model: 'fraud',
  })
  expect(['outcome', 'when', 'who'].map((name) => roleOf(dataset, name))).toEqual([
    'label',
    'timestamp',
    'entity_id',
  ])
  expect(columnOf(dataset, 'who')).toEqual(['7', '7'])
  expect(dataset.mapping).toEqual({
    roles: { outcome: 'label', when: 'timestamp', who: 'entity_id' },
    task: 'binary',
    positive: 1,
    timezone: 'UTC',
    model: 'fraud',
  })
  expect(dataset.document).toMatchObject({ model: 'fraud', roles: dataset.mapping.roles })
})

test('a mapped role takes the place of the guess that another column had', async () => {
  const path = bench.file('two.csv', 'timestamp,real_time\n2021-01-01,2021-02-01\n')
  const dataset = await bench.load(path, { mapping: { roles: { real_time: 'timestamp' } } })
  expect([roleOf(dataset, 'timestamp'), roleOf(dataset, 'real_time')]).toEqual(['feature', 'timestamp'])
})

test('a mapping that names no column names the nearest one', async () => {
  const path = bench.file('near.csv', 'amount,city\n1,x\n')
  await expect(bench.load(path, { mapping: { roles: { ammount: 'feature' } } })).rejects.toMatchObject({
    code: 'COLUMN_UNKNOWN',
    mend: expect.stringContaining('"amount"'),
  })
})

test('times that the mapping promises and the file does not have', async () => {
  const path = bench.file('notimes.csv', 'a,b\nx,1\ny,2\n')
  await expect(bench.load(path, { mapping: { roles: { a: 'timestamp' } } })).rejects.toMatchObject({
    code: 'MAPPING_INVALID',
    message: expect.stringContaining('"x"'),
  })
  await expect(bench.load(path, { mapping: { roles: {}, timezone: 'Mars/Olympus' } })).rejects.toMatchObject({
    code: 'MAPPING_INVALID',
  })
})

test('the same content again stores nothing and says so; another mapping or model stores it anew', async () => {
  const path = bench.file('again.csv', 'a,b\n1,x\n2,y\nbad\n')
  const first = await bench.load(path, { model: 'same' })
  const copy = bench.file('renamed.csv', 'a,b\n1,x\n2,y\nbad\n')
  const again = await bench.load(copy, { model: 'same' })
  expect(again.id).toBe(first.id)
  expect(again.document).toMatchObject({ rows_read: 3, rows_stored: 0, rows_rejected: 1, rows_duplicate: 2 })
  expect(again.document.notes[0]).toContain('already stored')
  const mapped = await bench.load(path, { model: 'same', mapping: { roles: { a: 'label' } } })
  const other = await bench.load(path, { model: 'other' })
  expect(new Set([first.id, mapped.id, other.id]).size).toBe(3)
  expect(new Set([first.hash, mapped.hash]).size).toBe(2)
  expect(leftovers()).toEqual([])
})

test('inspection tells formats, roles with reasons, samples, times and task, and stores nothing', async () => {
  const path = bench.file(
    'look.csv',
    `id,timestamp,age,y_pred_proba,target\n${Array.from(
      { length: 50 },
      (_, row) =>
        `u${row},2021-01-${String((row % 28) + 1).padStart(2, '0')},${row % 9 || ''},0.${row + 10},${row % 2}`,
    ).join('\n')}\n`,
  )
  const before = (await bench.store.listDatasets()).length
  const found = await bench.ingest.inspect({ files: [{ path, name: 'look.csv' }] }, signals())
  expect(found.files).toEqual([{ name: 'look.csv', format: 'csv', bytes: expect.any(Number) }])
  expect(found.columns.map(({ name, role }) => `${name} ${role}`)).toEqual([
    'id prediction_id',
    'timestamp timestamp',
    'age feature',
    'y_pred_proba score',
    'target label',
  ])
  expect(found.columns[2]).toMatchObject({ samples: ['1', '2', '3', '4', '5', '6'], distinct: 8, missing: 6 })
  expect(found.columns[3]).toMatchObject({
    confidence: 0.9,
    because: expect.stringContaining('between 0 and 1'),
  })
  expect(found).toMatchObject({
    rows_sampled: 50,
    task: 'binary',
    time_range: ['2021-01-01T00:00:00.000Z', '2021-01-28T00:00:00.000Z'],
  })
  expect((await bench.store.listDatasets()).length).toBe(before)
})

test('a file that vanishes before it is read is FILE_NOT_FOUND', async () => {
  const path = bench.file('vanishing.csv', 'a\n1\n')
  rmSync(path)
  await expect(bench.load(path)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
})

test('any CSV made of any cells adds up and gives back the texts', async () => {
  const cell = fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.replaceAll('\0', ''))
  const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 12 })
  let count = 0
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
      const text = `first,second\n${rows.map((row) => row.map((one) => quote(`t${one}`)).join(',')).join('\n')}\n`
      const path = bench.file(join('any', `${++count}.csv`), text)
      const dataset = await bench.load(path)
      expect(dataset.document).toMatchObject({ rows_read: rows.length, rows_stored: rows.length })
      expect(columnOf(dataset, 'first')).toEqual(rows.map(([one]) => `t${one}`))
      expect(columnOf(dataset, 'second')).toEqual(rows.map(([, two]) => `t${two}`))
    }),
    { numRuns: 25 },
  )
})

test('any bytes end in rows or in a typed error', async () => {
  let count = 0
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 300 }),
      fc.constantFrom('csv', 'json', 'ndjson', 'parquet', 'arrow', 'csv.gz', 'dat'),
      async (bytes, extension) => {
        const path = bench.file(join('fuzz', `${++count}.${extension}`), bytes)
        try {
          const { document } = await bench.load(path)
          expect(document.rows_read).toBe(document.rows_stored + document.rows_rejected)
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^(FILE_|FORMAT_|INPUT_)/) })
        }
      },
    ),
    { numRuns: 40 },
  )
})
