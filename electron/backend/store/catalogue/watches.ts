import { randomUUID } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { mapping as mappingSchema } from '#shared/contract/mapping.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { WatchId } from '#shared/domain/ids.ts'
import { say } from '#shared/words/say.ts'
import type { KeptWatch, NewWatch } from '../keeping-types.ts'
import { appendAudit } from './audit.ts'

type WatchRow = {
  id: string
  folder: string
  model: string
  mapping: string | null
  running: number
  created_at: string
}

/** Oldest first. */
export function listWatches(database: Database): KeptWatch[] {
  return database
    .prepare<[], WatchRow>('SELECT * FROM watches ORDER BY created_at, id')
    .all()
    .map(({ id, folder, model, mapping, running, created_at }) => ({
      id: id as WatchId,
      folder,
      model,
      mapping: mapping === null ? null : mappingSchema.parse(JSON.parse(mapping)),
      running: running === 1,
      createdAt: created_at,
    }))
}

/** Keeps a watch; the same folder for the same model is one watch, which takes the new mapping. */
export function addWatch(database: Database, { folder, model, mapping, running }: NewWatch): KeptWatch {
  return database
    .transaction(() => {
      database
        .prepare(
          `INSERT INTO watches (id, folder, model, mapping, running, created_at) VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT (folder, model) DO UPDATE SET mapping = excluded.mapping, running = excluded.running`,
        )
        .run(
          randomUUID(),
          folder,
          model,
          mapping === null ? null : JSON.stringify(mapping),
          running ? 1 : 0,
          new Date().toISOString(),
        )
      const kept = listWatches(database).find((watch) => watch.folder === folder && watch.model === model)
      if (kept === undefined) throw unknownWatch()
      appendAudit(database, 'watch.started', kept.id, { folder, model })
      return kept
    })
    .immediate()
}

/** Whether it goes on when the workspace is opened again. @throws AppError `NOT_FOUND`. */
export function setWatchRunning(database: Database, id: WatchId, running: boolean): void {
  database
    .transaction(() => {
      const { changes } = database
        .prepare('UPDATE watches SET running = ? WHERE id = ?')
        .run(running ? 1 : 0, id)
      if (changes === 0) throw unknownWatch()
      appendAudit(database, running ? 'watch.started' : 'watch.stopped', id, {})
    })
    .immediate()
}

/** @throws AppError `NOT_FOUND`. */
export function removeWatch(database: Database, id: WatchId): void {
  database
    .transaction(() => {
      const { changes } = database.prepare('DELETE FROM watches WHERE id = ?').run(id)
      if (changes === 0) throw unknownWatch()
      appendAudit(database, 'watch.forgotten', id, {})
    })
    .immediate()
}

function unknownWatch(): AppError {
  return new AppError('NOT_FOUND', say('error.watch.gone'), say('mend.choose_folder_again'))
}
