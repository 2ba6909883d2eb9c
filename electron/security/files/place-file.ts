import { randomBytes } from 'node:crypto'
import { copyFile, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { writeFault } from './file-faults.ts'

/**
 * Copies a finished file to where the person wants it, through a temporary name in the same folder, an fsync and
 * a rename: the target is the old file or the whole new one at any instant.
 * @returns the bytes written.
 * @throws AppError `DISK_FULL`, `READ_ONLY`, `NOT_FOUND` or `INTERNAL`; the temporary file is removed.
 */
export async function placeFile(from: string, to: string): Promise<number> {
  const partial = join(dirname(to), `.${basename(to)}.${randomBytes(6).toString('hex')}.partial`)
  try {
    await copyFile(from, partial)
    const file = await open(partial, 'r+')
    try {
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(partial, to)
    return (await stat(to)).size
  } catch (error) {
    await rm(partial, { force: true })
    throw writeFault(error, basename(to))
  }
}
