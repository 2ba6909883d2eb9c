import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChunkColumn, Utf8Values } from './columns.ts'
import { openChunk } from './reader.ts'
import { writeChunk } from './writer.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'driftdesk-chunks-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function utf8(texts: readonly string[]): Utf8Values {
  const encoded = texts.map((text) => new TextEncoder().encode(text))
  const offsets = Int32Array.from([0, ...encoded.map((bytes) => bytes.length)])
  for (let index = 1; index < offsets.length; index++) {
    offsets[index] = (offsets[index] ?? 0) + (offsets[index - 1] ?? 0)
  }
  return { offsets, bytes: Uint8Array.from(encoded.flatMap((bytes) => [...bytes])) }
}

const COLUMNS: readonly ChunkColumn[] = [
  {
    name: 'age',
    storage: 'number',
    values: Float64Array.of(1.5, 0, Number.NaN, Number.NEGATIVE_INFINITY, 5),
    valid: Uint8Array.of(0b11101),
  },
  {
    name: 'city',
    storage: 'string',
    encoding: 'dictionary',
    codes: Int32Array.of(1, -1, 0, 1, 1),
    dictionary: utf8(['Bern', 'Zürich']),
  },
  { name: 'vip', storage: 'boolean', values: Int8Array.of(1, 0, -1, 1, 0) },
  {
    name: 'at',
    storage: 'timestamp',
    values: Float64Array.of(0, -1, 1_700_000_000_123, Number.NaN, 253_402_300_799_999),
  },
  {
    name: 'note',
    storage: 'string',
    encoding: 'plain',
    values: utf8(['a', '', '日本', 'a', 'b']),
    valid: Uint8Array.of(0b11101),
  },
]

function write(name: string): string {
  const path = join(folder, name)
  writeChunk(path, COLUMNS, 5)
  return path
}

test('Arrow itself reads the file, as a file and as a stream', () => {
  const bytes = readFileSync(write('arrow.arrow'))
  for (const table of [tableFromIPC(bytes), tableFromIPC(bytes.subarray(8))]) {
    expect(table.numRows).toBe(5)
    expect(table.toArray().map((row) => ({ ...row }))).toEqual([
      { age: 1.5, city: 'Zürich', vip: true, at: 0, note: 'a' },
      { age: null, city: null, vip: false, at: -1, note: null },
      { age: Number.NaN, city: 'Bern', vip: null, at: 1_700_000_000_123, note: '日本' },
      { age: Number.NEGATIVE_INFINITY, city: 'Zürich', vip: true, at: null, note: 'a' },
      { age: 5, city: 'Zürich', vip: false, at: 253_402_300_799_999, note: 'b' },
    ])
  }
})

test('each column comes back by itself', () => {
  const chunk = openChunk(write('columns.arrow'))
  const target = new Float64Array(7).fill(9)
  expect(chunk.numbers('age', target, 1)).toBe(1)
  expect([...target]).toEqual([9, 1.5, Number.NaN, Number.NaN, Number.NEGATIVE_INFINITY, 5, 9])
  expect(chunk.categories('city')).toEqual({
    codes: Int32Array.of(1, -1, 0, 1, 1),
    values: ['Bern', 'Zürich'],
  })
  expect(chunk.categories('vip')).toEqual({
    codes: Int32Array.of(1, 0, -1, 1, 0),
    values: ['false', 'true'],
  })
  expect(chunk.categories('note')).toEqual({
    codes: Int32Array.of(0, -1, 1, 0, 2),
    values: ['a', '日本', 'b'],
  })
  expect([...chunk.times('at')]).toEqual([0, -1, 1_700_000_000_123, Number.NaN, 253_402_300_799_999])
  expect(chunk.columns.map((column) => column.storage)).toEqual([
    'number',
    'string',
    'boolean',
    'timestamp',
    'string',
  ])
  chunk.close()
})

test('the same text has the same hash in a column of any storage, and a missing one has none', () => {
  const chunk = openChunk(write('hashes.arrow'))
  try {
    const decoder = new TextDecoder()
    const seen = new Map<string, number>()
    const hash = (bytes: Uint8Array, from: number, to: number): number => {
      const text = decoder.decode(bytes.subarray(from, to))
      seen.set(text, seen.get(text) ?? seen.size)
      return seen.get(text) ?? -1
    }
    const textsOf = (column: string) =>
      Array.from(chunk.hashes(column, hash), (code) => [...seen.keys()][code] ?? null)
    expect(textsOf('note')).toEqual(['a', null, '日本', 'a', 'b'])
    expect(textsOf('city')).toEqual(['Zürich', null, 'Bern', 'Zürich', 'Zürich'])
    expect(textsOf('vip')).toEqual(['true', 'false', null, 'true', 'false'])
    expect(textsOf('age')).toEqual(['1.5', null, null, '-Infinity', '5'])
    expect(chunk.hashes('note', hash)[1]).toBe(Number.POSITIVE_INFINITY)
  } finally {
    chunk.close()
  }
})

