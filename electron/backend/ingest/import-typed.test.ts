import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import {
  Bool,
  CompressionType,
  compressionRegistry,
  Dictionary,
  Float64,
  Int32,
  Int64,
  RecordBatchFileWriter,
  RecordBatchStreamWriter,
  Table,
  TimestampMicrosecond,
  TimestampMillisecond,
  tableFromArrays,
  Utf8,
  vectorFromArray,
} from 'apache-arrow'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decompressLz4Frame } from './arrow/lz4.ts'
import { columnOf, openWorkbench, roleOf, type Workbench } from './testing/workbench.ts'

let bench: Workbench
beforeAll(async () => {
  bench = await openWorkbench()
})
afterAll(() => bench.close())

const arrowBytes = (table: Table) => RecordBatchFileWriter.writeAll(table).toUint8Array(true)

async function parquet(name: string, select: string): Promise<string> {
  const path = bench.file(name, '')
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`)
  connection.closeSync()
  instance.closeSync()
  return path
}

const TYPED = `
  SELECT 1::BIGINT AS id, 1.5::FLOAT AS f, 2.25::DECIMAL(10, 2) AS d, true AS b, 'Zürich' AS s, NULL::INTEGER AS n,
    TIMESTAMPTZ '2021-06-01 10:00:00+02' AS z, TIMESTAMP '2021-06-01 10:00:00.123456' AS t, DATE '2021-06-01' AS day,
    [1, 2] AS list, {'k': 'v'} AS nested, 'a'::ENUM('a', 'b') AS e, 9007199254740995::BIGINT AS large
  UNION ALL
  SELECT 2, NULL, NULL, NULL, NULL, 7, NULL, NULL, NULL, NULL, NULL, NULL, 3`

test('Parquet: every type as it is compared', async () => {
  const dataset = await bench.load(await parquet('typed.parquet', TYPED), {
    mapping: { roles: {}, timezone: 'UTC' },
  })
  expect(dataset.columns.map(({ name, storage }) => `${name} ${storage}`)).toEqual([
    'id string',
    'f number',
    'd number',
    'b boolean',
    's string',
    'n number',
    'z timestamp',
    't timestamp',
    'day timestamp',
    'list string',
    'nested string',
    'e string',
    'large string',
  ])
  expect(columnOf(dataset, 'id')).toEqual(['1', '2'])
  expect(columnOf(dataset, 'f')).toEqual([1.5, null])
  expect(columnOf(dataset, 'd')).toEqual([2.25, null])
  expect(columnOf(dataset, 'b')).toEqual(['true', null])
  expect(columnOf(dataset, 'n')).toEqual([null, 7])
  expect(columnOf(dataset, 'z')).toEqual([Date.UTC(2021, 5, 1, 8), null])
  expect(columnOf(dataset, 't')).toEqual([Date.UTC(2021, 5, 1, 10, 0, 0, 123), null])
  expect(columnOf(dataset, 'day')).toEqual([Date.UTC(2021, 5, 1), null])
  expect(columnOf(dataset, 'list')).toEqual(['[1, 2]', null])
  expect(columnOf(dataset, 'large')).toEqual(['9007199254740995', '3'])
})

test('in the nights when clocks change, times without a zone are the same in every format', async () => {
  // Left out and shown twice, in a zone east and one west of UTC.
  const nights: Readonly<Record<string, readonly [string, number][]>> = {
    'Europe/Zurich': [
      ['2021-03-28 02:30:00', Date.UTC(2021, 2, 28, 1, 30)],
      ['2021-10-31 02:30:00', Date.UTC(2021, 9, 31, 1, 30)],
    ],
    'America/New_York': [
      ['2021-03-14 02:30:00', Date.UTC(2021, 2, 14, 7, 30)],
      ['2021-11-07 01:30:00', Date.UTC(2021, 10, 7, 6, 30)],
    ],
  }
  for (const [timezone, times] of Object.entries(nights)) {
    const texts = times.map(([text]) => text)
    const name = timezone.replace('/', '-')
    const slashed = texts.map((text) => text.replace(/^(\d+)-(\d+)-(\d+)/, '$3.$2.$1'))
    const walls = vectorFromArray(
      texts.map((text) => Date.parse(`${text}Z`)),
      new TimestampMillisecond(),
    )
    const files = [
      bench.file(`${name}.csv`, `at\n${texts.join('\n')}\n`),
      bench.file(`${name}-dots.csv`, `at\n${slashed.join('\n')}\n`),
      bench.file(`${name}.ndjson`, texts.map((at) => JSON.stringify({ at })).join('\n')),
      bench.file(`${name}-texts.arrow`, arrowBytes(new Table({ at: vectorFromArray(texts, new Utf8()) }))),
      bench.file(`${name}.arrow`, arrowBytes(new Table({ at: walls }))),
      await parquet(
        `${name}.parquet`,
        texts.map((text) => `SELECT TIMESTAMP '${text}' AS at`).join(' UNION ALL '),
      ),
    ]
    for (const path of files) {
      const dataset = await bench.load(path, { mapping: { roles: { at: 'timestamp' }, timezone } })
      expect(columnOf(dataset, 'at'), path).toEqual(times.map(([, instant]) => instant))
    }
  }
})

test('Parquet times without a zone are of the zone of the mapping', async () => {
  const path = await parquet('zone.parquet', `SELECT TIMESTAMP '2021-07-01 12:00:00' AS timestamp`)
  const dataset = await bench.load(path, { mapping: { roles: {}, timezone: 'Europe/Zurich' } })
  expect(columnOf(dataset, 'timestamp')).toEqual([Date.UTC(2021, 6, 1, 10)])
})

test('Parquet texts that are times, numbers that are times, and a misfit that is kept aside', async () => {
  const path = await parquet(
    'texts.pq',
    `SELECT CASE WHEN i = 3 THEN 'soon' ELSE '2021-06-01T10:00:0' || (i % 10) || 'Z' END AS timestamp,
       1622541600 + i AS label_ts FROM range(20) r(i)`,
  )
  const dataset = await bench.load(path)
  expect(roleOf(dataset, 'label_ts')).toBe('label_timestamp')
  expect(columnOf(dataset, 'label_ts').slice(0, 2)).toEqual([1622541600000, 1622541601000])
  expect(dataset.document.rejects).toEqual([
    { file: 'texts.pq', line: 0, column: 'timestamp', reason: '"soon" is no time', text: 'soon' },
  ])
  expect(dataset.document).toMatchObject({ rows_read: 20, rows_stored: 19, rows_rejected: 1 })
})

test('compressed Parquet is read from a copy', async () => {
  const path = await parquet('inner.parquet', 'SELECT i AS x FROM range(3) r(i)')
  const dataset = await bench.load(bench.file('outer.parquet.gz', gzipSync(readFileSync(path))))
  expect(columnOf(dataset, 'x')).toEqual([0, 1, 2])
})

function arrowTable(): Table {
  return new Table({
    id: vectorFromArray([1n, 2n, 3n], new Int64()),
    x: vectorFromArray([1.5, null, Number.NaN], new Float64()),
    count: vectorFromArray([1, 2, null], new Int32()),
    city: vectorFromArray(
      ['Zürich', null, 'a rather long name of a city'],
      new Dictionary(new Utf8(), new Int32()),
    ),
    vip: vectorFromArray([true, null, false], new Bool()),
    at: vectorFromArray([1622541600000, null, 1622541601000], new TimestampMicrosecond('UTC')),
  })
}

test.each([
  ['file', 'log.arrow', (table: Table) => RecordBatchFileWriter.writeAll(table).toUint8Array(true)],
  ['stream', 'stream.arrow', (table: Table) => RecordBatchStreamWriter.writeAll(table).toUint8Array(true)],
  [
    'file in gzip',
    'log.feather.gz',
    (table: Table) => gzipSync(RecordBatchFileWriter.writeAll(table).toUint8Array(true)),
  ],
])('an Arrow %s', async (_, name, write) => {
  const dataset = await bench.load(bench.file(name, write(arrowTable())))
  expect(columnOf(dataset, 'id')).toEqual(['1', '2', '3'])
  expect(columnOf(dataset, 'x')).toEqual([1.5, null, null])
  expect(columnOf(dataset, 'count')).toEqual([1, 2, null])
  expect(columnOf(dataset, 'city')).toEqual(['Zürich', null, 'a rather long name of a city'])
  expect(columnOf(dataset, 'vip')).toEqual(['true', null, 'false'])
  expect(columnOf(dataset, 'at')).toEqual([1622541600000, null, 1622541601000])
})

test('many Arrow batches keep their order', async () => {
  const batches = Array.from({ length: 3 }, (_, batch) =>
    tableFromArrays({
      x: Float64Array.from({ length: 5000 }, (_, row) => batch * 5000 + row),
      s: Array.from({ length: 5000 }, (_, row) => `value number ${row % 40}`),
    }),
  )
  const [first, ...rest] = batches
  const dataset = await bench.load(
    bench.file('batches.arrow', RecordBatchStreamWriter.writeAll(first.concat(...rest)).toUint8Array(true)),
  )
  expect(columnOf(dataset, 'x').every((value, row) => value === row)).toBe(true)
  expect(columnOf(dataset, 's')[12_345]).toBe(`value number ${(12_345 % 5000) % 40}`)
})

/** An LZ4 frame whose blocks are stored, as a compressor makes them for what does not shrink. */
function storedLz4(content: Uint8Array): Uint8Array {
  const frame = new Uint8Array(4 + 2 + 1 + 4 + content.length + 4)
  const view = new DataView(frame.buffer)
  view.setUint32(0, 0x184d2204, true)
  frame[4] = 0x60
  frame[5] = 0x70
  view.setUint32(7, content.length | 0x80000000, true)
  frame.set(content, 11)
  return frame
}

test('an LZ4 block with literals, overlapping matches and long lengths', () => {
  // "abc", then 20 bytes copied from 3 back, then "!" (lz4 block format: token, literals, offset, match length − 4).
  const block = [0x3f, 0x61, 0x62, 0x63, 0x03, 0x00, 0x01, 0x10, 0x21]
  const frame = new Uint8Array([
    0x04,
    0x22,
    0x4d,
    0x18,
    0x60,
    0x70,
    0x73,
    block.length,
    0,
    0,
    0,
    ...block,
    0,
    0,
    0,
    0,
  ])
  expect(new TextDecoder().decode(decompressLz4Frame(frame))).toBe(`${'abc'.repeat(8).slice(0, 23)}!`)
})

test('LZ4 frames of any bytes come back or are refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (content) => {
      expect([...decompressLz4Frame(storedLz4(content))]).toEqual([...content])
    }),
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const frame = new Uint8Array([0x04, 0x22, 0x4d, 0x18, 0x60, 0x70, 0x73, ...bytes])
      try {
        decompressLz4Frame(frame)
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError)
      }
    }),
  )
})

test('Arrow files with LZ4 and Zstandard buffers', async () => {
  compressionRegistry.set(CompressionType.LZ4_FRAME, { encode: storedLz4, decode: decompressLz4Frame })
  compressionRegistry.set(CompressionType.ZSTD, { encode: (bytes) => zstdCompressSync(bytes) })
  for (const compressionType of [CompressionType.LZ4_FRAME, CompressionType.ZSTD]) {
    const bytes = RecordBatchFileWriter.writeAll(arrowTable(), {
      autoDestroy: true,
      compressionType,
    }).toUint8Array(true)
    const dataset = await bench.load(bench.file(`compressed-${compressionType}.feather`, bytes))
    expect(columnOf(dataset, 'count')).toEqual([1, 2, null])
  }
})

test('files of several formats are one log, joined by the names of their columns', async () => {
  const dataset = await bench.load([
    bench.file('one.csv', 'x,city\n1,Bern\n2,Basel\n'),
    await parquet('two.parquet', `SELECT 'Genf' AS city, 3.0 AS x, 'new' AS extra`),
    bench.file('three.ndjson', '{"x":4}\n'),
    bench.file(
      'four.arrow',
      RecordBatchFileWriter.writeAll(tableFromArrays({ x: [5], city: ['Bern'] })).toUint8Array(true),
    ),
  ])
  expect(columnOf(dataset, 'x')).toEqual([1, 2, 3, 4, 5])
  expect(columnOf(dataset, 'city')).toEqual(['Bern', 'Basel', 'Genf', null, 'Bern'])
  expect(columnOf(dataset, 'extra')).toEqual([null, null, 'new', null, null])
  expect(dataset.name).toBe('one.csv and 3 more')
  expect(dataset.document.notes).toContain('The column "extra" is not in 3 of 4 files; it is missing there.')
})

test('files that disagree about a column keep its texts and say so', async () => {
  const dataset = await bench.load([
    bench.file('numbers.csv', 'k,v\n1,10\n2,20\n'),
    bench.file('words.csv', 'k,v\n3,high\n4,low\n'),
  ])
  expect(columnOf(dataset, 'v')).toEqual(['10', '20', 'high', 'low'])
  expect(dataset.document.notes).toEqual([
    'The files disagree about the column "v"; its values are kept as texts.',
  ])
})

test('one half of a workspace folder is enough to read a chunk', async () => {
  const dataset = await bench.load(bench.file('any.csv', 'x\n1\n'))
  expect(dataset.chunks[0].path.startsWith(join(bench.folder, 'chunks', dataset.id))).toBe(true)
})
