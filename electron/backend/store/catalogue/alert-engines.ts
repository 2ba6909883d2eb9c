import type { Database } from 'better-sqlite3'
import { encodeAlertState, NO_ALERTS } from '#shared/policy/alerts/state.ts'
import type { AlertCheckpoint, StoredAlertEngine } from '../alert-types.ts'

/** Days for which windows can be opened again. */
const KEPT_CHECKPOINTS = 40

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

export function listAlertEngines(database: Database): StoredAlertEngine[] {
  return database.prepare<[], EngineRow>('SELECT * FROM alert_engines ORDER BY model').all().map(toEngine)
}

export function getAlertEngine(database: Database, model: string): StoredAlertEngine | null {
  const row = database.prepare<[string], EngineRow>('SELECT * FROM alert_engines WHERE model = ?').get(model)
  return row === undefined ? null : toEngine(row)
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

export function keepCheckpoints(
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

function toEngine({ seen, notes, began_at, evaluated_at, ...same }: EngineRow): StoredAlertEngine {
  return {
    ...same,
    seen: JSON.parse(seen) as Record<string, number>,
    notes: JSON.parse(notes) as string[],
    beganAt: began_at,
    evaluatedAt: evaluated_at,
  }
}
