import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { syncFolder } from '../store/chunks/sync-folder.ts'
import { toStorageError } from '../store/storage-errors.ts'

/**
 * Writes a file under a temporary name, synced, renamed, folder synced, so that a file under `path` is always whole.
 * Missing folders are made.
 * @throws AppError `DISK_FULL`, `READ_ONLY`.
 */
export function writeWhole(
  path: string,
  bytes: Uint8Array,
): { readonly bytes: number; readonly sha256: string } {
  const temporary = `${path}.tmp`
  try {
    mkdirSync(dirname(path), { recursive: true })
    const file = openSync(temporary, 'w')
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(temporary, path)
    syncFolder(dirname(path))
    return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  } catch (error) {
    rmSync(temporary, { force: true })
    throw toStorageError(error, path)
  }
}
