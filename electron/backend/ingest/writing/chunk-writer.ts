import type { ChunkColumn } from '../../store/chunks/columns.ts'
import { type WrittenChunk, writeChunk } from '../../store/chunks/writer.ts'
import { type RpcClient, siblingModule, startRpcWorker } from '../../threads/rpc.ts'
import { cancelledError } from '../cancelled.ts'
import type { ChunkProcedures } from './chunk-procedures.ts'

/** The thread that writes chunks; it starts with the first log that has more than one. */
export type ChunkThread = RpcClient<ChunkProcedures>

export function startChunkThread(): ChunkThread {
  return startRpcWorker<ChunkProcedures>(siblingModule('chunk-worker', import.meta.url))
}

/** Called in the order of the chunks, when the columns are not needed any more. */
type Done = (written: WrittenChunk) => void

/** Writes the chunks of one import, at most one behind the rows that are read. */
export type ChunkWriter = {
  /**
   * Takes columns, which must stay as they are until they are written, and resolves once the chunk before is written.
   * Rejects with what went wrong with that one.
   */
  write(path: string, columns: readonly ChunkColumn[], rows: number, done: Done): Promise<void>
  /** Writes on this thread, and resolves once the chunk is written. */
  writeHere(path: string, columns: readonly ChunkColumn[], rows: number, done: Done): Promise<void>
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
        done(await thread.call('write', { path, columns, rows, cancelFlag }))
      })
    },
    async writeHere(path, columns, rows, done) {
      await whole()
      const stop = () => {
        if (Atomics.load(cancelFlag, 0) === 1) throw cancelledError()
      }
      done(writeChunk(path, columns, rows, stop))
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
