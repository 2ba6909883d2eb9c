import type { Database } from 'better-sqlite3'
import { AppError } from '#shared/domain/errors.ts'
import type { DatasetId } from '#shared/domain/ids.ts'
import { say } from '#shared/words/say.ts'
import type {
  BreakerChange,
  BreakerStore,
  StoredBreaker,
  StoredDrill,
  StoredTransition,
} from '../breaker-types.ts'
import { appendAudit } from './audit.ts'
import { queueNotices } from './deliveries.ts'

type BreakerRow = {
  model: string
  policy: string
  cursor: string
  seen: string
  readings: string
  timed: number
  cause: string | null
  problem: string | null
  armed_at: string
  evaluated_at: string
}

const KEPT_DRILLS = 50

export function listBreakers(database: Database): StoredBreaker[] {
  return database.prepare<[], BreakerRow>('SELECT * FROM breakers ORDER BY model').all().map(toBreaker)
}

export function getBreaker(database: Database, model: string): StoredBreaker | null {
  const row = database.prepare<[string], BreakerRow>('SELECT * FROM breakers WHERE model = ?').get(model)
  return row === undefined ? null : toBreaker(row)
}

export function armBreaker(
  database: Database,
  breaker: Parameters<BreakerStore['armBreaker']>[0],
): StoredBreaker {
  const { model, policy, cursor, seen, readings, timed, cause } = breaker
  const now = new Date().toISOString()
  database
    .transaction(() => {
      if (database.prepare('SELECT 1 FROM models WHERE name = ?').get(model) === undefined) {
        throw new AppError('NOT_FOUND', say('error.model.none', { model }), say('error.model.none.mend'))
      }
      database
        .prepare(
          `INSERT OR REPLACE INTO breakers
           (model, policy, cursor, seen, readings, timed, cause, problem, armed_at, evaluated_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?, ?)`,
        )
        .run(
          model,
          policy,
          cursor,
          JSON.stringify(seen),
          JSON.stringify(readings),
          timed ? 1 : 0,
          cause,
          now,
          now,
        )
      appendAudit(database, 'breaker.armed', model, { policy })
    })
    .immediate()
  return existing(database, model)
}

export function disarmBreaker(database: Database, model: string, by: string, reason: string): void {
  database
    .transaction(() => {
      const { changes } = database.prepare('DELETE FROM breakers WHERE model = ?').run(model)
      if (changes === 0) throw noBreaker(model)
      appendAudit(database, 'breaker.disarmed', model, { by, reason })
    })
    .immediate()
}

export function changeBreaker(database: Database, model: string, change: BreakerChange): StoredBreaker {
  const { cursor, seen, readings, timed, cause, transitions, override, notices } = change
  const now = new Date().toISOString()
  database
    .transaction(() => {
      const { changes } = database
        .prepare(
          `UPDATE breakers SET cursor = ?, seen = ?, readings = ?, timed = ?, cause = ?, problem = NULL, evaluated_at = ?
           WHERE model = ?`,
        )
        .run(cursor, JSON.stringify(seen), JSON.stringify(readings), timed ? 1 : 0, cause, now, model)
      if (changes === 0) throw noBreaker(model)
      if (override !== null) appendAudit(database, 'breaker.overridden', model, override)
      const put = database.prepare(
        `INSERT INTO breaker_transitions
         SELECT @model, coalesce(max(sequence), 0) + 1, @at, @now, @row, @from, @to, @cause
         FROM breaker_transitions WHERE model = @model`,
      )
      for (const transition of transitions) {
        put.run({ ...transition, model, now })
        appendAudit(database, 'breaker.moved', model, transition)
      }
      queueNotices(database, notices)
    })
    .immediate()
  return existing(database, model)
}

export function noteBreakerProblem(database: Database, model: string, problem: string): void {
  database.prepare('UPDATE breakers SET problem = ? WHERE model = ?').run(problem, model)
}

export function listBreakerTransitions(database: Database, model: string, limit: number): StoredTransition[] {
  return database
    .prepare<[string, number], StoredTransition>(
      `SELECT at, recorded_at AS recordedAt, row_number AS row, from_state AS "from", to_state AS "to", cause
       FROM breaker_transitions WHERE model = ? ORDER BY sequence DESC LIMIT ?`,
    )
    .all(model, limit)
}

export function startBreakerDrill(database: Database, model: string, by: string): StoredDrill {
  const startedAt = new Date().toISOString()
  database
    .transaction(() => {
      existing(database, model)
      database
        .prepare('INSERT INTO breaker_drills (model, started_at, started_by) VALUES (?, ?, ?)')
        .run(model, startedAt, by)
      appendAudit(database, 'breaker.drilled', model, { by, step: 'start' })
    })
    .immediate()
  return { startedAt, by, acknowledgedAt: null }
}

export function acknowledgeBreakerDrill(database: Database, model: string, by: string): StoredDrill | null {
  return database
    .transaction((): StoredDrill | null => {
      const running = listBreakerDrills(database, model).find(({ acknowledgedAt }) => acknowledgedAt === null)
      if (running === undefined) return null
      const acknowledgedAt = new Date().toISOString()
      database
        .prepare('UPDATE breaker_drills SET acknowledged_at = ? WHERE model = ? AND started_at = ?')
        .run(acknowledgedAt, model, running.startedAt)
      appendAudit(database, 'breaker.drilled', model, {
        by,
        step: 'acknowledge',
        started_at: running.startedAt,
      })
      return { ...running, acknowledgedAt }
    })
    .immediate()
}

export function listBreakerDrills(database: Database, model: string): StoredDrill[] {
  return database
    .prepare<[string, number], StoredDrill>(
      `SELECT started_at AS startedAt, started_by AS "by", acknowledged_at AS acknowledgedAt
       FROM breaker_drills WHERE model = ? ORDER BY started_at DESC LIMIT ?`,
    )
    .all(model, KEPT_DRILLS)
}

function existing(database: Database, model: string): StoredBreaker {
  const found = getBreaker(database, model)
  if (found === null) throw noBreaker(model)
  return found
}

function noBreaker(model: string): AppError {
  return new AppError('NOT_FOUND', say('error.breaker.none', { model }), say('error.breaker.none.mend'))
}

function toBreaker({ seen, readings, timed, armed_at, evaluated_at, ...same }: BreakerRow): StoredBreaker {
  return {
    ...same,
    seen: JSON.parse(seen) as DatasetId[],
    readings: JSON.parse(readings) as (number | null)[],
    timed: timed === 1,
    armedAt: armed_at,
    evaluatedAt: evaluated_at,
  }
}
