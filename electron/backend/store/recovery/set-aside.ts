import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { basename, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { appendAudit } from '../catalogue/audit.ts'
import { sealAsIs } from '../catalogue/seals.ts'
import { migrate } from '../migrations/migrate.ts'
import type { WorkspacePaths } from '../workspace-paths.ts'

/**
 * Moves everything that a workspace stored to `keepIn`, a new folder, and starts it anew, empty. The catalogue goes
 * last, so that a stop in between leaves a workspace that still does not open rather than one that lost its rows.
 * The workspace has to be locked.
 */
export function setAside(paths: WorkspacePaths, keepIn: string): void {
  mkdirSync(keepIn, { recursive: true })
  const { chunks, profiles, staging, catalogue } = paths
  for (const path of [chunks, profiles, staging, `${catalogue}-shm`, `${catalogue}-wal`, catalogue]) {
    if (existsSync(path)) renameSync(path, join(keepIn, basename(path)))
  }
  const database = new Sqlite(catalogue)
  try {
    migrate(database)
    const detail = { logs: 0, rows: 0, kept_in: basename(keepIn) }
    database
      .transaction(() => {
        appendAudit(database, 'workspace.recovered', 'workspace', detail)
        sealAsIs(database)
      })
      .immediate()
  } finally {
    database.close()
  }
}
