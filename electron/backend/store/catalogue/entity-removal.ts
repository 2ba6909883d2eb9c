import { randomUUID } from 'node:crypto'
import { basename, join } from 'node:path'
import { rewriteChunk } from '../chunks/rewrite.ts'
import type { Removal } from '../maintenance-types.ts'
import type { Dataset } from '../types.ts'
import { listDatasets } from './datasets.ts'
import type { Catalogue } from './open.ts'
import { applyChanges, type ChunkChange, requireModel } from './removal.ts'
import { sealRejects } from './seals.ts'

/** @throws AppError `NOT_FOUND`, `CHUNK_CORRUPT`. */
export function deleteEntity(catalogue: Catalogue, model: string, entity: string, reason: string): Removal {
  requireModel(catalogue.database, model)
  let rows = 0
  let bytes = 0
  for (const dataset of listDatasets(catalogue, model)) {
    const column = dataset.columns.find(({ role }) => role === 'entity_id')?.name
    if (column === undefined) continue
    const removed = dropEntity(catalogue, dataset, column, entity, reason)
    rows += removed.rows
    bytes += removed.bytes
  }
  return { rows, bytes }
}

function dropEntity(
  catalogue: Catalogue,
  dataset: Dataset,
  column: string,
  entity: string,
  reason: string,
): Removal {
  const changes: ChunkChange[] = []
  let rows = 0
  let bytes = 0
  for (const chunk of dataset.chunks) {
    const file = `${randomUUID()}.arrow`
    const kept = rewriteChunk(chunk.path, join(catalogue.paths.chunks, dataset.id, file), (reader) => {
      const { codes, values } = reader.categories(column)
      const gone = values.indexOf(entity)
      return (row) => codes[row] !== gone || gone === -1
    })
    if (kept.rows === chunk.rows) continue
    rows += chunk.rows - kept.rows
    bytes += chunk.bytes - (kept.written?.bytes ?? 0)
    changes.push({
      path: chunk.path,
      replacement: kept.written === null ? null : { file, rows: kept.rows, ...kept.written },
    })
  }
  const sequenceOf = catalogue.database
    .prepare<[string, string], number>('SELECT sequence FROM chunks WHERE dataset = ? AND file = ?')
    .pluck()
  const emptied = changes.flatMap(({ path, replacement }) =>
    replacement === null ? (sequenceOf.get(dataset.id, basename(path)) ?? []) : [],
  )
  // The audit table outlives the entity, so it does not name it.
  applyChanges(catalogue, dataset, changes, { rows, entity: 'one entity', reason }, (database) => {
    database
      .prepare<[string, string]>(
        `UPDATE rejects SET text = '(deleted)' WHERE dataset = ? AND instr(text, ?) > 0`,
      )
      .run(dataset.id, entity)
    sealRejects(database, dataset.id)
    // A profile outlives a chunk that retention removed; one whose chunk held nothing but the entity goes with it.
    const drop = database.prepare<[string, number]>('DELETE FROM profiles WHERE dataset = ? AND sequence = ?')
    for (const sequence of emptied) drop.run(dataset.id, sequence)
  })
  return { rows, bytes }
}
