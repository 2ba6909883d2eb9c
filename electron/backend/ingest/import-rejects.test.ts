import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRandom } from '#shared/stats/random.ts'
import { columnOf, openWorkbench, type Workbench } from './testing/workbench.ts'

let bench: Workbench
beforeAll(async () => {
  bench = await openWorkbench()
})
afterAll(() => bench.close())

test('a number column may hold texts only where the first rows do not show it', async () => {
  const rows = Array.from({ length: 30 }, (_, row) => `${row},${row === 12 ? 'oops' : row / 2}`)
  const dataset = await bench.load(bench.file('misfit.csv', `k,x\n${rows.join('\n')}\n`))
  expect(dataset.document).toMatchObject({ rows_read: 30, rows_stored: 29, rows_rejected: 1 })
  expect(dataset.document.rejects).toEqual([
    { file: 'misfit.csv', line: 14, column: 'x', reason: '"oops" is no number', text: '12,oops' },
  ])
  expect(await bench.store.listRejects([dataset.id], 0, 5)).toEqual({
    total: 1,
    rows: dataset.document.rejects,
  })
})

test('NULs in a log that was cut by a failing power cost only the rows that they are in', async () => {
  const rows = Array.from({ length: 20 }, (_, row) => `${row === 4 ? '\0' : ''}${row},${row / 2}`)
  const dataset = await bench.load(bench.file('power.csv', `k,x\n${rows.join('\n')}\n${'\0'.repeat(90)}`))
  expect(dataset.document).toMatchObject({ rows_read: 21, rows_stored: 19, rows_rejected: 2 })
  expect(dataset.document.rejects.map(({ line }) => line)).toEqual([6, 22])
  const lines = Array.from({ length: 20 }, (_, row) => `{"k":${row}}`)
  const log = await bench.load(bench.file('power.ndjson', `${lines.join('\n')}\n${'\0'.repeat(90)}`))
  expect(log.document).toMatchObject({ rows_read: 21, rows_stored: 20, rows_rejected: 1 })
})

test('rejected rows have the line on which they start, quoted line ends and blank lines counted', async () => {
  const good = Array.from({ length: 40 }, (_, row) => `"t${row}",${row}`)
  const text = ['name,x', '"a\nb",1', '', 'short', 'c,1,2', ...good, '"d\n\ne",zzz', 'f,5'].join('\n')
  const dataset = await bench.load(bench.file('lines.csv', text))
  expect(dataset.document.rejects.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
    '5: 1 field, 2 expected',
    '6: 3 fields, 2 expected',
    '47: "zzz" is no number',
  ])
  expect(dataset.document).toMatchObject({ rows_read: 45, rows_stored: 42, rows_rejected: 3 })
})

test('a rejected row of one byte has its own line', async () => {
  const rows = Array.from({ length: 30 }, (_, row) =>
    row === 0 || row === 9 || row === 29 ? '5' : `${row},1`,
  )
  for (const [name, newline] of [
    ['lf', '\n'],
    ['crlf', '\r\n'],
  ]) {
    const dataset = await bench.load(bench.file(`short-${name}.csv`, `a,b${newline}${rows.join(newline)}`))
    expect(dataset.document.rejects.map(({ line }) => line)).toEqual([2, 11, 31])
  }
  const dataset = await bench.load(bench.file('short-bom.csv', `\uFEFFa,b\n${rows.join('\n')}`))
  expect(dataset.document.rejects.map(({ line }) => line)).toEqual([2, 11, 31])
})

test('lines of rejected rows are right in compressed files too', async () => {
  const rows = Array.from({ length: 30 }, (_, row) => `${row},${row === 20 ? 'x' : 1}`)
  const dataset = await bench.load(bench.file('lines.csv.gz', gzipSync(`a,b\n${rows.join('\n')}`)))
  expect(dataset.document.rejects).toMatchObject([{ line: 22, column: 'b' }])
})

test('times that cannot be read are rejected with their line', async () => {
  const rows = Array.from(
    { length: 20 },
    (_, row) => `"r\n${row}",2021-06-${String(row + 1).padStart(2, '0')}`,
  )
  rows[10] = '"r\n10",2021-06-99'
  const dataset = await bench.load(bench.file('times.csv', `name,timestamp\n${rows.join('\n')}\n`))
  expect(dataset.document.rejects).toEqual([
    {
      file: 'times.csv',
      line: 22,
      column: 'timestamp',
      reason: '"2021-06-99" is no time',
      text: '"r\n10",2021-06-99',
    },
  ])
  expect(dataset.document).toMatchObject({ rows_read: 20, rows_stored: 19 })
  expect(columnOf(dataset, 'name')).not.toContain('r\n10')
})

test.each([
  ['LF', '\n'],
  ['CRLF', '\r\n'],
])('among thousands of lines of all kinds each rejected row has its own, with %s', async (name, newline) => {
  const random = createRandom(5)
  const lines = ['name,timestamp,x']
  const expected: string[] = []
  let line = 2
  for (let row = 0; row < 3_000; row++) {
    const kind = row < 20 ? 'good' : random.uniform()
    if (kind === 'good' || kind > 0.3) lines.push(`r${row},2021-06-01,${row}`)
    else if (kind > 0.2) lines.push(`"two${newline}lines ""${row}""",2021-06-02,${row}`)
    else if (kind > 0.15) lines.push('')
    else {
      const wrong = kind > 0.1 ? 'time' : kind > 0.05 ? 'number' : 'field'
      expected.push(`${line} ${wrong}`)
      if (wrong === 'time') lines.push(`"bad${newline}time",2021-06-99,${row}`)
      else lines.push(wrong === 'number' ? `r${row},2021-06-03,x${row}` : `r${row},2021-06-04`)
    }
    line += lines[row + 1].split(newline).length
  }
  const dataset = await bench.load(bench.file(`${name}.csv`, lines.join(newline)))
  const { rows, total } = await bench.store.listRejects([dataset.id], 0, 5_000)
  const found = rows.map(({ line, reason }) => `${line} ${/time|number|field/.exec(reason)?.[0]}`)
  expect(total).toBe(expected.length)
  expect(found.toSorted()).toEqual(expected.toSorted())
})
