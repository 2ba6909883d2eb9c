import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import type { JobProgress } from '#shared/contract/events.ts'
import { exposeProcedures } from '../threads/expose.ts'
import { cancelledError } from './cancelled.ts'
import { readingError } from './files/probe.ts'
import type { HashProcedures } from './procedures.ts'
import { createPhase } from './progress.ts'
import type { SourceFile } from './types.ts'

const BLOCK = new Uint8Array(1 << 20)

function hashFile(
  file: SourceFile,
  cancelFlag: Int32Array,
  onBytes: (bytes: number) => void,
): { hash: string; bytes: number } {
  const hash = createHash('sha256')
  let bytes = 0
  try {
    const descriptor = openSync(file.path, 'r')
    try {
      for (;;) {
        if (Atomics.load(cancelFlag, 0) === 1) throw cancelledError()
        const count = readSync(descriptor, BLOCK)
        if (count === 0) break
        hash.update(BLOCK.subarray(0, count))
        bytes += count
        onBytes(bytes)
      }
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    throw readingError(file, error)
  }
  return { hash: hash.digest('hex'), bytes }
}

exposeProcedures<HashProcedures>({
  hash({ files, cancelFlag }, report: (progress: JobProgress) => void) {
    let before = 0
    const hashes = files.map((file) => {
      const tell = createPhase(report, { stage: 'hashing', subject: file.name, unit: 'bytes' })
      const { hash, bytes } = hashFile(file, cancelFlag, (read) => tell(before + read, null))
      before += bytes
      return hash
    })
    return { hashes, bytes: before }
  },
})
