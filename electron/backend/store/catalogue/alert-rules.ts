import type { Database } from 'better-sqlite3'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import type { StoredAlertRules } from '../alert-types.ts'
import { appendAudit } from './audit.ts'

export function listAlertRules(database: Database): StoredAlertRules[] {
  return database
    .prepare<[], { scope: string; text: string; saved_at: string }>(
      'SELECT * FROM alert_rules ORDER BY scope',
    )
    .all()
    .map(({ scope, text, saved_at }) => ({ scope: scope === '' ? null : scope, text, savedAt: saved_at }))
}

export function saveAlertRules(
  database: Database,
  scope: string | null,
  text: string,
  by: string,
): StoredAlertRules {
  const savedAt = new Date().toISOString()
  database
    .transaction(() => {
      if (
        scope !== null &&
        database.prepare('SELECT 1 FROM models WHERE name = ?').get(scope) === undefined
      ) {
        throw new AppError(
          'NOT_FOUND',
          say('error.model.none', { model: scope }),
          say('error.model.none.mend'),
        )
      }
      database.prepare('INSERT OR REPLACE INTO alert_rules VALUES (?, ?, ?)').run(scope ?? '', text, savedAt)
      appendAudit(database, 'alerts.saved', scope ?? '', { by, text })
    })
    .immediate()
  return { scope, text, savedAt }
}

export function removeAlertRules(database: Database, scope: string | null, by: string, reason: string): void {
  database
    .transaction(() => {
      const { changes } = database.prepare('DELETE FROM alert_rules WHERE scope = ?').run(scope ?? '')
      if (changes === 0) throw new AppError('NOT_FOUND', say('error.rules.unsaved'), say('mend.reload'))
      appendAudit(database, 'alerts.removed', scope ?? '', { by, reason })
    })
    .immediate()
}
