import { writeChunk } from '../../store/chunks/writer.ts'
import { exposeProcedures, withTransfer } from '../../threads/expose.ts'
import { cancelledError } from '../cancelled.ts'
import { buffersOf, type ChunkProcedures } from './chunk-procedures.ts'

/** Writes and syncs chunks while the rows after them are read; the columns go back, so that they are filled again. */
exposeProcedures<ChunkProcedures>({
  write({ path, columns, rows, cancelFlag }) {
    const written = writeChunk(path, columns, rows, () => {
      if (Atomics.load(cancelFlag, 0) === 1) throw cancelledError()
    })
    return withTransfer({ written, columns }, buffersOf(columns))
  },
})
