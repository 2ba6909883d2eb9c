import { closeSync, existsSync, mkdirSync, openSync, readSync } from 'node:fs'
import Sqlite, { type Database } from 'better-sqlite3'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import { takeLock } from '../lock.ts'
import { migrate, refuseNewer } from '../migrations/migrate.ts'
import { toStorageError } from '../storage-errors.ts'
import { type WorkspacePaths, workspacePaths } from '../workspace-paths.ts'
import { sealTables } from './seals.ts'

export type Catalogue = {
  readonly database: Database
  readonly paths: WorkspacePaths
  close(): void
}

/**
 * Opens the workspace in a folder, creating and migrating it as needed, and locks it for this process.
 * @throws AppError `WORKSPACE_NEWER`, `WORKSPACE_LOCKED`, `WORKSPACE_CORRUPT`, `READ_ONLY`, `DISK_FULL`.
 */
export function openCatalogue(folder: string): Catalogue {
  const paths = workspacePaths(folder)
  let unlock = () => {}
  let database: Database | undefined
  try {
    mkdirSync(folder, { recursive: true })
    refuseNewer(versionInHeader(paths.catalogue))
    unlock = takeLock(paths)
    mkdirSync(paths.chunks, { recursive: true })
    mkdirSync(paths.staging, { recursive: true })
    database = new Sqlite(paths.catalogue)
    database.pragma('journal_mode = WAL')
    // Every commit reaches the disk before it is reported.
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    checkIntegrity(database)
    sealTables(database, migrate(database))
  } catch (error) {
    database?.close()
    unlock()
    throw toStorageError(error, database === undefined ? folder : paths.catalogue)
  }
  const opened = database
  return {
    database: opened,
    paths,
    close() {
      opened.close()
      unlock()
    },
  }
}

/** The version in the file's header: readable without opening, and so without changing, the database. */
function versionInHeader(path: string): number {
  if (!existsSync(path)) return 0
  const header = Buffer.alloc(64)
  const file = openSync(path, 'r')
  try {
    if (readSync(file, header, 0, 64, 0) < 64) return 0
  } finally {
    closeSync(file)
  }
  return header.toString('latin1', 0, 15) === 'SQLite format 3' ? header.readInt32BE(60) : 0
}

function checkIntegrity(database: Database): void {
  const found = database.pragma('quick_check(1)', { simple: true })
  if (found === 'ok') return
  throw new AppError(
    'WORKSPACE_CORRUPT',
    say('error.catalogue.found', { found: String(found) }),
    say('mend.restore'),
  )
}
