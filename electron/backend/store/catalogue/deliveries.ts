import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { type Notice, sinksFor } from '#shared/policy/delivery/notice.ts'
import type {
  DeliveryCounts,
  DeliveryFilter,
  DeliveryState,
  StoredDelivery,
  TryResult,
} from '../sink-types.ts'
import { appendAudit } from './audit.ts'
import { listSinks, requireSink } from './sinks.ts'

type DeliveryRow = {
  sequence: number
  key: string
  sink: string
  sink_name: string
  notice: string
  queued_at: string
  state: DeliveryState
  tries: number
  next_at: number | null
  status: number | null
  answer: string
  error: string | null
  ended_at: string | null
  digest: string
}

/** Deliveries that have ended and are kept; the oldest beyond them go. */
const KEPT_ENDED = 5_000
const SINK_REMOVED = 'the sink was removed'

/**
 * Puts notices in line for the sinks that take them, each once; call inside the transaction of what they tell about, so that
 * both happen or neither. Answers how many deliveries were put.
 */
export function queueNotices(database: Database, notices: readonly Notice[]): number {
  const sinks = listSinks(database)
  const has = database.prepare<[string]>('SELECT 1 FROM deliveries WHERE key = ?')
  const last = database.prepare<[], number | null>('SELECT max(sequence) FROM deliveries').pluck()
  const now = new Date()
  let put = 0
  for (const notice of notices) {
    for (const { id, name } of sinksFor(notice, sinks)) {
      const key = keyOf(notice, id)
      if (has.get(key) !== undefined) continue
      write(database, {
        sequence: (last.get() ?? 0) + 1,
        key,
        sink: id,
        sink_name: name,
        notice: JSON.stringify(notice),
        queued_at: now.toISOString(),
        state: 'waiting',
        tries: 0,
        next_at: now.getTime(),
        status: null,
        answer: '',
        error: null,
        ended_at: null,
      })
      put += 1
    }
  }
  return put
}

/** For each sink that is on, what waits and comes first. */
export function nextDeliveries(database: Database): StoredDelivery[] {
  const first = database.prepare<[string], DeliveryRow>(
    `SELECT * FROM deliveries WHERE state = 'waiting' AND sink = ? ORDER BY next_at, sequence LIMIT 1`,
  )
  return listSinks(database).flatMap(({ id, on }) => {
    const row = on ? first.get(id) : undefined
    return row === undefined ? [] : [toDelivery(row)]
  })
}

export function endTry(database: Database, key: string, result: TryResult): void {
  const now = new Date().toISOString()
  database
    .transaction(() => {
      const row = rowOf(database, key)
      // It was given up, or its sink removed, while it was on its way.
      if (row === undefined || row.state !== 'waiting') return
      const { state, status, answer, error, nextAt } = result
      const tries = row.tries + 1
      const ended_at = state === 'waiting' ? null : now
      write(database, { ...row, state, status, answer, error, tries, next_at: nextAt, ended_at })
      if (state === 'dead') appendAudit(database, 'delivery.dead', row.sink_name, { key, tries, error })
      if (state !== 'waiting') prune(database)
    })
    .immediate()
}

export function listDeliveries(
  database: Database,
  { state, sink }: DeliveryFilter,
  offset: number,
  limit: number,
): { total: number; rows: StoredDelivery[] } {
  const where = '(@state IS NULL OR state = @state) AND (@sink IS NULL OR sink = @sink)'
  const total = database
    .prepare<[object], number>(`SELECT count(*) FROM deliveries WHERE ${where}`)
    .pluck()
    .get({ state, sink })
  const rows = database
    .prepare<[object], DeliveryRow>(
      `SELECT * FROM deliveries WHERE ${where} ORDER BY sequence DESC LIMIT @limit OFFSET @offset`,
    )
    .all({ state, sink, offset, limit })
  return { total: total ?? 0, rows: rows.map(toDelivery) }
}

export function countDeliveries(database: Database): Map<string, DeliveryCounts> {
  const counts = new Map<string, DeliveryCounts>()
  const rows = database
    .prepare<[], { sink: string; state: DeliveryState; count: number }>(
      'SELECT sink, state, count(*) AS count FROM deliveries GROUP BY sink, state',
    )
    .all()
  for (const { sink, state, count } of rows) {
    const before = counts.get(sink) ?? { waiting: 0, delivered: 0, dead: 0, discarded: 0 }
    counts.set(sink, { ...before, [state]: count })
  }
  return counts
}

