import type { ChunkColumn } from '../../store/chunks/columns.ts'
import type { WrittenChunk } from '../../store/chunks/writer.ts'

/** Calls of the thread that writes chunks. */
export type ChunkProcedures = {
  readonly write: {
    readonly params: {
      readonly path: string
      readonly columns: readonly ChunkColumn[]
      readonly rows: number
      /** Shared memory; 1 at index 0 means stop. */
      readonly cancelFlag: Int32Array
    }
    readonly result: { readonly written: WrittenChunk; readonly columns: readonly ChunkColumn[] }
  }
}

/** The memory of columns, to be moved between threads. */
export function buffersOf(columns: readonly ChunkColumn[]): ArrayBuffer[] {
  return columns.flatMap(viewsOf).flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []))
}

function viewsOf(column: ChunkColumn): ArrayBufferView[] {
  switch (column.storage) {
    case 'number':
      return column.valid === null ? [column.values] : [column.values, column.valid]
    case 'timestamp':
    case 'boolean':
      return [column.values]
    case 'string': {
      if (column.encoding === 'dictionary') {
        return [column.codes, column.dictionary.offsets, column.dictionary.bytes]
      }
      const texts = [column.values.offsets, column.values.bytes]
      return column.valid === null ? texts : [...texts, column.valid]
    }
  }
}
