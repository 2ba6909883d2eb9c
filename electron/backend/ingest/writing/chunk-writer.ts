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

export function createChunkWriter(thread: ChunkThread, cancelFlag: Int32Array): ChunkWriter {
  let underWay: Promise<void> = Promise.resolve()
  return {
    async write(path, columns, rows, done) {
      await underWay
      underWay = thread
        .call('write', { path, columns, rows, cancelFlag }, { transfer: buffersOf(columns) })
        .then(({ written, columns: back }) => done(written, back))
      // Who writes or settles next is told.
      underWay.catch(() => {})
    },
    async writeLast(path, columns, rows, done) {
      await underWay
      const stop = () => {
        if (Atomics.load(cancelFlag, 0) === 1) throw cancelledError()
      }
      done(writeChunk(path, columns, rows, stop), columns)
    },
    whole: () => underWay,
    settle: () => underWay.catch(() => {}),
  }
}
