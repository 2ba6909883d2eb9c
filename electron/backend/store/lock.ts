import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import { errorCode } from './storage-errors.ts'
import type { WorkspacePaths } from './workspace-paths.ts'

/**
 * Takes the workspace for this process and returns how to give it back. The lock is the operating system's, held
 * through an open SQLite transaction, so that it ends with the process however that ends and cannot become stale.
 * @throws AppError `WORKSPACE_LOCKED` with the other process; any error of the file system.
 */
export function takeLock(paths: WorkspacePaths): () => void {
  const database = new Sqlite(paths.lock, { timeout: 0 })
  try {
    database.pragma('journal_mode = MEMORY')
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    throw errorCode(error) === 'SQLITE_BUSY' ? lockedError(paths) : error
  }
  writeFileSync(paths.owner, JSON.stringify({ pid: process.pid }))
  return () => {
    rmSync(paths.owner, { force: true })
    database.close()
  }
}

function lockedError(paths: WorkspacePaths): AppError {
  const owner = ownerOf(paths)
  return new AppError(
    'WORKSPACE_LOCKED',
    owner === null ? say('error.workspace.used') : say('error.workspace.used.by', { process: owner }),
    say('error.workspace.lock.mend'),
  )
}

function ownerOf(paths: WorkspacePaths): number | null {
  try {
    const owner: unknown = JSON.parse(readFileSync(paths.owner, 'utf8'))
    const pid: unknown = typeof owner === 'object' && owner !== null ? Reflect.get(owner, 'pid') : null
    return typeof pid === 'number' ? pid : null
  } catch {
    // The other process writes the file right after it took the lock; without it the message has no number.
    return null
  }
}
