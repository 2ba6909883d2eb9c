import type { ChunkColumn, Utf8Values } from './columns.ts'
import { type ChunkReader, openChunk } from './reader.ts'
import { writeChunk } from './writer.ts'

/**
 * Writes the rows of a chunk that `keeps` wants as a new chunk, or nothing when none is left or none is dropped. NaN
 * becomes a missing value.
 */
export function rewriteChunk(
  from: string,
  to: string,
  keeps: (chunk: ChunkReader) => (row: number) => boolean,
): { readonly rows: number; readonly written: ReturnType<typeof writeChunk> | null } {
  const chunk = openChunk(from)
  try {
    const wants = keeps(chunk)
    const rows = Int32Array.from({ length: chunk.rows }, (_, row) => row).filter(wants)
    if (rows.length === 0 || rows.length === chunk.rows) return { rows: rows.length, written: null }
    const columns = chunk.columns.map((column) => columnOf(chunk, column, rows))
    return { rows: rows.length, written: writeChunk(to, columns, rows.length) }
  } finally {
    chunk.close()
  }
}

function columnOf(
  chunk: ChunkReader,
  { name, storage }: ChunkReader['columns'][number],
  rows: Int32Array,
): ChunkColumn {
  switch (storage) {
    case 'number':
      return numbersOf(chunk, name, rows)
    case 'timestamp': {
      const times = chunk.times(name)
      return { name, storage, values: Float64Array.from(rows, (row) => times[row]) }
    }
    case 'boolean': {
      const { codes } = chunk.categories(name)
      return { name, storage, values: Int8Array.from(rows, (row) => codes[row]) }
    }
    case 'string': {
      const { codes, values } = chunk.categories(name)
      return textsOf(
        name,
        Int32Array.from(rows, (row) => codes[row]),
        values,
      )
    }
  }
}

function numbersOf(chunk: ChunkReader, name: string, rows: Int32Array): ChunkColumn {
  const all = new Float64Array(chunk.rows)
  chunk.numbers(name, all, 0)
  const values = Float64Array.from(rows, (row) => all[row])
  const valid = new Uint8Array((rows.length + 7) >> 3)
  for (const [row, value] of values.entries()) if (!Number.isNaN(value)) valid[row >> 3] |= 1 << (row & 7)
  return { name, storage: 'number', values, valid }
}

/** Texts that no row has any more leave the dictionary: a deleted value must not stay on disk. */
function textsOf(name: string, codes: Int32Array, values: readonly string[]): ChunkColumn {
  const renumbered = new Map<number, number>()
  const kept = codes.map((code) => {
    if (code < 0) return -1
    const known = renumbered.get(code)
    if (known !== undefined) return known
    renumbered.set(code, renumbered.size)
    return renumbered.size - 1
  })
  const dictionary = utf8Of([...renumbered.keys()].map((code) => values[code]))
  return { name, storage: 'string', encoding: 'dictionary', codes: kept, dictionary }
}

export function utf8Of(texts: readonly string[]): Utf8Values {
  const encoded = texts.map((text) => new TextEncoder().encode(text))
  const offsets = new Int32Array(texts.length + 1)
  for (const [index, bytes] of encoded.entries()) offsets[index + 1] = offsets[index] + bytes.length
  const bytes = new Uint8Array(offsets[texts.length])
  for (const [index, part] of encoded.entries()) bytes.set(part, offsets[index])
  return { offsets, bytes }
}
