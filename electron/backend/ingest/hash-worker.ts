import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { exposeProcedures } from '../threads/expose.ts'
import { cancelledError } from './cancelled.ts'
import { readingError } from './files/probe.ts'
import type { HashProcedures } from './procedures.ts'
import type { SourceFile } from './types.ts'

const BLOCK = new Uint8Array(1 << 20)

function hashFile(file: SourceFile, cancelFlag: Int32Array): { hash: string; bytes: number } {
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
  hash({ files, cancelFlag }) {
    const hashed = files.map((file) => hashFile(file, cancelFlag))
    return {
      hashes: hashed.map(({ hash }) => hash),
      bytes: hashed.reduce((sum, { bytes }) => sum + bytes, 0),
    }
  },
})
