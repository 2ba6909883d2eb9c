import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import {
  type ImportDocument,
  importDocument,
  type RejectedRow,
  rejectedRow,
} from '#shared/contract/documents/import.ts'
import { mapping } from '#shared/contract/mapping.ts'
import { COLUMN_KINDS, COLUMN_STORAGES, ROLES } from '#shared/domain/columns.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { DatasetId } from '#shared/domain/ids.ts'
import { say } from '#shared/words/say.ts'
import { syncFolder } from '../chunks/sync-folder.ts'
import type { Dataset, StagedDataset, StoredChunk } from '../types.ts'
import { appendAudit } from './audit.ts'
import { readLines } from './lines.ts'
import type { Catalogue } from './open.ts'
import { sealRejects } from './seals.ts'

const storedColumns = z.array(
  z.object({
    name: z.string(),
    storage: z.enum(COLUMN_STORAGES),
    kind: z.enum(COLUMN_KINDS),
    role: z.enum(ROLES),
  }),
)

type DatasetRow = {
  id: string
  model: string
  name: string
  hash: string
  rows: number
  columns: string
  mapping: string
  document: string
  created_at: string
}
type ChunkRow = {
  file: string
  rows: number
  bytes: number
  sha256: string
  time_min: number | null
  time_max: number | null
}

/**
 * Makes a finished import visible: its folder of chunks is moved to its final place, then one transaction tells
 * about it. A stop in between leaves a folder without a row, which the next start sweeps. When the same content
 * came in between, that dataset is returned and the staged one removed. `also` runs in the same transaction.
 */
export function addDataset(
  catalogue: Catalogue,
  staged: StagedDataset,
  also: () => void = () => {},
): Dataset {
  const { database, paths } = catalogue
  const present = findDataset(catalogue, staged.model, staged.hash)
  if (present !== null) {
    also()
    rmSync(staged.folder, { recursive: true, force: true })
    return present
  }
  const place = join(paths.chunks, staged.id)
  renameSync(staged.folder, place)
  syncFolder(paths.chunks)
  try {
    database
      .transaction(() => {
        insertDataset(database, staged, place)
        also()
      })
      .immediate()
  } catch (error) {
    rmSync(place, { recursive: true, force: true })
    throw error
  }
  rmSync(join(place, staged.rejectsFile), { force: true })
  return getDataset(catalogue, staged.id)
}

