import { gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { columnOf, openWorkbench, roleOf, signals, type Workbench } from './testing/workbench.ts'

let bench: Workbench
beforeAll(async () => {
  bench = await openWorkbench()
})
afterAll(() => bench.close())

const LOG =
  'id,age,city,vip,at\n1,42,Zürich,true,2021-06-01T10:00:00Z\n2,,Bern,false,2021-06-01 12:00:00+02:00\n'

test('a plain CSV: numbers, texts, booleans, times, missing values', async () => {
  const dataset = await bench.load(bench.file('plain.csv', LOG))
  expect(dataset.columns.map(({ name, storage, kind }) => `${name} ${storage} ${kind}`)).toEqual([
    'id string categorical',
    'age number numeric',
    'city string categorical',
    'vip boolean boolean',
    'at timestamp datetime',
  ])
  expect(columnOf(dataset, 'id')).toEqual(['1', '2'])
  expect(columnOf(dataset, 'age')).toEqual([42, null])
  expect(columnOf(dataset, 'city')).toEqual(['Zürich', 'Bern'])
  expect(columnOf(dataset, 'vip')).toEqual(['true', 'false'])
  expect(columnOf(dataset, 'at')).toEqual([1622541600000, 1622541600000])
  expect(dataset.chunks[0]).toMatchObject({ rows: 2, timeMin: 1622541600000, timeMax: 1622541600000 })
  expect(dataset.document).toMatchObject({
    rows_read: 2,
    rows_stored: 2,
    rows_rejected: 0,
    rows_duplicate: 0,
  })
})

test.each([
  ['with a byte order mark', 'bom.csv', `\uFEFF${LOG}`],
  ['with CRLF', 'crlf.csv', LOG.replaceAll('\n', '\r\n')],
  ['with old Mac line ends', 'cr.csv', LOG.replaceAll('\n', '\r')],
  ['with tabs', 'tabs.tsv', LOG.replaceAll(',', '\t')],
  ['with semicolons', 'semicolons.csv', LOG.replaceAll(',', ';')],
  ['with bars', 'bars.txt', LOG.replaceAll(',', '|')],
  ['without a last line end', 'open.csv', LOG.trimEnd()],
  ['with blank lines', 'blank.csv', LOG.replaceAll('\n', '\n\n')],
  ['in UTF-16 with a mark', 'utf16.csv', Buffer.from(`\uFEFF${LOG}`, 'utf16le')],
  ['in UTF-16 without a mark', 'utf16-bare.csv', Buffer.from(LOG, 'utf16le')],
  ['in big-endian UTF-16', 'utf16be.csv', Buffer.from(`\uFEFF${LOG}`, 'utf16le').swap16()],
  ['in Latin-1', 'latin1.csv', Buffer.from(LOG, 'latin1')],
  ['in gzip', 'log.csv.gz', gzipSync(LOG)],
  ['in Zstandard', 'log.csv.zst', zstdCompressSync(LOG)],
  ['in gzip and UTF-16', 'utf16.csv.gz', gzipSync(Buffer.from(`\uFEFF${LOG}`, 'utf16le'))],
  ['without a telling extension', 'log.export', LOG],
])('the same rows %s', async (_, name, content) => {
  const dataset = await bench.load(bench.file(name, content))
  expect(columnOf(dataset, 'id')).toEqual(['1', '2'])
  expect(columnOf(dataset, 'city')).toEqual(['Zürich', 'Bern'])
  expect(columnOf(dataset, 'age')).toEqual([42, null])
  expect(columnOf(dataset, 'at')).toEqual([1622541600000, 1622541600000])
  expect(dataset.document.rows_rejected).toBe(0)
})

test('decimal commas are numbers', async () => {
  const dataset = await bench.load(bench.file('comma.csv', 'x;y\n1,5;-2,25\n3;4,5e3\n'))
  expect(columnOf(dataset, 'x')).toEqual([1.5, 3])
  expect(columnOf(dataset, 'y')).toEqual([-2.25, 4500])
})

test('quoted delimiters, quotes and line ends stay in their values', async () => {
  const dataset = await bench.load(
    bench.file('quoted.csv', 'a,b\n"x, y",1\n"he said ""no""",2\n"two\nlines",3\n'),
  )
  expect(columnOf(dataset, 'a')).toEqual(['x, y', 'he said "no"', 'two\nlines'])
})

test('backslashes may escape quotes', async () => {
  const dataset = await bench.load(bench.file('backslash.csv', 'a,b\n"he said \\"no\\"",1\nplain,2\n'))
  expect(columnOf(dataset, 'a')).toEqual(['he said "no"', 'plain'])
})

test('columns of one name are told apart, columns without a name are numbered', async () => {
  const dataset = await bench.load(bench.file('names.csv', 'a,a,,a_2\n1,2,3,4\n'))
  expect(dataset.columns.map(({ name }) => name)).toEqual(['a', 'a_3', 'column_3', 'a_2'])
  expect(dataset.document.notes[0]).toContain('there more than once')
})

test('a file without a header has numbered columns and says so', async () => {
  const dataset = await bench.load(bench.file('bare.csv', '1.5,x\n2.5,y\n'))
  expect(dataset.columns.map(({ name }) => name)).toEqual(['column_1', 'column_2'])
  expect(columnOf(dataset, 'column_1')).toEqual([1.5, 2.5])
  expect(dataset.document.notes).toEqual(['The file has no header, so its columns are numbered.'])
})

test('a column without any value, a constant one, leading zeros and long numbers', async () => {
  const dataset = await bench.load(
    bench.file(
      'odd.csv',
      'empty,same,zip,long\n,7,01234,12345678901234567890\nNA,7,04567,12345678901234567891\n',
    ),
  )
  expect(columnOf(dataset, 'empty')).toEqual([null, null])
  expect(columnOf(dataset, 'same')).toEqual([7, 7])
  expect(columnOf(dataset, 'zip')).toEqual(['01234', '04567'])
  expect(columnOf(dataset, 'long')).toEqual(['12345678901234567890', '12345678901234567891'])
})

test('missing words count among numbers and not among texts', async () => {
  const dataset = await bench.load(bench.file('na.csv', 'n,country\n1,NA\nNA,CH\nnull,\n'))
  expect(columnOf(dataset, 'n')).toEqual([1, null, null])
  expect(columnOf(dataset, 'country')).toEqual(['NA', 'CH', null])
})

test('infinities and NaN survive', async () => {
  const dataset = await bench.load(bench.file('inf.csv', 'x\n1\ninf\n-inf\n'))
  expect(columnOf(dataset, 'x')).toEqual([1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
})

test.each([
  [
    'CSV',
    'misfits.csv',
    'name,x,at,zip\n"two\nlines",1,2021-06-01,01234\n\nb,2,soon,04567\nc,oops,2021-06-02,99\nd,4,2021-06-03,7\n',
    ['line 6: "oops" is no number', 'line 5: "soon" is no time'],
  ],
  [
    'NDJSON',
    'misfits.ndjson',
    '{"x":1,"at":"2021-06-01"}\n\n{"x":2,"at":"soon"}\n{"x":"oops","at":"2021-06-02"}\n{"x":4,"at":"2021-06-03"}\n',
    ['line 4: "oops" is no number', 'line 3: "soon" is no time'],
  ],
])(
  'a note says which value makes a column of %s one of texts, where, and what to do',
  async (_, name, text, where) => {
    const path = bench.file(name, text)
    const dataset = await bench.load(path)
    expect(columnOf(dataset, 'x')).toEqual(['1', '2', 'oops', '4'])
    const expected = ['x', 'at'].map(
      (column, index) =>
        `The column "${column}" is kept as texts: of 4 values that were looked at 1 does not fit (${where[index]}). Mend it in the file, or leave it empty, and import it again.`,
    )
    expect(dataset.document.notes).toEqual(expected)
    expect((await bench.ingest.inspect({ files: [{ path, name }] }, signals())).notes).toEqual(expected)
  },
)

test('no note is made of columns that hold texts', async () => {
  const text =
    'id,size,code,note,half\na1,36,0123,ok,1\n2,38,4567,fine,x\n3,S,8,1,2\n4,M,9,2,y\n5,L,10,good,z\n6,XL,11,4,w\n'
  expect((await bench.load(bench.file('texts.csv', text))).document.notes).toEqual([])
})

test.each([
  ['epoch seconds', 'timestamp\n1622541600\n1622541601\n', [1622541600000, 1622541601000]],
  ['epoch milliseconds', 'timestamp\n1622541600123\n1622541601123\n', [1622541600123, 1622541601123]],
  ['day before month', 'timestamp\n31/05/2021 10:00\n01/06/2021 10:00\n', [1622455200000, 1622541600000]],
  ['dots', 'timestamp\n31.05.2021\n01.06.2021\n', [1622419200000, 1622505600000]],
  ['dates', 'timestamp\n2021-05-31\n2021-06-01\n', [1622419200000, 1622505600000]],
])('times as %s', async (name, text, expected) => {
  const dataset = await bench.load(bench.file(`${name}.csv`, text))
  expect(roleOf(dataset, 'timestamp')).toBe('timestamp')
  expect(columnOf(dataset, 'timestamp')).toEqual(expected)
})

test('times without a zone are of the zone of the mapping, also in the nights when clocks change', async () => {
  const text =
    'timestamp\n2021-03-28 01:59:59\n2021-03-28 03:00:00\n2021-07-01 12:00:00\n2021-07-01 12:00:00Z\n'
  const dataset = await bench.load(bench.file('zone.csv', text), {
    mapping: { roles: {}, timezone: 'Europe/Zurich' },
  })
  expect(columnOf(dataset, 'timestamp')).toEqual([
    Date.UTC(2021, 2, 28, 0, 59, 59),
    Date.UTC(2021, 2, 28, 1, 0, 0),
    Date.UTC(2021, 6, 1, 10),
    Date.UTC(2021, 6, 1, 12),
  ])
})

test('NDJSON: nested values are texts, keys may be missing, broken lines are rejected', async () => {
  const lines = [
    ...Array.from({ length: 20 }, (_, row) => `{"age":${row}.5,"tags":["a",{"k":1}],"ok":true}`),
    '{"age":"old"}',
    '{"age":1',
    '[1]',
    '',
    '{"late/key~1":"x","age":null}',
  ]
  const dataset = await bench.load(bench.file('log.ndjson', lines.join('\n')))
  expect(dataset.document.rejects).toEqual([
    { file: 'log.ndjson', line: 21, column: 'age', reason: '"old" is no number', text: '{"age":"old"}' },
    { file: 'log.ndjson', line: 22, column: '', reason: 'The line is no JSON object', text: '{"age":1' },
    { file: 'log.ndjson', line: 23, column: '', reason: 'The line is no JSON object', text: '[1]' },
  ])
  expect(dataset.document).toMatchObject({ rows_read: 24, rows_stored: 21, rows_rejected: 3 })
  expect(columnOf(dataset, 'age').slice(18)).toEqual([18.5, 19.5, null])
  expect(columnOf(dataset, 'tags')[0]).toBe('["a",{"k":1}]')
  expect(columnOf(dataset, 'ok')[20]).toBeNull()
  expect(columnOf(dataset, 'late/key~1')[20]).toBe('x')
})

test.each([
  ['a list', 'list.json', '[{"a":1,"b":"x"},\n{"a":2,"b":"y"}]'],
  ['objects over several lines', 'objects.json', '{\n"a":1,"b":"x"}\n{\n"a":2,"b":"y"}'],
  ['one object a line', 'lines.json', '{"a":1,"b":"x"}\n{"a":2,"b":"y"}'],
])('JSON as %s', async (_, name, text) => {
  const dataset = await bench.load(bench.file(name, text))
  expect(columnOf(dataset, 'a')).toEqual([1, 2])
  expect(columnOf(dataset, 'b')).toEqual(['x', 'y'])
})

test('compressed JSON', async () => {
  const dataset = await bench.load([
    bench.file('a.json.gz', gzipSync('[{"a":1}]')),
    bench.file('b.ndjson.zst', zstdCompressSync('{"a":2}\n')),
  ])
  expect(columnOf(dataset, 'a')).toEqual([1, 2])
})

test('paths that look like patterns are taken literally', async () => {
  bench.file('x1.csv', 'a\n1\n')
  const dataset = await bench.load(bench.file('x[1].csv', 'a\n2\n'))
  expect(columnOf(dataset, 'a')).toEqual([2])
})

test('many chunks: rows keep their order and texts their values', async () => {
  const rows = Array.from(
    { length: 300_000 },
    (_, row) => `${row},${row % 7 === 0 ? '' : `category number ${row % 5}`}`,
  )
  const dataset = await bench.load(bench.file('many.csv', `x,c\n${rows.join('\n')}\n`))
  expect(dataset.chunks.length).toBeGreaterThan(1)
  const x = columnOf(dataset, 'x')
  const c = columnOf(dataset, 'c')
  expect(x.length).toBe(300_000)
  expect(x.every((value, row) => value === row)).toBe(true)
  expect(c.every((value, row) => value === (row % 7 === 0 ? null : `category number ${row % 5}`))).toBe(true)
  expect(dataset.columns.map(({ kind }) => kind)).toEqual(['numeric', 'categorical'])
})

test('texts that all differ are kept row by row', async () => {
  const rows = Array.from(
    { length: 5000 },
    (_, row) => `${row % 3},a rather long comment about case ${row * 7919}`,
  )
  const dataset = await bench.load(bench.file('comments.csv', `g,comment\n${rows.join('\n')}\n`))
  expect(dataset.columns[1]).toMatchObject({ kind: 'text', role: 'feature' })
  expect(columnOf(dataset, 'comment')[4321]).toBe(`a rather long comment about case ${4321 * 7919}`)
})

test('yes and no are boolean, whatever the words', async () => {
  const dataset = await bench.load(bench.file('yesno.csv', 'a,b,c\nyes,1,TRUE\nno,0,False\nyes,1,true\n'))
  expect(dataset.columns.map(({ kind, storage }) => `${kind} ${storage}`)).toEqual([
    'boolean string',
    'boolean number',
    'boolean boolean',
  ])
})

test('rows are stored in the order of the file, although it is read by several threads', async () => {
  const lines = Array.from(
    { length: 400_000 },
    (_, row) => `${new Date(1.7e12 + row * 60_000).toISOString()},${row},kind-${row % 9}`,
  )
  const dataset = await bench.load(bench.file('ordered.csv', `at,number,kind\n${lines.join('\n')}\n`))
  const numbers = columnOf(dataset, 'number').map(Number)
  expect(numbers.length).toBe(400_000)
  expect(numbers.findIndex((number, row) => number !== row)).toBe(-1)
})
