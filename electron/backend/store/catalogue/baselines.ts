import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { AppError } from '#shared/domain/errors.ts'
import type { BaselineId } from '#shared/domain/ids.ts'
import { say } from '#shared/words/say.ts'
import type { BaselineSummary, NewBaseline } from '../baseline-types.ts'
import { appendAudit } from './audit.ts'
import type { Catalogue } from './open.ts'
import { pendingChunks } from './profiles.ts'

type BaselineRow = {
  id: string
  model: string
  name: string
  rows: number
  columns: number
  cells: number
  created_at: string
  used_since: string | null
}

const SELECT = `
  SELECT id, model, name, rows, columns, cells, created_at, used_since
  FROM model_baselines JOIN baselines ON id = baseline`

/** SHA-256 of a canonical text: the name of what it says. */
export function contentHash(content: string): BaselineId {
  return createHash('sha256').update(content).digest('hex') as BaselineId
}

/** Keeps a baseline for a model; the same content is kept once, and for one model under its first name. */
export function addBaseline(database: Database, baseline: NewBaseline): BaselineSummary {
  const id = contentHash(baseline.content)
  return database
    .transaction(() => {
      database
        .prepare(
          'INSERT INTO baselines (id, content, rows, columns, cells) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
        )
        .run(id, baseline.content, baseline.rows, baseline.columns, baseline.cells)
      return nameBaseline(database, baseline.model, id, baseline.name)
    })
    .immediate()
}

/** Makes a saved baseline known to a model, which may be another one than it was made for. */
export function adoptBaseline(
  database: Database,
  model: string,
  id: BaselineId,
  name: string,
): BaselineSummary {
  const known = database.prepare('SELECT 1 FROM baselines WHERE id = ?').get(id)
  if (known === undefined) throw unknownBaseline()
  return database.transaction(() => nameBaseline(database, model, id, name)).immediate()
}

function nameBaseline(database: Database, model: string, id: BaselineId, name: string): BaselineSummary {
  if (database.prepare('SELECT 1 FROM models WHERE name = ?').get(model) === undefined) {
    throw new AppError('NOT_FOUND', say('error.model.none', { model }), say('error.model.none.mend'))
  }
  const { changes } = database
    .prepare(
      'INSERT INTO model_baselines (model, baseline, name, created_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    )
    .run(model, id, name, new Date().toISOString())
  if (changes > 0) appendAudit(database, 'baseline.created', id, { model, name })
  return getBaseline(database, model, id)
}

/** @throws AppError `NOT_FOUND`. */
export function getBaseline(database: Database, model: string, id: BaselineId): BaselineSummary {
  const row = database
    .prepare<[string, string], BaselineRow>(`${SELECT} WHERE model = ? AND id = ?`)
    .get(model, id)
  if (row === undefined) throw unknownBaseline()
  return toSummary(row)
}

/** Those of one model, or all, oldest first. */
export function listBaselines(database: Database, model: string | null): BaselineSummary[] {
  return database
    .prepare<[{ model: string | null }], BaselineRow>(
      `${SELECT} WHERE @model IS NULL OR model = @model ORDER BY model, created_at, id`,
    )
    .all({ model })
    .map(toSummary)
}

/** The baseline that a model's windows are compared with, null while it has none. */
export function baselineInUse(database: Database, model: string): BaselineSummary | null {
  const row = database
    .prepare<[string], BaselineRow>(`${SELECT} WHERE model = ? AND used_since IS NOT NULL`)
    .get(model)
  return row === undefined ? null : toSummary(row)
}

/**
 * Changes the baseline of a model in one transaction, when every chunk of the model has its profile on the new one;
 * otherwise nothing changes and the number of chunks without one is returned. Counts on other baselines go: coming back
 * to one counts the rows once more.
 * @throws AppError `NOT_FOUND`.
 */
export function changeBaseline(
  { database, paths }: Catalogue,
  model: string,
  id: BaselineId,
): { readonly pending: number } {
  const change = database.transaction(() => {
    getBaseline(database, model, id)
    const pending = pendingChunks(database, id, model).length
    if (pending > 0) return { pending, unused: [] }
    const before = baselineInUse(database, model)
    if (before?.id === id) return { pending, unused: [] }
    database.prepare('UPDATE model_baselines SET used_since = NULL WHERE model = ?').run(model)
    database
      .prepare('UPDATE model_baselines SET used_since = ? WHERE model = ? AND baseline = ?')
      .run(new Date().toISOString(), model, id)
    appendAudit(database, 'baseline.used', id, { model, before: before?.id ?? null })
    const unused = database
      .prepare<[string, string], string>(
        `DELETE FROM profiles WHERE baseline <> ?
           AND dataset IN (SELECT id FROM datasets WHERE model = ?) RETURNING file`,
      )
      .pluck()
      .all(id, model)
    return { pending, unused }
  })
  const { pending, unused } = change.immediate()
  for (const file of unused) rmSync(join(paths.profiles, file), { force: true })
  return { pending }
}

/**
 * The canonical text of a baseline.
 * @throws AppError `NOT_FOUND`, `WORKSPACE_CORRUPT` when it is not what its hash names.
 */
export function baselineContent(database: Database, id: BaselineId): string {
  const content = database
    .prepare<[string], string>('SELECT content FROM baselines WHERE id = ?')
    .pluck()
    .get(id)
  if (content === undefined) throw unknownBaseline()
  if (contentHash(content) === id) return content
  throw new AppError('WORKSPACE_CORRUPT', say('error.baseline.hash'), say('error.baseline.hash.mend'))
}

function toSummary(row: BaselineRow): BaselineSummary {
  return {
    id: row.id as BaselineId,
    model: row.model,
    name: row.name,
    rows: row.rows,
    columns: row.columns,
    cells: row.cells,
    createdAt: row.created_at,
    usedSince: row.used_since,
  }
}

function unknownBaseline(): AppError {
  return new AppError('NOT_FOUND', say('error.baseline.gone'), say('error.baseline.gone.mend'))
}
