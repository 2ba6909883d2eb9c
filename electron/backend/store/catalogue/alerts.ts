import type { Database } from 'better-sqlite3'
import type { AlertNote, SendEffect, SilenceEffect } from '#shared/policy/alerts/effects.ts'
import type { AlertChange, AlertStore, StoredAlert, StoredTelling } from '../alert-types.ts'
import { keepCheckpoints } from './alert-engines.ts'
import { type AlertRow, auditMoves, endAll, takeMoves } from './alert-moves.ts'
import { putWord } from './alert-words.ts'
import { queueNotices } from './deliveries.ts'

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

function issue(database: Database, model: string, tellings: AlertChange['tellings'], now: string): number {
  const put = database.prepare('INSERT OR IGNORE INTO alert_tellings VALUES (?, ?, ?, ?, ?, ?)')
  let queued = 0
  for (const { effect, notice } of tellings) {
    const { changes } = put.run(model, effect.id, effect.kind, effect.at, now, JSON.stringify(effect))
    if (changes > 0 && notice !== null) queued += queueNotices(database, [notice])
  }
  return queued
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
