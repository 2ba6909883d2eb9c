import { hash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { appendAudit } from './audit.ts'

/**
 * What the rows of a table add up to: the sum modulo 2²⁵⁶ of the SHA-256 of each row, kept in the transaction of every
 * change by triggers of this connection. A row that was changed, added or taken away by anything else, one flipped bit of
 * the disk included, no longer adds up. The order of rows does not matter, so that a change costs two hashes and no scan.
 */
type Seal = { readonly rows: number; readonly digest: Buffer }

const WORDS = 8
/** Texts beyond it are hashed by themselves: to quote a megabyte costs more than to hash it. */
const LONG_TEXT = 1_000
const NOTHING: Seal = { rows: 0, digest: Buffer.alloc(4 * WORDS) }
/** `rejects` come by the million, and are sealed by `sealRejects`, a log at a time. */
const SEALED_OTHERWISE: ReadonlySet<string> = new Set(['rejects', 'seals'])

/**
 * Lets every change of this connection be sealed. Tables without a seal (of a catalogue of an earlier version, or one that
 * was saved from a damaged one) are sealed as they are, which the audit table tells. `anew`: all of them, since a migration
 * may have changed what rows consist of.
 */
export function sealTables(database: Database, anew: boolean): void {
  database.pragma('temp_store = MEMORY')
  // Else rows that INSERT OR REPLACE takes away would go untold.
  database.pragma('recursive_triggers = ON')
  registerFunctions(database)
  database
    .transaction(() => {
      if (anew) database.exec('DELETE FROM seals')
      const fresh = tablesOf(database).filter((table) => sealOf(database, table) === null)
      if (fresh.length === 0) return
      const hasPast = database.prepare('SELECT 1 FROM audit LIMIT 1').get() !== undefined
      if (hasPast) appendAudit(database, 'workspace.sealed', 'workspace', { tables: fresh.length })
      sealAsIs(database, hasPast ? [...fresh, 'audit'] : fresh)
    })
    .immediate()
  for (const table of tablesOf(database)) createTriggers(database, table)
  database.exec(
    `CREATE TEMP TRIGGER "seal of rejects" AFTER DELETE ON main.datasets BEGIN
       DELETE FROM seals WHERE subject = '${rejectsOf('')}' || OLD.id;
     END`,
  )
}

/** Seals tables as they are, where nothing seals their changes. */
export function sealAsIs(database: Database, tables: readonly string[] = tablesOf(database)): void {
  for (const table of tables) keep(database, table, rowsSeal(database, table))
  const logs = database.prepare<[], string>('SELECT DISTINCT dataset FROM rejects').pluck().all()
  for (const id of logs) sealRejects(database, id)
}

/** Tables, and `rejects` of logs, whose rows are not what was written. */
export function brokenSeals(database: Database): string[] {
  const tables = tablesOf(database).filter(
    (table) => !isSame(sealOf(database, table), rowsSeal(database, table)),
  )
  const logs = database
    .prepare<[], string>('SELECT id FROM datasets ORDER BY id')
    .pluck()
    .all()
    .filter((id) => !isSame(sealOf(database, rejectsOf(id)) ?? NOTHING, rejectsSeal(database, id)))
  return [...tables, ...logs.map(rejectsOf)]
}

/** Seals the rejected rows of a log from a place on, besides those before; call in the transaction that wrote them. */
export function sealRejects(database: Database, dataset: string, first = 0): void {
  const before = first === 0 ? NOTHING : (sealOf(database, rejectsOf(dataset)) ?? NOTHING)
  const more = rejectsSeal(database, dataset, first)
  keep(database, rejectsOf(dataset), {
    rows: before.rows + more.rows,
    digest: added(before.digest, more.digest),
  })
}

function rejectsOf(dataset: string): string {
  return `rejects of ${dataset}`
}

function rejectsSeal(database: Database, dataset: string, first = 0): Seal {
  const rows = database.prepare<[string, number], unknown[]>(
    'SELECT * FROM rejects WHERE dataset = ? AND sequence >= ?',
  )
  return sealOfRows(rows.raw().iterate(dataset, first))
}

function tablesOf(database: Database): string[] {
  return database
    .prepare<[], string>(
      "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all()
    .filter((name) => !SEALED_OTHERWISE.has(name))
}

function sealOf(database: Database, subject: string): Seal | null {
  const found = database
    .prepare<[string], Seal>('SELECT rows, digest FROM seals WHERE subject = ?')
    .get(subject)
  return found ?? null
}

function keep(database: Database, subject: string, { rows, digest }: Seal): void {
  database
    .prepare('INSERT OR REPLACE INTO seals (subject, rows, digest) VALUES (?, ?, ?)')
    .run(subject, rows, digest)
}

function isSame(a: Seal | null, b: Seal): boolean {
  return a !== null && a.rows === b.rows && b.digest.equals(a.digest)
}

function rowsSeal(database: Database, table: string): Seal {
  return sealOfRows(database.prepare<[], unknown[]>(`SELECT * FROM "${table}"`).raw().iterate())
}

function sealOfRows(all: Iterable<unknown[]>): Seal {
  let { rows, digest } = NOTHING
  for (const row of all) {
    rows += 1
    digest = added(digest, rowSeal(...row))
  }
  return { rows, digest }
}

function createTriggers(database: Database, table: string): void {
  const columns = (database.pragma(`table_info("${table}")`) as readonly { readonly name: string }[]).map(
    ({ name }) => name,
  )
  const row = (side: 'OLD' | 'NEW') => `row_seal(${columns.map((name) => `${side}."${name}"`).join(', ')})`
  const put = (event: string, rows: string, digest: string) =>
    database.exec(
      `CREATE TEMP TRIGGER "seal ${table} ${event}" AFTER ${event} ON main."${table}" BEGIN
         UPDATE seals SET rows = rows ${rows}, digest = ${digest} WHERE subject = '${table}';
       END`,
    )
  put('INSERT', '+ 1', `seal_plus(digest, ${row('NEW')})`)
  put('DELETE', '- 1', `seal_minus(digest, ${row('OLD')})`)
  put('UPDATE', '+ 0', `seal_plus(seal_minus(digest, ${row('OLD')}), ${row('NEW')})`)
}

function registerFunctions(database: Database): void {
  const pure = { deterministic: true } as const
  database.function('row_seal', { ...pure, varargs: true }, rowSeal)
  database.function('seal_plus', pure, (digest, row) => added(digest as Buffer, row as Buffer))
  database.function('seal_minus', pure, (digest, row) => added(digest as Buffer, negated(row as Buffer)))
}

/** SHA-256 of the values of a row in the order of its columns. */
function rowSeal(...values: readonly unknown[]): Buffer {
  const content = values.map((value) => {
    if (value instanceof Uint8Array) return { blob: hash('sha256', value, 'hex') }
    const isLong = typeof value === 'string' && value.length > LONG_TEXT
    return isLong ? { text: hash('sha256', value, 'hex') } : value
  })
  return hash('sha256', JSON.stringify(content), 'buffer')
}

function added(a: Buffer, b: Buffer): Buffer {
  const sum = Buffer.alloc(4 * WORDS)
  let carry = 0
  for (let at = 0; at < sum.length; at += 4) {
    const word = a.readUInt32LE(at) + b.readUInt32LE(at) + carry
    sum.writeUInt32LE(word >>> 0, at)
    carry = word > 0xffff_ffff ? 1 : 0
  }
  return sum
}

/** What makes nothing of a number when it is added to it. */
function negated(number: Buffer): Buffer {
  const result = Buffer.alloc(4 * WORDS)
  let carry = 1
  for (let at = 0; at < result.length; at += 4) {
    const word = (~number.readUInt32LE(at) >>> 0) + carry
    result.writeUInt32LE(word >>> 0, at)
    carry = word > 0xffff_ffff ? 1 : 0
  }
  return result
}
