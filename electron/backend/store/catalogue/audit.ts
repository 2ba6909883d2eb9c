import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { say } from '#shared/words/say.ts'

/** What can be found in the audit table. */
export type AuditAction =
  | 'dataset.stored'
  | 'dataset.grown'
  | 'dataset.deleted'
  | 'model.deleted'
  | 'rows.removed'
  | 'retention.applied'
  | 'breaker.armed'
  | 'breaker.disarmed'
  | 'breaker.moved'
  | 'breaker.overridden'
  | 'breaker.drilled'
  | 'baseline.created'
  | 'baseline.used'
  | 'run.saved'
  | 'run.deleted'
  | 'manifest.saved'
  | 'manifest.removed'
  | 'mapping.changed'
  | 'alerts.saved'
  | 'alerts.removed'
  | 'alerts.moved'
  | 'alerts.acted'
  | 'alerts.reopened'
  | 'sink.saved'
  | 'sink.removed'
  | 'delivery.dead'
  | 'delivery.retried'
  | 'delivery.discarded'
  | 'response.proposed'
  | 'response.accepted'
  | 'response.dismissed'
  | 'report.saved'
  | 'log.exported'
  | 'rejects.exported'
  | 'audit.exported'
  | 'outputs.changed'
  | 'watch.started'
  | 'watch.stopped'
  | 'watch.forgotten'
  | 'settings.changed'
  | 'settings.reset'
  | 'workspace.recovered'
  | 'workspace.sealed'

export type AuditEntry = {
  readonly sequence: number
  readonly at: string
  readonly action: string
  readonly subject: string
  /** JSON. */
  readonly detail: string
  readonly previous: string
  readonly hash: string
}

/** What the first entry has instead of the hash of the one before. */
const GENESIS = '0'.repeat(64)

/** Appends an entry; call inside the transaction of what it tells about, so that both happen or neither. */
export function appendAudit(
  database: Database,
  action: AuditAction,
  subject: string,
  detail: Readonly<Record<string, unknown>>,
): void {
  const last = database
    .prepare<[], { sequence: number; hash: string }>(
      'SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1',
    )
    .get()
  const entry = {
    sequence: (last?.sequence ?? 0) + 1,
    at: new Date().toISOString(),
    action,
    subject,
    detail: JSON.stringify(detail),
    previous: last?.hash ?? GENESIS,
  }
  database
    .prepare(
      `INSERT INTO audit (sequence, at, action, subject, detail, previous, hash)
       VALUES (@sequence, @at, @action, @subject, @detail, @previous, @hash)`,
    )
    .run({ ...entry, hash: hashOf(entry) })
}

/** The first entry that does not follow from the one before, or null when the chain is whole. */
export function findBrokenEntry(
  database: Database,
): { readonly sequence: number; readonly reason: string } | null {
  let before: AuditEntry | null = null
  const entries = database.prepare<[], AuditEntry>('SELECT * FROM audit ORDER BY sequence')
  for (const entry of entries.iterate()) {
    const reason = auditFault(entry, before)
    if (reason !== null) return { sequence: (before?.sequence ?? 0) + 1, reason }
    before = entry
  }
  return null
}

/** Why an entry cannot come after the one before it (null: the first), or null when it does. */
export function auditFault(entry: AuditEntry, before: AuditEntry | null): string | null {
  if (entry.sequence !== (before?.sequence ?? 0) + 1) return say('verify.found.missing')
  if (entry.previous !== (before?.hash ?? GENESIS)) return say('verify.found.follows')
  return entry.hash === hashOf(entry) ? null : say('verify.found.content')
}

export function listAudit(database: Database, offset: number, limit: number): AuditEntry[] {
  return database
    .prepare<[number, number], AuditEntry>('SELECT * FROM audit ORDER BY sequence DESC LIMIT ? OFFSET ?')
    .all(limit, offset)
}

/** SHA-256 over the hash of the entry before and everything that this one says. */
function hashOf(entry: Omit<AuditEntry, 'hash'>): string {
  const content = [entry.previous, entry.sequence, entry.at, entry.action, entry.subject, entry.detail]
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}