test('booleans and times can be read as numbers', () => {
  const chunk = openChunk(write('as-numbers.arrow'))
  const target = new Float64Array(5)
  expect(chunk.numbers('vip', target, 0)).toBe(1)
  expect([...target]).toEqual([1, 0, Number.NaN, 1, 0])
  expect(chunk.numbers('at', target, 0)).toBe(1)
  expect(target[4]).toBe(253_402_300_799_999)
  chunk.close()
})

test('the hash is that of the bytes on disk and nothing temporary stays', () => {
  const path = join(folder, 'hash.arrow')
  const written = writeChunk(path, COLUMNS, 5)
  const bytes = readFileSync(path)
  expect(written).toEqual({
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  })
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
})

test('a chunk without rows or without columns is still a chunk', () => {
  const path = join(folder, 'empty.arrow')
  writeChunk(path, [{ name: 'x', storage: 'number', values: new Float64Array(0), valid: null }], 0)
  const chunk = openChunk(path)
  expect(chunk.rows).toBe(0)
  expect(chunk.numbers('x', new Float64Array(0), 0)).toBe(0)
  chunk.close()
})

test('a file cut short anywhere is CHUNK_CORRUPT, never wrong values', () => {
  const path = write('cut.arrow')
  const whole = readFileSync(path)
  for (let length = 0; length < whole.length; length += 37) {
    truncateSync(path, length)
    expect(() => openChunk(path)).toThrow(expect.objectContaining({ code: 'CHUNK_CORRUPT' }))
    writeFileSync(path, whole)
  }
})

test('any damaged byte gives a value or CHUNK_CORRUPT, never another failure', () => {
  const path = write('damaged.arrow')
  const whole = readFileSync(path)
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const damaged = Buffer.from(whole)
      damaged[at] = (damaged[at] ?? 0) ^ change
      writeFileSync(path, damaged)
      try {
        const chunk = openChunk(path)
        try {
          for (const column of chunk.columns) {
            if (column.storage === 'string') chunk.categories(column.name)
            else chunk.numbers(column.name, new Float64Array(5), 0)
          }
        } finally {
          chunk.close()
        }
      } catch (error) {
        expect(error).toMatchObject({ code: 'CHUNK_CORRUPT' })
      }
    }),
    { numRuns: 500 },
  )
})

test('a missing file says so', () => {
  expect(() => openChunk(join(folder, 'gone.arrow'))).toThrow(
    expect.objectContaining({ code: 'CHUNK_CORRUPT', message: expect.stringContaining('missing') }),
  )
})

test('an unknown column is named together with those that exist', () => {
  const chunk = openChunk(write('unknown.arrow'))
  expect(() => chunk.times('when')).toThrow(
    expect.objectContaining({ code: 'COLUMN_UNKNOWN', mend: expect.stringContaining('age, city') }),
  )
  chunk.close()
})

test('numbers with missing values survive the round trip bit for bit', () => {
  const path = join(folder, 'round.arrow')
  fc.assert(
    fc.property(fc.array(fc.option(fc.double(), { nil: null }), { maxLength: 70 }), (values) => {
      const valid = new Uint8Array((values.length + 7) >> 3)
      for (const [row, value] of values.entries()) {
        if (value !== null) valid[row >> 3] = (valid[row >> 3] ?? 0) | (1 << (row & 7))
      }
      const column: ChunkColumn = {
        name: 'x',
        storage: 'number',
        values: Float64Array.from(values, (value) => value ?? 0),
        valid,
      }
      writeChunk(path, [column], values.length)
      const chunk = openChunk(path)
      const back = new Float64Array(values.length)
      const missing = chunk.numbers('x', back, 0)
      chunk.close()
      expect(missing).toBe(values.filter((value) => value === null).length)
      expect([...back]).toEqual(values.map((value) => value ?? Number.NaN))
    }),
    { numRuns: 60 },
  )
})
