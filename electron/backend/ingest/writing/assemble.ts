import { join } from 'node:path'
import type { ChunkColumn } from '../../store/chunks/columns.ts'
import type { StagedDataset } from '../../store/types.ts'
import { type AnyBuilder, type ColumnFacts, createBuilder } from '../columns/builders.ts'
import { rangeOf } from '../drop-repeated.ts'
import type { PlannedColumn } from '../plan/plan.ts'
import { type Batch, type BatchColumn, MOST_BATCH_ROWS } from '../reading/types.ts'
import type { ChunkWriter } from './chunk-writer.ts'

export type Assembler = {
  /** Resolves when there is room for more rows; full chunks are written while these come. */
  append(batch: Batch): Promise<void>
  /** Makes what is left a chunk; keys of texts from different readers must not meet in one. */
  flush(): Promise<void>
  /** Resolves once all chunks are written; rejects with what went wrong. */
  written(): Promise<void>
  readonly rows: number
  /** Those that are written, in the order of their rows. */
  readonly chunks: StagedDataset['chunks']
  facts(): readonly ColumnFacts[]
}

const MOST_CHUNK_ROWS = 1 << 18
const LEAST_CHUNK_ROWS = 1 << 12
/** Cells of a chunk: bounds memory for logs with many columns. */
const CHUNK_CELLS = 1 << 22
/** Bytes of different texts in one column after which a chunk is closed early. */
const CHUNK_TEXT_BYTES = 64 << 20

/** Rows of a chunk for so many columns: a power of two from 4,096 to 262,144. */
export function chunkRowsFor(columns: number): number {
  const wanted = 2 ** Math.floor(Math.log2(CHUNK_CELLS / Math.max(1, columns)))
  return Math.min(MOST_CHUNK_ROWS, Math.max(LEAST_CHUNK_ROWS, wanted))
}

/** Collects batches into chunks of a fixed number of rows and writes them into `folder`. */
export function createAssembler(
  columns: readonly PlannedColumn[],
  folder: string,
  writer: ChunkWriter,
): Assembler {
  const chunkRows = chunkRowsFor(columns.length)
  const builders = columns.map(({ storage }) => createBuilder(storage, chunkRows + MOST_BATCH_ROWS))
  const time = columns.findIndex(({ role }) => role === 'timestamp')
  const chunks: StagedDataset['chunks'][number][] = []
  let pending = 0
  let stored = 0
  let numbered = 0

  const hand = async (write: ChunkWriter['write']) => {
    if (pending === 0) return
    const rows = pending
    const taken = builders.map(({ builder }, index) => builder.take(columns[index].name))
    const collected = taken.map(({ column }) => column)
    const file = `${String(numbered).padStart(5, '0')}.arrow`
    const times = timeRange(collected[time])
    numbered += 1
    stored += rows
    pending = 0
    await write(join(folder, file), collected, rows, (written) => {
      chunks.push({ file, rows, ...times, ...written })
      for (const { giveBack } of taken) giveBack()
    })
  }

  return {
    async append({ rows, columns: given, keep }) {
      for (const [index, builder] of builders.entries()) appendColumn(builder, given[index], rows, keep)
      pending += keep === null ? rows : keep.length
      if (pending >= chunkRows || builders.some(({ builder }) => builder.bytes > CHUNK_TEXT_BYTES)) {
        await hand(writer.write)
      }
    },
    // Of a log of one chunk nothing is read meanwhile, so that it needs no other thread.
    flush: () => hand(numbered === 0 ? writer.writeHere : writer.write),
    written: writer.whole,
    get rows() {
      return stored + pending
    },
    chunks,
    facts: () => builders.map(({ builder }) => builder.facts()),
  }
}

function appendColumn(target: AnyBuilder, column: BatchColumn, rows: number, keep: Int32Array | null): void {
  if (column === null) {
    target.builder.appendMissing(keep === null ? rows : keep.length)
    return
  }
  switch (target.storage) {
    case 'number':
    case 'timestamp':
      if (column.storage === 'number' || column.storage === 'timestamp')
        target.builder.append(column.vector, rows, keep)
      return
    case 'boolean':
      if (column.storage === 'boolean') target.builder.append(column.vector, rows, keep)
      return
    case 'string':
      if (column.storage === 'string') target.builder.append(column.vector, rows, keep)
  }
}

function timeRange(column: ChunkColumn | undefined): { timeMin: number | null; timeMax: number | null } {
  return column?.storage === 'timestamp' ? rangeOf(column.values) : { timeMin: null, timeMax: null }
}
