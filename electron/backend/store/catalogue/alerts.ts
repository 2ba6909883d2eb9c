import type { Database } from 'better-sqlite3'
import { AppError } from '#shared/domain/errors.ts'
import type { AlertNote, MoveEffect, SendEffect, SilenceEffect } from '#shared/policy/alerts/effects.ts'
import { encodeAlertState, NO_ALERTS } from '#shared/policy/alerts/state.ts'
import type {
  AlertChange,
  AlertCheckpoint,
  AlertStore,
  StoredAlert,
  StoredAlertEngine,
  StoredAlertRules,
  StoredAlertWord,
  StoredTelling,
} from '../alert-types.ts'
import { appendAudit } from './audit.ts'
import { queueNotices } from './deliveries.ts'

/** Days for which windows can be opened again. */
const KEPT_CHECKPOINTS = 40
/** Moves that one entry of the audit table names. */
const MOST_AUDITED = 500

type EngineRow = {
  model: string
  basis: string
  state: string
  seen: string
  began_at: number | null
  notes: string
  problem: string | null
  evaluated_at: string
}
type AlertRow = {
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
        throw new AppError('NOT_FOUND', `There is no model "${scope}".`, 'Import a log for it first.')
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
      if (changes === 0) throw new AppError('NOT_FOUND', 'No rules are saved there.', 'Reload the page.')
      appendAudit(database, 'alerts.removed', scope ?? '', { by, reason })
    })
    .immediate()
}

export function listAlertEngines(database: Database): StoredAlertEngine[] {
  return database.prepare<[], EngineRow>('SELECT * FROM alert_engines ORDER BY model').all().map(toEngine)
}

export function getAlertEngine(database: Database, model: string): StoredAlertEngine | null {
  const row = database.prepare<[string], EngineRow>('SELECT * FROM alert_engines WHERE model = ?').get(model)
  return row === undefined ? null : toEngine(row)
}

