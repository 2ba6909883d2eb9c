import type { Database } from 'better-sqlite3'
import type { AlertChange, StoredAlertWord } from '../alert-types.ts'
import { appendAudit } from './audit.ts'

export function listAlertWords(database: Database, model: string): StoredAlertWord[] {
  return database
    .prepare<[string], Omit<StoredAlertWord, 'wasFalse'> & { was_false: number | null }>(
      `SELECT sequence, at, recorded_at AS recordedAt, action, incident, said_by AS "by", reason, until, was_false
       FROM alert_words WHERE model = ? ORDER BY sequence`,
    )
    .all(model)
    .map(({ was_false, ...same }) => ({ ...same, wasFalse: was_false === null ? null : was_false === 1 }))
}

export function putWord(
  database: Database,
  model: string,
  { at, action, incident, by, reason, until, wasFalse }: NonNullable<AlertChange['word']>,
  now: string,
): void {
  database
    .prepare(
      `INSERT INTO alert_words SELECT @model, coalesce(max(sequence), 0) + 1, @at, @now, @action, @incident, @by,
       @reason, @until, @was FROM alert_words WHERE model = @model`,
    )
    .run({
      model,
      at,
      now,
      action,
      incident,
      by,
      reason,
      until,
      was: wasFalse === null ? null : wasFalse ? 1 : 0,
    })
  const was_false = wasFalse
  const until_time = until === null ? null : new Date(until).toISOString()
  appendAudit(database, 'alerts.acted', model, { action, incident, by, reason, until: until_time, was_false })
}
