import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { toStorageError } from '../../store/storage-errors.ts'
import { createPhase } from '../progress.ts'
import type { JobSignals } from '../types.ts'
import { openCounted, type ProbedFile, readingError } from './probe.ts'

const TELL_EVERY_MS = 100

/** A file on disk as the readers want it, and how to be rid of it when it was made for them. */
export type ReadableFile = {
  readonly path: string
  /** What DuckDB has to undo itself. */
  readonly compression: ProbedFile['compression']
  remove(): Promise<void>
}

/**
 * The file itself where the readers take it as it is; else a decompressed copy (Parquet and Arrow need random
 * access) or one in UTF-8 in the temporary folder.
 * @throws AppError `FORMAT_INVALID`, `DISK_FULL`, `CANCELLED`.
 */
export async function materialise(
  file: ProbedFile,
  temporary: string,
  report: JobSignals['report'],
  signal: AbortSignal,
): Promise<ReadableFile> {
  const isText = file.format === 'csv' || file.format === 'ndjson' || file.format === 'json'
  const asItIs = isText ? file.encoding === 'utf-8' : file.compression === 'none'
  if (asItIs) {
    return { path: file.source.path, compression: file.compression, remove: async () => {} }
  }
  await mkdir(temporary, { recursive: true })
  const path = join(temporary, `${randomUUID()}.data`)
  const remove = () => rm(path, { force: true })
  const tell = createPhase(report, { stage: 'unpacking', subject: file.source.name, unit: 'bytes' })
  const { bytes, read } = openCounted(file.source, file.compression)
  const timer = setInterval(() => tell(read(), file.bytes), TELL_EVERY_MS)
  tell(0, file.bytes)
  try {
    const out = createWriteStream(path)
    if (isText) await pipeline(bytes, toUtf8(file.encoding), out, { signal })
    else await pipeline(bytes, out, { signal })
    return { path, compression: 'none', remove }
  } catch (error) {
    await remove()
    if (signal.aborted) throw error
    throw toStorageError(readingError(file.source, error), path)
  } finally {
    clearInterval(timer)
  }
}

function toUtf8(encoding: string): Transform {
  const decoder = new TextDecoder(encoding)
  return new Transform({
    transform(part: Uint8Array, _encoding, done) {
      done(null, decoder.decode(part, { stream: true }))
    },
    flush(done) {
      done(null, decoder.decode())
    },
  })
}