export function changeAlerts(database: Database, change: AlertChange): number {
  const { engine, from, checkpoints, moves, tellings, reopenedFrom, word, endsEarlier } = change
  const { model } = engine
  const now = new Date().toISOString()
  return database
    .transaction(() => {
      database
        .prepare(
          `INSERT OR REPLACE INTO alert_engines
           (model, basis, state, seen, began_at, notes, problem, evaluated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          model,
          engine.basis,
          engine.state,
          JSON.stringify(engine.seen),
          engine.beganAt,
          JSON.stringify(engine.notes),
          engine.problem,
          engine.evaluatedAt,
        )
      keepCheckpoints(database, model, from, checkpoints)
      if (endsEarlier) endAll(database, model)
      const late = takeMoves(database, model, moves, reopenedFrom)
      if (word !== null) putWord(database, model, word, now)
      auditMoves(database, model, moves, reopenedFrom, late)
      return issue(database, model, tellings, now)
    })
    .immediate()
}

export function issueAlerts(database: Database, model: string, tellings: AlertChange['tellings']): number {
  return database.transaction(() => issue(database, model, tellings, new Date().toISOString())).immediate()
}

export function noteAlertProblem(database: Database, model: string, problem: string): void {
  database
    .prepare(
      `INSERT INTO alert_engines (model, basis, state, seen, began_at, notes, problem, evaluated_at)
       SELECT name, '', @state, '{}', NULL, '[]', @problem, @now FROM models WHERE name = @model
       ON CONFLICT (model) DO UPDATE SET problem = @problem`,
    )
    .run({ model, problem, state: encodeAlertState(NO_ALERTS), now: new Date().toISOString() })
}

export function alertCheckpoint(database: Database, model: string, notAfter: number): AlertCheckpoint | null {
  const row = database
    .prepare<[string, number], AlertCheckpoint>(
      'SELECT at, state, words FROM alert_checkpoints WHERE model = ? AND at <= ? ORDER BY at DESC LIMIT 1',
    )
    .get(model, notAfter)
  const oldest = database.prepare<[string], AlertCheckpoint>(
    'SELECT at, state, words FROM alert_checkpoints WHERE model = ? ORDER BY at LIMIT 1',
  )
  return row ?? oldest.get(model) ?? null
}

export function listAlertWords(database: Database, model: string): StoredAlertWord[] {
  return database
    .prepare<[string], Omit<StoredAlertWord, 'wasFalse'> & { was_false: number | null }>(
      `SELECT sequence, at, recorded_at AS recordedAt, action, incident, said_by AS "by", reason, until, was_false
       FROM alert_words WHERE model = ? ORDER BY sequence`,
    )
    .all(model)
    .map(({ was_false, ...same }) => ({ ...same, wasFalse: was_false === null ? null : was_false === 1 }))
}

export function listAlerts(
  database: Database,
  model: string | null,
  onlyOpen: boolean,
  limit: number,
): StoredAlert[] {
  return database
    .prepare<[object], AlertRow>(
      `SELECT * FROM alerts WHERE (@model IS NULL OR model = @model)
       AND (@open = 0 OR state IN ('firing', 'acknowledged')) ORDER BY fired_at DESC, id LIMIT @limit`,
    )
    .all({ model, open: onlyOpen ? 1 : 0, limit })
    .map(toAlert)
}

export function listTellings(
  database: Database,
  model: string | null,
  kind: 'send' | 'silence',
  offset: number,
  limit: number,
): Awaited<ReturnType<AlertStore['listTellings']>> {
  const where = 'kind = @kind AND (@model IS NULL OR model = @model)'
  const total = database
    .prepare<[object], number>(`SELECT count(*) FROM alert_tellings WHERE ${where}`)
    .pluck()
    .get({ model, kind })
  const rows = database
    .prepare<[object], { model: string; effect: string; recorded_at: string }>(
      `SELECT model, effect, recorded_at FROM alert_tellings WHERE ${where}
       ORDER BY at DESC, id LIMIT @limit OFFSET @offset`,
    )
    .all({ model, kind, offset, limit })
  return {
    total: total ?? 0,
    rows: rows.map(
      (row): StoredTelling => ({
        model: row.model,
        effect: JSON.parse(row.effect) as SendEffect | SilenceEffect,
        recordedAt: row.recorded_at,
      }),
    ),
  }
}

function keepCheckpoints(
  database: Database,
  model: string,
  from: number | null,
  checkpoints: readonly AlertCheckpoint[],
): void {
  database
    .prepare('DELETE FROM alert_checkpoints WHERE model = ? AND at > ?')
    .run(model, from ?? Number.NEGATIVE_INFINITY)
  const put = database.prepare('INSERT OR REPLACE INTO alert_checkpoints VALUES (?, ?, ?, ?)')
  for (const { at, state, words } of checkpoints) put.run(model, at, state, words)
  database
    .prepare(
      `DELETE FROM alert_checkpoints WHERE model = @model AND at NOT IN
       (SELECT at FROM alert_checkpoints WHERE model = @model ORDER BY at DESC LIMIT @kept)`,
    )
    .run({ model, kept: KEPT_CHECKPOINTS })
}

/** Alerts of rules that are no longer in force are over. */
function endAll(database: Database, model: string): void {
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
function takeMoves(
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

function putWord(
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

function auditMoves(
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

function issue(database: Database, model: string, tellings: AlertChange['tellings'], now: string): number {
  const put = database.prepare('INSERT OR IGNORE INTO alert_tellings VALUES (?, ?, ?, ?, ?, ?)')
  let queued = 0
  for (const { effect, notice } of tellings) {
    const { changes } = put.run(model, effect.id, effect.kind, effect.at, now, JSON.stringify(effect))
    if (changes > 0 && notice !== null) queued += queueNotices(database, [notice])
  }
  return queued
}

function toEngine({ seen, notes, began_at, evaluated_at, ...same }: EngineRow): StoredAlertEngine {
  return {
    ...same,
    seen: JSON.parse(seen) as Record<string, number>,
    notes: JSON.parse(notes) as string[],
    beganAt: began_at,
    evaluatedAt: evaluated_at,
  }
}

function toAlert({ model, incident, state, changed_at, resolved_at, late, note }: AlertRow): StoredAlert {
  return {
    model,
    incident,
    state,
    late,
    changedAt: changed_at,
    resolvedAt: resolved_at,
    note: JSON.parse(note) as AlertNote,
  }
}
