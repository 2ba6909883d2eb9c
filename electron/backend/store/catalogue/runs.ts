import { randomUUID } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { driftColumn, driftDocument } from '#shared/contract/documents/drift.ts'
import type { DriftHeatmap } from '#shared/contract/documents/heatmap.ts'
import type { Distribution, RunSummary } from '#shared/contract/operations.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { DatasetId, RunId } from '#shared/domain/ids.ts'
import { say } from '#shared/words/say.ts'
import type { NewRun, RunSides, Store, StoredRun } from '../types.ts'
import { appendAudit } from './audit.ts'
import { fromBlob, toBlob } from './blobs.ts'
import { putRunDetails, readRunHeatmap, readRunSides } from './run-details.ts'

type RunRow = {
  id: string
  title: string
  created_at: string
  reference: string
  current: string
  document: string
}
type ColumnRow = {
  result: string
  edges: Buffer | null
  reference: Buffer | null
  current: Buffer | null
  outside: string | null
}

export function saveRun(database: Database, run: NewRun): RunSummary {
  const id = randomUUID()
  const { columns, ...document } = run.document
  const putColumn = database.prepare(
    `INSERT INTO run_columns (run, sequence, name, result, edges, reference, current, outside)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  database
    .transaction(() => {
      database
        .prepare(
          'INSERT INTO runs (id, title, created_at, reference, current, document) VALUES (?, ?, ?, ?, ?, ?)',
        )
        .run(id, run.title, new Date().toISOString(), run.reference, run.current, JSON.stringify(document))
      for (const [sequence, dataset] of run.datasets.entries()) {
        database
          .prepare('INSERT INTO run_datasets (run, sequence, dataset) VALUES (?, ?, ?)')
          .run(id, sequence, dataset)
      }
      for (const [sequence, column] of columns.entries()) {
        const shape = run.distributions.get(column.name)
        putColumn.run(
          id,
          sequence,
          column.name,
          JSON.stringify(column),
          shape === undefined ? null : toBlob(shape.edges),
          shape === undefined ? null : toBlob(shape.reference),
          shape === undefined ? null : toBlob(shape.current),
          shape === undefined ? null : JSON.stringify({ below: shape.below, above: shape.above }),
        )
      }
      if (run.details !== undefined) putRunDetails(database, id, run.details)
      appendAudit(database, 'run.saved', id, {
        title: run.title,
        reference: run.document.reference,
        current: run.document.current,
        verdict: run.document.summary.verdict,
      })
    })
    .immediate()
  return summaryOf(rowOf(database, id as RunId))
}

export function listRuns(database: Database): RunSummary[] {
  return database.prepare<[], RunRow>('SELECT * FROM runs ORDER BY created_at DESC, id').all().map(summaryOf)
}

/** @throws AppError `NOT_FOUND`. */
export function getRun(database: Database, run: RunId): StoredRun {
  const row = rowOf(database, run)
  const columns = database
    .prepare<[string], string>('SELECT result FROM run_columns WHERE run = ? ORDER BY sequence')
    .pluck()
    .all(run)
    .map((json) => JSON.parse(json))
  const datasets = database
    .prepare<[string], DatasetId>('SELECT dataset FROM run_datasets WHERE run = ? ORDER BY sequence')
    .pluck()
    .all(run)
  return {
    summary: summaryOf(row),
    document: driftDocument.parse({ ...JSON.parse(row.document), columns }),
    datasets,
  }
}

/** @throws AppError `NOT_FOUND`, `COLUMN_UNKNOWN`. */
export function getRunColumn(
  database: Database,
  run: RunId,
  name: string,
): Awaited<ReturnType<Store['getRunColumn']>> {
  rowOf(database, run)
  const row = database
    .prepare<[string, string], ColumnRow>(
      'SELECT result, edges, reference, current, outside FROM run_columns WHERE run = ? AND name = ?',
    )
    .get(run, name)
  if (row === undefined) {
    throw new AppError(
      'COLUMN_UNKNOWN',
      say('error.run.no_column', { name }),
      say('error.run.no_column.mend'),
    )
  }
  return { column: driftColumn.parse(JSON.parse(row.result)), distribution: distributionOf(row) }
}

/** @throws AppError `NOT_FOUND`; `NOT_AVAILABLE` for a run of an earlier version. */
export function getRunSides(database: Database, run: RunId): RunSides {
  rowOf(database, run)
  return readRunSides(database, run)
}

/** @throws AppError as `getRunSides`. */
export function getRunHeatmap(database: Database, run: RunId): DriftHeatmap {
  rowOf(database, run)
  return readRunHeatmap(database, run)
}

/** @throws AppError `NOT_FOUND`. */
export function deleteRun(database: Database, run: RunId): void {
  const { title } = rowOf(database, run)
  database
    .transaction(() => {
      database.prepare<[string]>('DELETE FROM runs WHERE id = ?').run(run)
      appendAudit(database, 'run.deleted', run, { title })
    })
    .immediate()
}

function rowOf(database: Database, run: RunId): RunRow {
  const row = database.prepare<[string], RunRow>('SELECT * FROM runs WHERE id = ?').get(run)
  if (row !== undefined) return row
  throw new AppError('NOT_FOUND', say('error.run.gone'), say('mend.run_again'))
}

function summaryOf(row: RunRow): RunSummary {
  const { summary } = driftDocument.pick({ summary: true }).parse(JSON.parse(row.document))
  return {
    run: row.id as RunId,
    title: row.title,
    created_at: row.created_at,
    reference: row.reference,
    current: row.current,
    verdict: summary.verdict,
    drifted: summary.drifted,
    columns: summary.columns,
  }
}

function distributionOf({ edges, reference, current, outside }: ColumnRow): Distribution | null {
  if (edges === null || reference === null || current === null || outside === null) return null
  const { below, above }: Pick<Distribution, 'below' | 'above'> = JSON.parse(outside)
  return {
    edges: fromBlob(edges),
    reference: fromBlob(reference),
    current: fromBlob(current),
    below,
    above,
  }
}
