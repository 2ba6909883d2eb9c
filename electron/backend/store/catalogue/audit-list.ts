import type { Database } from 'better-sqlite3'
import type { AuditEntry } from './audit.ts'

/** Which entries are asked for; what is null does not matter. */
export type AuditFilter = {
  /** What an action is about, the part before its dot: "breaker". */
  readonly kind: string | null
  /** Entries about a model or one of its logs, those that are still there. */
  readonly model: string | null
  readonly by: string | null
  /** ISO times, half-open. */
  readonly from: string | null
  readonly to: string | null
}

const WHERE = `(@kind IS NULL OR substr(action, 1, length(@kind) + 1) = @kind || '.')
  AND (@by IS NULL OR detail ->> 'by' = @by)
  AND (@from IS NULL OR at >= @from) AND (@to IS NULL OR at < @to)
  AND (@model IS NULL OR subject = @model OR detail ->> 'model' = @model
    OR subject IN (SELECT id FROM datasets WHERE model = @model))`

/** Newest first. */
export function findAudit(
  database: Database,
  filter: AuditFilter,
  offset: number,
  limit: number,
): { total: number; entries: AuditEntry[] } {
  const total = database
    .prepare<[object], number>(`SELECT count(*) FROM audit WHERE ${WHERE}`)
    .pluck()
    .get(filter)
  const entries = database
    .prepare<[object], AuditEntry>(
      `SELECT * FROM audit WHERE ${WHERE} ORDER BY sequence DESC LIMIT @limit OFFSET @offset`,
    )
    .all({ ...filter, offset, limit })
  return { total: total ?? 0, entries }
}

/** Kinds of actions and names of people that there are, for choosing among them. */
export function auditChoices(database: Database): { kinds: string[]; people: string[] } {
  const column = (sql: string) => database.prepare<[], string>(sql).pluck().all()
  return {
    kinds: column(
      `SELECT DISTINCT substr(action, 1, instr(action, '.') - 1) AS kind FROM audit ORDER BY kind`,
    ),
    people: column(
      `SELECT DISTINCT detail ->> 'by' AS by FROM audit WHERE detail ->> 'by' IS NOT NULL ORDER BY by LIMIT 200`,
    ),
  }
}
