import type { ChunkColumn } from '../../store/chunks/columns.ts'
import { type WrittenChunk, writeChunk } from '../../store/chunks/writer.ts'
import { type RpcClient, siblingModule, startRpcWorker } from '../../threads/rpc.ts'
import { cancelledError } from '../cancelled.ts'
import { buffersOf, type ChunkProcedures } from './chunk-procedures.ts'

/** The thread that writes chunks; it starts with the first log that has more than one. */
export type ChunkThread = RpcClient<ChunkProcedures>

export function startChunkThread(): ChunkThread {
  return startRpcWorker<ChunkProcedures>(siblingModule('chunk-worker', import.meta.url))
}

/** Called in the order of the chunks, with the columns to be filled again. */
type Done = (written: WrittenChunk, columns: readonly ChunkColumn[]) => void

/** Writes the chunks of one import, at most one behind the rows that are read. */
export type ChunkWriter = {
  /** Takes columns over, and resolves once the chunk before is written. Rejects with what went wrong with that one. */
  write(path: string, columns: readonly ChunkColumn[], rows: number, done: Done): Promise<void>
  /** Resolves once this chunk is written too. Nothing is read meanwhile, so that it needs no other thread. */
  writeLast(path: string, columns: readonly ChunkColumn[], rows: number, done: Done): Promise<void>
  /** Resolves once all that was taken over is written; rejects with what went wrong. */
  whole(): Promise<void>
  /** Resolves when nothing is being written any more, however that ended. */
  settle(): Promise<void>
}

/** How the writing of a chunk ended. */
type Outcome = { readonly failed: false } | { readonly failed: true; readonly error: unknown }
const WRITTEN: Outcome = { failed: false }

export function createChunkWriter(thread: ChunkThread, cancelFlag: Int32Array): ChunkWriter {
  // Kept as a value, so that a failure waits for whoever writes or asks next and is told to them.
  let last: Promise<Outcome> = Promise.resolve(WRITTEN)
  const whole = async () => {
    const outcome = await last
    if (outcome.failed) throw outcome.error
  }
  return {
    async write(path, columns, rows, done) {
      await whole()
      last = outcomeOf(async () => {
        const params = { path, columns, rows, cancelFlag }
        const { written, columns: back } = await thread.call('write', params, {
          transfer: buffersOf(columns),
        })
        done(written, back)
      })
    },
    async writeLast(path, columns, rows, done) {
      await whole()
      const stop = () => {
        if (Atomics.load(cancelFlag, 0) === 1) throw cancelledError()
      }
      done(writeChunk(path, columns, rows, stop), columns)
    },
    whole,
    async settle() {
      await last
    },
  }
}

async function outcomeOf(work: () => Promise<void>): Promise<Outcome> {
  try {
    await work()
    return WRITTEN
  } catch (error) {
    return { failed: true, error }
  }
}
