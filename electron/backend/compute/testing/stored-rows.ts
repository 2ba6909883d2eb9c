import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ChunkColumn, Utf8Values } from '../../store/chunks/columns.ts'
import { writeChunk } from '../../store/chunks/writer.ts'
import type { RowSource } from '../procedures.ts'

/** A column of a log in a test: numbers and times (NaN is missing), or texts and booleans (null is missing). */
export type TestColumn =
  | { readonly kind: 'number' | 'timestamp'; readonly values: Float64Array }
  | { readonly kind: 'string'; readonly values: readonly (string | null)[] }
  | { readonly kind: 'boolean'; readonly values: readonly (boolean | null)[] }

/** Writes columns as chunks of `chunkRows` rows; the first column of times is the timestamp. */
export function storeRows(
  folder: string,
  columns: Readonly<Record<string, TestColumn>>,
  chunkRows = 1_000,
): RowSource {
  mkdirSync(folder, { recursive: true })
  const entries = Object.entries(columns)
  const rows = entries[0]?.[1].values.length ?? 0
  const timestamp = entries.find(([, { kind }]) => kind === 'timestamp')?.[0] ?? null
  const chunks: RowSource['chunks'][number][] = []
  for (let from = 0; from < rows; from += chunkRows) {
    const to = Math.min(rows, from + chunkRows)
    const path = join(folder, `${chunks.length}.arrow`)
    writeChunk(
      path,
      entries.map(([name, column]) => chunkColumn(name, column, from, to)),
      to - from,
    )
    chunks.push({ path, rows: to - from, ...timeRange(columns[timestamp ?? ''], from, to) })
  }
  return { chunks, window: { kind: 'all' }, timestamp }
}

function chunkColumn(name: string, column: TestColumn, from: number, to: number): ChunkColumn {
  switch (column.kind) {
    case 'number':
      return { name, storage: 'number', values: column.values.slice(from, to), valid: null }
    case 'timestamp':
      return { name, storage: 'timestamp', values: column.values.slice(from, to) }
    case 'boolean':
      return {
        name,
        storage: 'boolean',
        values: Int8Array.from(column.values.slice(from, to), (value) =>
          value === null ? -1 : Number(value),
        ),
      }
    case 'string': {
      const part = column.values.slice(from, to)
      const distinct = [...new Set(part.filter((value) => value !== null))]
      return {
        name,
        storage: 'string',
        encoding: 'dictionary',
        codes: Int32Array.from(part, (value) => (value === null ? -1 : distinct.indexOf(value))),
        dictionary: utf8(distinct),
      }
    }
  }
}

function utf8(texts: readonly string[]): Utf8Values {
  const encoded = texts.map((text) => new TextEncoder().encode(text))
  const offsets = Int32Array.from([0, ...encoded.map((bytes) => bytes.length)])
  for (let i = 1; i < offsets.length; i += 1) offsets[i] += offsets[i - 1]
  return { offsets, bytes: Uint8Array.from(encoded.flatMap((bytes) => [...bytes])) }
}

function timeRange(column: TestColumn | undefined, from: number, to: number) {
  if (column?.kind !== 'timestamp') return { timeMin: null, timeMax: null }
  const times = column.values.slice(from, to).filter(Number.isFinite).sort()
  return { timeMin: times[0] ?? null, timeMax: times[times.length - 1] ?? null }
}
