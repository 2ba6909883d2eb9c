import { rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { AppError } from '#shared/domain/errors.ts'
import type { DatasetId } from '#shared/domain/ids.ts'
import { say } from '#shared/words/say.ts'
import type { ModelStorage, Removal, StorageUse } from '../maintenance-types.ts'
import type { Dataset } from '../types.ts'
import { growthFolder } from '../workspace-paths.ts'
import { appendAudit } from './audit.ts'
import { getDataset, listDatasets } from './datasets.ts'
import type { Catalogue } from './open.ts'

/*
 * Removals change the catalogue first, in one transaction with their audit entry, and the disk afterwards: what a stop
 * in between leaves on disk belongs to no row of the catalogue, and the next start sweeps it.
 */

export function storageUse({ database }: Catalogue): StorageUse {
  const models = database
    .prepare<[], ModelStorage>(
      `SELECT models.name AS model, count(datasets.id) AS logs, coalesce(sum(datasets.rows), 0) AS rows,
         coalesce(sum((SELECT sum(bytes) FROM chunks WHERE dataset = datasets.id)), 0) AS bytes
       FROM models LEFT JOIN datasets ON datasets.model = models.name GROUP BY models.name ORDER BY models.name`,
    )
    .all()
  const times = database
    .prepare<[], Pick<StorageUse, 'timeMin' | 'timeMax'>>(
      'SELECT min(time_min) AS timeMin, max(time_max) AS timeMax FROM chunks',
    )
    .get()
  return {
    models,
    catalogueBytes:
      Number(database.pragma('page_count', { simple: true })) *
      Number(database.pragma('page_size', { simple: true })),
    profileBytes:
      database.prepare<[], number>('SELECT coalesce(sum(bytes), 0) FROM profiles').pluck().get() ?? 0,
    timeMin: times?.timeMin ?? null,
    timeMax: times?.timeMax ?? null,
  }
}

/** @throws AppError `NOT_FOUND`. */
export function deleteDataset(catalogue: Catalogue, id: DatasetId, reason: string): Removal {
  const dataset = getDataset(catalogue, id)
  catalogue.database.transaction(() => dropDataset(catalogue.database, dataset, reason)).immediate()
  removeFolder(catalogue, id)
  return removalOf([dataset])
}

/** @throws AppError `NOT_FOUND`. */
export function deleteModel(catalogue: Catalogue, model: string, reason: string): Removal {
  const { database } = catalogue
  requireModel(database, model)
  const datasets = listDatasets(catalogue, model)
  database
    .transaction(() => {
      for (const dataset of datasets) dropDataset(database, dataset, reason)
      database.prepare<[string]>('DELETE FROM models WHERE name = ?').run(model)
      appendAudit(database, 'model.deleted', model, { logs: datasets.length, reason })
    })
    .immediate()
  for (const { id } of datasets) removeFolder(catalogue, id)
  rmSync(join(catalogue.paths.growth, growthFolder(model)), { recursive: true, force: true })
  return removalOf(datasets)
}

export function removeRowsBefore(catalogue: Catalogue, time: number, reason: string): Removal {
  let rows = 0
  let bytes = 0
  for (const dataset of listDatasets(catalogue, null)) {
    const imported = Date.parse(dataset.createdAt)
    const old = dataset.chunks.filter(({ timeMax }) => (timeMax ?? imported) < time)
    if (old.length === 0) continue
    const changes = old.map(({ path }) => ({ path, replacement: null }))
    const removed = old.reduce((sum, chunk) => sum + chunk.rows, 0)
    applyChanges(catalogue, dataset, changes, { rows: removed, before: new Date(time).toISOString(), reason })
    rows += removed
    bytes += old.reduce((sum, chunk) => sum + chunk.bytes, 0)
  }
  return { rows, bytes }
}

type Replacement = {
  readonly file: string
  readonly rows: number
  readonly bytes: number
  readonly sha256: string
}
export type ChunkChange = { readonly path: string; readonly replacement: Replacement | null }

/** Takes chunks out of the catalogue or puts others in their place, then removes the files. */
export function applyChanges(
  { database }: Catalogue,
  dataset: Dataset,
  changes: readonly ChunkChange[],
  detail: { readonly rows: number } & Readonly<Record<string, unknown>>,
  also: (database: Database) => void = () => {},
): void {
  database
    .transaction(() => {
      for (const { path, replacement } of changes) {
        const file = basename(path)
        if (replacement === null) {
          database.prepare('DELETE FROM chunks WHERE dataset = ? AND file = ?').run(dataset.id, file)
        } else {
          database
            .prepare(
              'UPDATE chunks SET file = ?, rows = ?, bytes = ?, sha256 = ? WHERE dataset = ? AND file = ?',
            )
            .run(replacement.file, replacement.rows, replacement.bytes, replacement.sha256, dataset.id, file)
        }
      }
      also(database)
      if (changes.length === 0) return
      database.prepare('UPDATE datasets SET rows = rows - ? WHERE id = ?').run(detail.rows, dataset.id)
      appendAudit(database, 'rows.removed', dataset.id, detail)
    })
    .immediate()
  for (const { path } of changes) rmSync(path, { force: true })
}

function dropDataset(database: Database, dataset: Dataset, reason: string): void {
  database.prepare<[string]>('DELETE FROM datasets WHERE id = ?').run(dataset.id)
  const { model, name, hash, rows } = dataset
  appendAudit(database, 'dataset.deleted', dataset.id, { model, name, hash, rows, reason })
}

export function requireModel(database: Database, model: string): void {
  if (database.prepare<[string]>('SELECT 1 FROM models WHERE name = ?').get(model) !== undefined) return
  throw new AppError('NOT_FOUND', say('error.model.not_here', { model }), say('error.model.not_here.mend'))
}

function removeFolder({ paths }: Catalogue, id: DatasetId): void {
  rmSync(join(paths.chunks, id), { recursive: true, force: true })
}

function removalOf(datasets: readonly Dataset[]): Removal {
  return {
    rows: datasets.reduce((sum, { rows }) => sum + rows, 0),
    bytes: datasets.flatMap(({ chunks }) => chunks).reduce((sum, { bytes }) => sum + bytes, 0),
  }
}
