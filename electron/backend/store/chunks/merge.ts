import type { ChunkColumn } from './columns.ts'
import { type ChunkReader, openChunk } from './reader.ts'
import { utf8Of } from './rewrite.ts'
import { writeChunk } from './writer.ts'

/** Writes the rows of several chunks with the same columns as one. NaN becomes a missing value. */
export function mergeChunkFiles(
  from: readonly string[],
  to: string,
): { readonly rows: number } & ReturnType<typeof writeChunk> {
  const chunks: ChunkReader[] = []
  try {
    for (const path of from) chunks.push(openChunk(path))
    const rows = chunks.reduce((sum, chunk) => sum + chunk.rows, 0)
    const columns = chunks[0].columns.map((column) => mergedColumn(chunks, column, rows))
    return { rows, ...writeChunk(to, columns, rows) }
  } finally {
    for (const chunk of chunks) chunk.close()
  }
}

function mergedColumn(
  chunks: readonly ChunkReader[],
  { name, storage }: ChunkReader['columns'][number],
  rows: number,
): ChunkColumn {
  let at = 0
  switch (storage) {
    case 'number': {
      const values = new Float64Array(rows)
      const valid = new Uint8Array((rows + 7) >> 3)
      for (const chunk of chunks) {
        chunk.numbers(name, values, at)
        at += chunk.rows
      }
      for (const [row, value] of values.entries()) if (!Number.isNaN(value)) valid[row >> 3] |= 1 << (row & 7)
      return { name, storage, values, valid }
    }
    case 'timestamp': {
      const values = new Float64Array(rows)
      for (const chunk of chunks) {
        values.set(chunk.times(name), at)
        at += chunk.rows
      }
      return { name, storage, values }
    }
    case 'boolean': {
      const values = new Int8Array(rows)
      for (const chunk of chunks) {
        values.set(chunk.categories(name).codes, at)
        at += chunk.rows
      }
      return { name, storage, values }
    }
    case 'string': {
      const codes = new Int32Array(rows).fill(-1)
      const known = new Map<string, number>()
      for (const chunk of chunks) {
        const own = chunk.categories(name)
        const renumbered = own.values.map((text) => {
          const code = known.get(text) ?? known.size
          known.set(text, code)
          return code
        })
        for (const [row, code] of own.codes.entries()) if (code >= 0) codes[at + row] = renumbered[code]
        at += chunk.rows
      }
      return { name, storage, encoding: 'dictionary', codes, dictionary: utf8Of([...known.keys()]) }
    }
  }
}
