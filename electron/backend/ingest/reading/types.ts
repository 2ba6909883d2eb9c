import type { BooleanVector, NumberVector, StringVector } from '../columns/vectors.ts'

/** One column of a batch by how it is stored; null where the file has no such column. */
export type BatchColumn =
  | { readonly storage: 'number' | 'timestamp'; readonly vector: NumberVector }
  | { readonly storage: 'boolean'; readonly vector: BooleanVector }
  | { readonly storage: 'string'; readonly vector: StringVector }
  | null

/** A row that could not be read, found while reading. */
export type UnreadRow = {
  /** Number of the row among those that the reader delivered, from 0. */
  readonly record: number
  /** 1-based line where the reader knows it. */
  readonly line: number | null
  readonly column: string
  readonly reason: string
  readonly text: string
}

/** Some rows of a file, the columns in the order of the plan. */
export type Batch = {
  readonly rows: number
  readonly columns: readonly BatchColumn[]
  /** Numbers of the rows to keep; null keeps all. */
  readonly keep: Int32Array | null
}

/** Takes the batches of a file one after the other; rejects when the import was cancelled. */
export type BatchSink = {
  /** Resolves when there is room for the next one; what a batch holds is not needed any more then. */
  batch(batch: Batch): Promise<void>
  reject(reject: UnreadRow): void
}

/** A batch has at most so many rows. */
export const MOST_BATCH_ROWS = 4096
