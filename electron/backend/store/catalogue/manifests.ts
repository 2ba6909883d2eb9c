import type { Database } from 'better-sqlite3'
import type { KeptManifest } from '../keeping-types.ts'
import { appendAudit } from './audit.ts'

/** By model. */
export function listManifests(database: Database): KeptManifest[] {
  return database
    .prepare<[], KeptManifest>('SELECT model, text, saved_at AS savedAt FROM manifests ORDER BY model')
    .all()
}

/** Keeps a manifest, or takes it away where `text` is null; returns what was there before. */
export function setManifest(database: Database, model: string, text: string | null): string | null {
  return database
    .transaction(() => {
      const before =
        database.prepare<[string], string>('SELECT text FROM manifests WHERE model = ?').pluck().get(model) ??
        null
      if (text === null) database.prepare('DELETE FROM manifests WHERE model = ?').run(model)
      else {
        database
          .prepare(
            `INSERT INTO manifests (model, text, saved_at) VALUES (?, ?, ?)
             ON CONFLICT (model) DO UPDATE SET text = excluded.text, saved_at = excluded.saved_at`,
          )
          .run(model, text, new Date().toISOString())
      }
      if (before !== text)
        appendAudit(database, text === null ? 'manifest.removed' : 'manifest.saved', model, { text })
      return before
    })
    .immediate()
}
