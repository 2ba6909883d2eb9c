import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import type { RecoveryReport } from '#shared/contract/lifecycle-operations.ts'
import type { BaselineId, DatasetId } from '#shared/domain/ids.ts'
import { appendAudit } from '../catalogue/audit.ts'
import { contentHash } from '../catalogue/baselines.ts'
import { getDataset } from '../catalogue/datasets.ts'
import type { Catalogue } from '../catalogue/open.ts'
import { sealAsIs } from '../catalogue/seals.ts'
import { syncFolder } from '../chunks/sync-folder.ts'
import { migrate } from '../migrations/migrate.ts'
import type { Dataset } from '../types.ts'
import type { WorkspacePaths } from '../workspace-paths.ts'
import { dropOrphans, salvageAudit, salvageTables } from './salvage-tables.ts'

/**
 * Puts a sound catalogue with everything that a damaged one still tells in its place. A log counts as saved when its
 * row, all its chunks and their files are there; files of other logs and the damaged catalogue go to `keepIn`, a new
 * folder. A stop at any instant leaves the damaged catalogue or the new one, with the files that it needs.
 * The workspace has to be locked.
 */
export function salvage(paths: WorkspacePaths, keepIn: string): Omit<RecoveryReport, 'recovery' | 'kept_in'> {
  const fresh = `${paths.catalogue}.salvaged`
  rmSync(fresh, { force: true })
  const sound = new Sqlite(fresh)
  try {
    sound.pragma('synchronous = FULL')
    sound.pragma('foreign_keys = OFF')
    migrate(sound)
    const saved = fill(paths, sound)
    const lost = keepUnowned(paths, keepIn, new Set(saved.map(({ id }) => String(id))))
    const rows = saved.reduce((sum, dataset) => sum + dataset.rows, 0)
    const report = { logs: saved.length, rows, lost_logs: lost }
    sound
      .transaction(() => {
        appendAudit(sound, 'workspace.recovered', 'workspace', report)
        sealAsIs(sound)
      })
      .immediate()
    sound.close()
    keepCatalogue(paths, keepIn)
    renameSync(fresh, paths.catalogue)
    syncFolder(join(paths.catalogue, '..'))
    return report
  } catch (error) {
    sound.close()
    rmSync(fresh, { force: true })
    throw error
  }
}

function fill(paths: WorkspacePaths, sound: Database): readonly Dataset[] {
  const damaged = new Sqlite(paths.catalogue, { readonly: true })
  try {
    return sound
      .transaction(() => {
        salvageTables(damaged, sound)
        salvageAudit(damaged, sound)
        sound.exec(
          'INSERT OR IGNORE INTO models (name, created_at) SELECT model, min(created_at) FROM datasets GROUP BY model',
        )
        const saved = keepWholeLogs({ database: sound, paths, close: () => undefined })
        dropChangedBaselines(sound)
        dropOrphans(sound)
        return saved
      })
      .immediate()
  } finally {
    damaged.close()
  }
}

/** Removes the logs of which something is missing; returns the others. */
function keepWholeLogs(catalogue: Catalogue): readonly Dataset[] {
  const { database } = catalogue
  return database
    .prepare<[], string>('SELECT id FROM datasets')
    .pluck()
    .all()
    .flatMap((id) => {
      const dataset = wholeLog(catalogue, id as DatasetId)
      if (dataset === null) database.prepare('DELETE FROM datasets WHERE id = ?').run(id)
      return dataset ?? []
    })
}

function wholeLog(catalogue: Catalogue, id: DatasetId): Dataset | null {
  try {
    const dataset = getDataset(catalogue, id)
    const rows = dataset.chunks.reduce((sum, chunk) => sum + chunk.rows, 0)
    const there = dataset.chunks.every(({ path, bytes }) => existsSync(path) && statSync(path).size === bytes)
    return there && rows === dataset.rows ? dataset : null
  } catch {
    // A row that is damaged inside, which is what null says.
    return null
  }
}

/** A baseline is what its hash names, or it is none. */
function dropChangedBaselines(database: Database): void {
  const stored = database.prepare<[], { id: BaselineId; content: string }>(
    'SELECT id, content FROM baselines',
  )
  for (const { id, content } of stored.all()) {
    if (contentHash(content) !== id) database.prepare('DELETE FROM baselines WHERE id = ?').run(id)
  }
}

/** Moves the files that the new catalogue does not own: opening would sweep them. Returns of how many logs. */
function keepUnowned({ chunks }: WorkspacePaths, keepIn: string, owned: ReadonlySet<string>): number {
  if (!existsSync(chunks)) return 0
  const unowned = readdirSync(chunks).filter((name) => !owned.has(name))
  if (unowned.length > 0) mkdirSync(join(keepIn, 'chunks'), { recursive: true })
  for (const name of unowned) renameSync(join(chunks, name), join(keepIn, 'chunks', name))
  return unowned.length
}

/** Copies the damaged catalogue and takes its log away: SQLite would apply that log to the new one. */
function keepCatalogue({ catalogue }: WorkspacePaths, keepIn: string): void {
  mkdirSync(keepIn, { recursive: true })
  copyFileSync(catalogue, join(keepIn, 'catalogue.sqlite'))
  if (existsSync(`${catalogue}-wal`)) copyFileSync(`${catalogue}-wal`, join(keepIn, 'catalogue.sqlite-wal'))
  syncFolder(keepIn)
  rmSync(`${catalogue}-wal`, { force: true })
  rmSync(`${catalogue}-shm`, { force: true })
}
