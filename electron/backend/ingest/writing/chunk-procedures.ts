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
    readonly result: WrittenChunk
  }
}
