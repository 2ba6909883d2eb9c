import type { Database } from 'better-sqlite3'
import { type AuditEntry, auditFault } from '../catalogue/audit.ts'
import { errorCode } from '../storage-errors.ts'

type ColumnInfo = { readonly name: string; readonly pk: number }
type Row = Readonly<Record<string, unknown>>

/** Copies every row that can still be read from a damaged catalogue into a sound, empty one; `audit` apart. */
export function salvageTables(damaged: Database, sound: Database): void {
  // What is saved is sealed anew when it is opened.
  const apart = new Set(['audit', 'seals'])
  for (const table of tablesOf(sound)) if (!apart.has(table)) salvageTable(damaged, sound, table)
}

/** Names of the tables that the catalogue itself made. */
function tablesOf(database: Database): string[] {
  return database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all()
}

function salvageTable(damaged: Database, sound: Database, table: string): void {
  const known = columnsOf(damaged, table).map(({ name }) => name)
  const columns = columnsOf(sound, table).filter(({ name }) => known.includes(name))
  if (columns.length === 0) return
  const names = columns.map(({ name }) => `"${name}"`).join(', ')
  const values = columns.map(({ name }) => `@${name}`).join(', ')
  const put = sound.prepare<[Row]>(`INSERT OR IGNORE INTO "${table}" (${names}) VALUES (${values})`)
  const keys = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
  const order = (direction: string) =>
    keys.length === 0 ? '' : `ORDER BY ${keys.map(({ name }) => `"${name}" ${direction}`).join(', ')}`
  // A page that cannot be read stops a walk; the walk from the other end gets what lies behind it.
  if (!walk(damaged, `SELECT ${names} FROM "${table}" ${order('ASC')}`, put)) {
    walk(damaged, `SELECT ${names} FROM "${table}" ${order('DESC')}`, put)
  }
}

function columnsOf(database: Database, table: string): ColumnInfo[] {
  try {
    return database.pragma(`table_info("${table}")`) as ColumnInfo[]
  } catch (error) {
    if (isDamage(error)) return []
    throw error
  }
}

/** Whether the walk came to the end. */
function walk(damaged: Database, sql: string, put: { run(row: Row): unknown }): boolean {
  try {
    for (const row of damaged.prepare<[], Row>(sql).iterate()) {
      try {
        put.run(row)
      } catch (error) {
        // A value of another type than its column: the row was damaged.
        if (errorCode(error) !== 'SQLITE_CONSTRAINT') throw error
      }
    }
    return true
  } catch (error) {
    if (isDamage(error)) return false
    throw error
  }
}

/** What reading a damaged file throws; anything else (a full disk) has to be told. */
function isDamage(error: unknown): boolean {
  return ['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_ERROR', 'SQLITE_IOERR'].includes(errorCode(error) ?? '')
}

type ForeignKey = { readonly id: number; readonly table: string; readonly from: string; readonly to: string }

/** Removes rows that refer to rows which were lost, until none does. */
export function dropOrphans(database: Database): void {
  let dropped = 0
  do {
    dropped = 0
    for (const table of tablesOf(database)) {
      const keys = database.pragma(`foreign_key_list("${table}")`) as ForeignKey[]
      for (const id of new Set(keys.map((key) => key.id))) {
        const parts = keys.filter((key) => key.id === id)
        const same = parts.map(({ from, to }) => `p."${to}" = "${table}"."${from}"`).join(' AND ')
        const sql = `DELETE FROM "${table}" WHERE NOT EXISTS (SELECT 1 FROM "${parts[0]?.table}" p WHERE ${same})`
        dropped += database.prepare(sql).run().changes
      }
    }
  } while (dropped > 0)
}

/** Copies the audit table up to the first entry that is lost or does not follow from the one before. */
export function salvageAudit(damaged: Database, sound: Database): void {
  const put = sound.prepare<[AuditEntry]>(
    `INSERT INTO audit (sequence, at, action, subject, detail, previous, hash)
     VALUES (@sequence, @at, @action, @subject, @detail, @previous, @hash)`,
  )
  let previous: AuditEntry | null = null
  try {
    const entries = damaged.prepare<[], AuditEntry>('SELECT * FROM audit ORDER BY sequence')
    for (const entry of entries.iterate()) {
      if (auditFault(entry, previous) !== null) return
      put.run(entry)
      previous = entry
    }
  } catch (error) {
    if (!isDamage(error)) throw error
  }
}
