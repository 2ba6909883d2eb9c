import type { Database } from 'better-sqlite3'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import type { StoredSink } from '../sink-types.ts'
import { appendAudit } from './audit.ts'

type SinkRow = Omit<StoredSink, 'on' | 'signed' | 'createdAt'> & {
  is_on: number
  signed: number
  created_at: string
}

export function listSinks(database: Database): StoredSink[] {
  return database.prepare<[], SinkRow>('SELECT * FROM sinks ORDER BY created_at, id').all().map(toSink)
}

export function saveSink(database: Database, sink: Omit<StoredSink, 'createdAt'>, by: string): StoredSink {
  const { id, kind, name, on, severity, format, origin, signed } = sink
  return database
    .transaction(() => {
      const taken = database
        .prepare('SELECT 1 FROM sinks WHERE name = ? COLLATE NOCASE AND id <> ?')
        .get(name, id)
      if (taken !== undefined) {
        throw new AppError('BAD_PARAMS', say('error.sink.exists', { name }), say('mend.another_name'))
      }
      database
        .prepare(
          `INSERT INTO sinks (id, kind, name, is_on, severity, format, origin, signed, created_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET name = excluded.name, is_on = excluded.is_on, severity = excluded.severity,
             format = excluded.format, origin = excluded.origin, signed = excluded.signed`,
        )
        .run(id, kind, name, on ? 1 : 0, severity, format, origin, signed ? 1 : 0, new Date().toISOString())
      appendAudit(database, 'sink.saved', name, { by, kind, on, severity, format, origin, signed })
      return requireSink(database, id)
    })
    .immediate()
}

/** @throws AppError `NOT_FOUND` */
export function requireSink(database: Database, id: string): StoredSink {
  const row = database.prepare<[string], SinkRow>('SELECT * FROM sinks WHERE id = ?').get(id)
  if (row === undefined) throw new AppError('NOT_FOUND', say('error.sink.gone'), say('mend.reload_list'))
  return toSink(row)
}

function toSink({ is_on, signed, created_at, ...same }: SinkRow): StoredSink {
  return { ...same, on: is_on === 1, signed: signed === 1, createdAt: created_at }
}