export function retryDeliveries(database: Database, keys: readonly string[], by: string): number {
  const change = { state: 'waiting', tries: 0, next_at: Date.now(), ended_at: null } as const
  return decide(database, keys, change, (key, sink) =>
    appendAudit(database, 'delivery.retried', sink, { by, key }),
  )
}

export function discardDeliveries(
  database: Database,
  keys: readonly string[],
  by: string,
  reason: string,
): number {
  const change = { state: 'discarded', next_at: null, ended_at: new Date().toISOString() } as const
  return decide(database, keys, change, (key, sink) =>
    appendAudit(database, 'delivery.discarded', sink, { by, reason, key }),
  )
}

/** Removes a sink; what waits for it is put aside. */
export function removeSink(database: Database, id: string, by: string): void {
  database
    .transaction(() => {
      const { name } = requireSink(database, id)
      const aside = putAside(database, id)
      database.prepare('DELETE FROM sinks WHERE id = ?').run(id)
      appendAudit(database, 'sink.removed', name, { by, put_aside: aside })
    })
    .immediate()
}

function putAside(database: Database, sink: string): number {
  const rows = database
    .prepare<[string], DeliveryRow>(`SELECT * FROM deliveries WHERE sink = ? AND state = 'waiting'`)
    .all(sink)
  const ended_at = new Date().toISOString()
  for (const row of rows)
    write(database, { ...row, state: 'dead', next_at: null, error: SINK_REMOVED, ended_at })
  return rows.length
}

/** Numbers of deliveries that do not read as they were written. */
export function changedDeliveries(database: Database): {
  readonly checked: number
  readonly changed: number[]
} {
  const changed: number[] = []
  let checked = 0
  for (const row of database.prepare<[], DeliveryRow>('SELECT * FROM deliveries').iterate()) {
    checked += 1
    if (digestOf(row) !== row.digest) changed.push(row.sequence)
  }
  return { checked, changed }
}

/** SHA-256 of what names the message and of the sink, so that giving the same message again finds it. */
function keyOf(notice: Notice, sink: string): string {
  return createHash('sha256')
    .update(JSON.stringify([notice.id, sink]))
    .digest('hex')
}

function decide(
  database: Database,
  keys: readonly string[],
  change: Partial<DeliveryRow>,
  tell: (key: string, sink: string) => void,
): number {
  return database
    .transaction(() => {
      let done = 0
      for (const key of keys) {
        const row = rowOf(database, key)
        if (row?.state !== 'dead') continue
        write(database, { ...row, ...change })
        tell(key, row.sink_name)
        done += 1
      }
      return done
    })
    .immediate()
}

function rowOf(database: Database, key: string): DeliveryRow | undefined {
  return database.prepare<[string], DeliveryRow>('SELECT * FROM deliveries WHERE key = ?').get(key)
}

function write(database: Database, row: Omit<DeliveryRow, 'digest'>): void {
  database
    .prepare<[object]>(
      `INSERT OR REPLACE INTO deliveries
       (sequence, key, sink, sink_name, notice, queued_at, state, tries, next_at, status, answer, error, ended_at, digest)
       VALUES (@sequence, @key, @sink, @sink_name, @notice, @queued_at, @state, @tries, @next_at, @status, @answer, @error,
         @ended_at, @digest)`,
    )
    .run({ ...row, digest: digestOf(row) })
}

/** What a digest is over, in its order. */
const DIGESTED = [
  'sequence',
  'key',
  'sink',
  'sink_name',
  'notice',
  'queued_at',
  'state',
  'tries',
  'next_at',
  'status',
  'answer',
  'error',
  'ended_at',
] as const satisfies readonly (keyof DeliveryRow)[]

function digestOf(row: Omit<DeliveryRow, 'digest'>): string {
  return createHash('sha256')
    .update(JSON.stringify(DIGESTED.map((column) => row[column])))
    .digest('hex')
}

function prune(database: Database): void {
  database
    .prepare(
      `DELETE FROM deliveries WHERE state IN ('delivered', 'discarded') AND sequence <=
       (SELECT sequence FROM deliveries WHERE state IN ('delivered', 'discarded') ORDER BY sequence DESC LIMIT 1 OFFSET ?)`,
    )
    .run(KEPT_ENDED)
}

function toDelivery({
  sink_name,
  notice,
  queued_at,
  next_at,
  ended_at,
  digest: _,
  ...same
}: DeliveryRow): StoredDelivery {
  return {
    ...same,
    sinkName: sink_name,
    notice: JSON.parse(notice) as Notice,
    queuedAt: queued_at,
    nextAt: next_at,
    endedAt: ended_at,
  }
}
