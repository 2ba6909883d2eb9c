import { constants, existsSync } from 'node:fs'
import { chmod, copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { AppError } from '#shared/domain/errors.ts'
import { errorCode, toStorageError } from '../store/storage-errors.ts'
import { workspacePaths } from '../store/workspace-paths.ts'

/** What belongs to whoever has the workspace open, or is kept after a recovery, and not to what it stores. */
const LEFT_BEHIND = /^(lock\.sqlite|owner\.json|staging$|catalogue\.sqlite-shm$|damaged-)/

/**
 * Copies what a workspace stores to a new folder, which is there once it is whole. The copy may be written to, whatever
 * the modes of the original.
 * @throws AppError `WORKSPACE_LOCKED` while somebody has the original open and may change it, `DISK_FULL`, `READ_ONLY`.
 */
export async function copyWorkspace(from: string, to: string): Promise<void> {
  refuseOpen(workspacePaths(from).lock)
  const partial = `${to}.copying`
  try {
    await rm(partial, { recursive: true, force: true })
    await copyFolder(from, partial, (name) => !LEFT_BEHIND.test(name))
    await rename(partial, to)
  } catch (error) {
    await rm(partial, { recursive: true, force: true })
    throw toStorageError(error, to)
  }
}

/** The lock of a folder that cannot be written to can still be looked at. */
function refuseOpen(lock: string): void {
  if (!existsSync(lock)) return
  try {
    const database = new Sqlite(lock, { readonly: true, timeout: 0 })
    try {
      database.prepare('SELECT count(*) FROM sqlite_master').get()
    } finally {
      database.close()
    }
  } catch (error) {
    if (errorCode(error) !== 'SQLITE_BUSY') return
    throw new AppError(
      'WORKSPACE_LOCKED',
      'Another Driftdesk has the workspace open and may be changing it.',
      'Close that one first, then copy again.',
    )
  }
}

async function copyFolder(from: string, to: string, wants: (name: string) => boolean): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (!wants(entry.name)) continue
    const target = join(to, entry.name)
    if (entry.isDirectory()) await copyFolder(join(from, entry.name), target, () => true)
    else if (entry.isFile()) {
      await copyFile(join(from, entry.name), target, constants.COPYFILE_FICLONE)
      await chmod(target, 0o600)
    }
  }
}