function insertDataset(database: Database, staged: StagedDataset, place: string): void {
  const now = new Date().toISOString()
  database
    .prepare<[string, string]>('INSERT INTO models (name, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING')
    .run(staged.model, now)
  database
    .prepare(
      `INSERT INTO mappings (model, mapping, saved_at) VALUES (?, ?, ?)
       ON CONFLICT (model) DO UPDATE SET mapping = excluded.mapping, saved_at = excluded.saved_at`,
    )
    .run(staged.model, JSON.stringify(staged.mapping), now)
  database
    .prepare(
      `INSERT INTO datasets (id, model, name, hash, rows, source_bytes, columns, mapping, document, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      staged.id,
      staged.model,
      staged.name,
      staged.hash,
      staged.document.rows_stored,
      staged.document.bytes,
      JSON.stringify(staged.columns),
      JSON.stringify(staged.mapping),
      JSON.stringify(staged.document),
      now,
    )
  insertChunks(database, staged.id, staged.chunks, 0)
  insertRejects(database, staged, place, 0)
  appendAudit(database, 'dataset.stored', staged.id, {
    model: staged.model,
    name: staged.name,
    hash: staged.hash,
    rows: staged.document.rows_stored,
    rejected: staged.document.rows_rejected,
    duplicate: staged.document.rows_duplicate,
  })
}

/** Puts chunks behind each other from a place on. */
export function insertChunks(
  database: Database,
  dataset: DatasetId,
  chunks: StagedDataset['chunks'],
  first: number,
): void {
  const put = database.prepare(
    `INSERT INTO chunks (dataset, sequence, file, rows, bytes, sha256, time_min, time_max)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  for (const [index, { file, rows, bytes, sha256, timeMin, timeMax }] of chunks.entries()) {
    put.run(dataset, first + index, file, rows, bytes, sha256, timeMin, timeMax)
  }
}

/** Keeps the rejected rows of an import whose files lie in `place`, numbered from a place on. */
export function insertRejects(
  database: Database,
  staged: Pick<StagedDataset, 'id' | 'rejectsFile' | 'document'>,
  place: string,
  first: number,
): void {
  const put = database.prepare(
    'INSERT INTO rejects (dataset, sequence, file, line, column_name, reason, text) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  let count = 0
  for (const text of readLines(join(place, staged.rejectsFile))) {
    const { file, line, column, reason, text: row } = rejectedRow.parse(JSON.parse(text))
    put.run(staged.id, first + count, file, line, column, reason, row)
    count += 1
  }
  if (count > 0) sealRejects(database, staged.id, first)
  if (count !== staged.document.rows_rejected) {
    throw new AppError(
      'INTERNAL',
      `The import kept ${count} rejected rows aside but counted ${staged.document.rows_rejected}.`,
      say('mend.import_again'),
    )
  }
}

/** Keeps how many labels of a log found their row in its document. */
export function noteJoined(
  database: Database,
  id: DatasetId,
  labels: NonNullable<ImportDocument['labels']>,
): void {
  database
    .prepare(`UPDATE datasets SET document = json_set(document, '$.labels', json(?)) WHERE id = ?`)
    .run(JSON.stringify(labels), id)
}

/** @throws AppError `NOT_FOUND`. */
export function getDataset(catalogue: Catalogue, id: DatasetId): Dataset {
  const row = catalogue.database.prepare<[string], DatasetRow>('SELECT * FROM datasets WHERE id = ?').get(id)
  if (row === undefined) {
    throw new AppError('NOT_FOUND', say('error.log.gone'), say('mend.import_its_files'))
  }
  return toDataset(catalogue, row)
}

export function findDataset(catalogue: Catalogue, model: string, hash: string): Dataset | null {
  const row = catalogue.database
    .prepare<[string, string], DatasetRow>('SELECT * FROM datasets WHERE model = ? AND hash = ?')
    .get(model, hash)
  return row === undefined ? null : toDataset(catalogue, row)
}

/** All datasets, or those of one model, in the order in which they came. */
export function listDatasets(catalogue: Catalogue, model: string | null): Dataset[] {
  return catalogue.database
    .prepare<[{ model: string | null }], DatasetRow>(
      'SELECT * FROM datasets WHERE @model IS NULL OR model = @model ORDER BY created_at, id',
    )
    .all({ model })
    .map((row) => toDataset(catalogue, row))
}

/** Whether the model has a dataset made from files of that many bytes: only then can it be the same content. */
export function hasDatasetOfSize(catalogue: Catalogue, model: string, sourceBytes: number): boolean {
  return (
    catalogue.database
      .prepare<[string, number]>('SELECT 1 FROM datasets WHERE model = ? AND source_bytes = ?')
      .get(model, sourceBytes) !== undefined
  )
}

export function listRejects(
  { database }: Catalogue,
  datasets: readonly DatasetId[],
  offset: number,
  limit: number,
): { readonly total: number; readonly rows: readonly RejectedRow[] } {
  const wanted = JSON.stringify(datasets)
  const total = database
    .prepare<[string], number>(
      'SELECT count(*) FROM rejects WHERE dataset IN (SELECT value FROM json_each(?))',
    )
    .pluck()
    .get(wanted)
  const rows = database
    .prepare<[string, number, number], RejectedRow>(
      `SELECT file, line, column_name AS "column", reason, text
       FROM json_each(?) AS wanted JOIN rejects ON rejects.dataset = wanted.value
       ORDER BY wanted.key, rejects.sequence LIMIT ? OFFSET ?`,
    )
    .all(wanted, limit, offset)
  return { total: total ?? 0, rows }
}

/** Removes the chunk folders and files that no dataset owns and names the chunks whose file is gone. */
export function sweep(
  catalogue: Catalogue,
  folders: readonly string[],
): { swept: string[]; missing: string[] } {
  const { database, paths } = catalogue
  const known = new Set(database.prepare<[], string>('SELECT id FROM datasets').pluck().all())
  const swept = folders.filter((name) => !known.has(name))
  for (const name of swept) rmSync(join(paths.chunks, name), { recursive: true, force: true })
  const filesOf = database.prepare<[string], string>('SELECT file FROM chunks WHERE dataset = ?').pluck()
  for (const name of folders) {
    if (!known.has(name)) continue
    const files = new Set(filesOf.all(name))
    for (const file of readdirSync(join(paths.chunks, name))) {
      if (files.has(file)) continue
      rmSync(join(paths.chunks, name, file), { force: true })
      swept.push(`${name}/${file}`)
    }
  }
  const missing = database
    .prepare<[], { dataset: string; file: string }>(
      'SELECT dataset, file FROM chunks ORDER BY dataset, sequence',
    )
    .all()
    .map(({ dataset, file }) => join(paths.chunks, dataset, file))
    .filter((path) => !existsSync(path))
  return { swept, missing }
}

function toDataset({ database, paths }: Catalogue, row: DatasetRow): Dataset {
  const id = row.id as DatasetId
  const chunks = database
    .prepare<[string], ChunkRow>(
      'SELECT file, rows, bytes, sha256, time_min, time_max FROM chunks WHERE dataset = ? ORDER BY sequence',
    )
    .all(id)
    .map(
      (chunk): StoredChunk => ({
        path: join(paths.chunks, id, chunk.file),
        rows: chunk.rows,
        bytes: chunk.bytes,
        sha256: chunk.sha256,
        timeMin: chunk.time_min,
        timeMax: chunk.time_max,
      }),
    )
  return {
    id,
    model: row.model,
    name: row.name,
    hash: row.hash,
    rows: row.rows,
    columns: storedColumns.parse(JSON.parse(row.columns)),
    chunks,
    mapping: mapping.parse(JSON.parse(row.mapping)),
    document: importDocument.parse(JSON.parse(row.document)),
    createdAt: row.created_at,
  }
}
