import type { Database } from 'better-sqlite3'
import type { MoveEffect } from '#shared/policy/alerts/effects.ts'
import type { StoredAlert } from '../alert-types.ts'
import { appendAudit } from './audit.ts'

/** An alert as its table has it. */
export type AlertRow = {
  model: string
  id: string
  incident: number
  state: StoredAlert['state']
  fired_at: number
  changed_at: number
  resolved_at: number | null
  late: StoredAlert['late']
  note: string
}

/** Moves that one entry of the audit table names. */
const MOST_AUDITED = 500

/** Alerts of rules that are no longer in force are over. */
export function endAll(database: Database, model: string): void {
  database
    .prepare(
      `UPDATE alerts SET state = 'resolved', resolved_at = changed_at
       WHERE model = ? AND state IN ('firing', 'acknowledged')`,
    )
    .run(model)
}

/**
 * Alerts as the moves leave them. Where windows after a time were opened again, those that fired after it and do not fire
 * any more are withdrawn, and those that did not fire before are found. Answers both.
 */
export function takeMoves(
  database: Database,
  model: string,
  moves: readonly MoveEffect[],
  reopenedFrom: number | null,
): { found: string[]; withdrawn: string[] } {
  const get = database.prepare<[string, string], AlertRow>('SELECT * FROM alerts WHERE model = ? AND id = ?')
  const put = database.prepare('INSERT OR REPLACE INTO alerts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const newest = database
    .prepare<[string], number | null>('SELECT max(changed_at) FROM alerts WHERE model = ?')
    .pluck()
    .get(model)
  const late: { found: string[]; withdrawn: string[] } = { found: [], withdrawn: [] }
  const fired = new Set<string>()
  for (const { alert, incident, to, at } of moves) {
    if (to === 'firing') fired.add(alert.id)
    // What never fired is not kept.
    if (incident === null || to === 'pending') continue
    const known = get.get(model, alert.id)
    if (known === undefined && to !== 'firing') continue
    const isFound = known === undefined && reopenedFrom !== null && at <= (newest ?? Number.NEGATIVE_INFINITY)
    if (isFound) late.found.push(alert.id)
    put.run(
      model,
      alert.id,
      incident.number,
      to,
      alert.firedAt,
      at,
      to === 'resolved' ? at : null,
      isFound ? 'found' : known?.late === 'found' ? 'found' : null,
      JSON.stringify(alert),
    )
  }
  if (reopenedFrom === null) return late
  const after = database
    .prepare<[string, number], AlertRow>(
      `SELECT * FROM alerts WHERE model = ? AND fired_at > ? AND late IS NOT 'withdrawn'`,
    )
    .all(model, reopenedFrom)
  for (const row of after) {
    if (fired.has(row.id)) continue
    late.withdrawn.push(row.id)
    put.run(
      row.model,
      row.id,
      row.incident,
      'resolved',
      row.fired_at,
      row.changed_at,
      row.resolved_at ?? row.changed_at,
      'withdrawn',
      row.note,
    )
  }
  return late
}

export function auditMoves(
  database: Database,
  model: string,
  moves: readonly MoveEffect[],
  reopenedFrom: number | null,
  late: { readonly found: readonly string[]; readonly withdrawn: readonly string[] },
): void {
  const told = moves.filter(({ to, because }) => to !== 'pending' && because !== 'person')
  const isReopened = reopenedFrom !== null && late.found.length + late.withdrawn.length > 0
  if (isReopened) appendAudit(database, 'alerts.reopened', model, { from: reopenedFrom, ...late })
  const isNews = reopenedFrom === null ? told.length > 0 : isReopened
  if (!isNews) return
  appendAudit(database, 'alerts.moved', model, {
    moves: told
      .slice(0, MOST_AUDITED)
      .map(({ alert, from, to, at, because }) => ({ alert: alert.id, from, to, at, because })),
    count: told.length,
  })
}
