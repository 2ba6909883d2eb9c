import { writeChunk } from '../../store/chunks/writer.ts'
import { exposeProcedures } from '../../threads/expose.ts'
import { cancelledError } from '../cancelled.ts'
import type { ChunkProcedures } from './chunk-procedures.ts'

/** Writes and syncs chunks while the rows after them are read. */
exposeProcedures<ChunkProcedures>({
  write: ({ path, columns, rows, cancelFlag }) =>
    writeChunk(path, columns, rows, () => {
      if (Atomics.load(cancelFlag, 0) === 1) throw cancelledError()
    }),
})
