import { createHash } from 'node:crypto'
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { ImportDocument } from '#shared/contract/documents/import.ts'
import type { DatasetId } from '#shared/domain/ids.ts'
import { syncFolder } from '../chunks/sync-folder.ts'
import type { ChunkProfile, FileMark, MergedChunk, StagedGrowth } from '../growth-types.ts'
import type { Dataset } from '../types.ts'
import { growthFolder } from '../workspace-paths.ts'
import { appendAudit } from './audit.ts'
import { addDataset, getDataset, insertChunks, insertRejects } from './datasets.ts'
import type { Catalogue } from './open.ts'
import { addProfiles } from './profiles.ts'

const SHOWN_REJECTS = 1_000
/** Marks of one file beyond these go, the oldest first. */
const MOST_MARKS = 1_000
/** For so long somebody may still be reading a chunk that another has replaced. */
const GRACE_MS = 5 * 60_000

export function listFileMarks(database: Database, model: string): FileMark[] {
  return database
    .prepare<[string], FileMark>(
      `SELECT file, inode, bytes, lines, chain, tail, dataset FROM file_marks
       WHERE model = ? ORDER BY marked_at, bytes`,
    )
    .all(model)
}

/** Removes what is kept of the lines of models that are gone. */
export function sweepGrowth({ database, paths }: Catalogue): void {
  if (!existsSync(paths.growth)) return
  const models = database.prepare<[], string>('SELECT name FROM models').pluck().all()
  const known = new Set(models.map(growthFolder))
  for (const name of readdirSync(paths.growth)) {
    if (!known.has(name)) rmSync(join(paths.growth, name), { recursive: true, force: true })
  }
}

/**
 * Makes lines of a growing file visible: as chunks of a log that is there, or as a new one. The chunks are moved to
 * their place, then one transaction tells of them and marks the file. A stop in between leaves files without a row,
 * which the next start sweeps.
 */
export function addGrowth(catalogue: Catalogue, { staged, onto, mark }: StagedGrowth): Dataset {
  const { database, paths } = catalogue
  if (onto === null) {
    return addDataset(catalogue, staged, () => putMark(database, staged.model, mark, staged.id))
  }
  const before = getDataset(catalogue, onto)
  const place = join(paths.chunks, onto)
  const chunks = staged.chunks.map((chunk) => ({ ...chunk, file: `${staged.id}-${chunk.file}` }))
  for (const [index, { file }] of staged.chunks.entries()) {
    renameSync(join(staged.folder, file), join(place, chunks[index].file))
  }
  syncFolder(place)
  try {
    database
      .transaction(() => {
        const next = Number(
          database
            .prepare<[string], number>('SELECT coalesce(max(sequence), -1) + 1 FROM chunks WHERE dataset = ?')
            .pluck()
            .get(onto),
        )
        insertChunks(database, onto, chunks, next)
        insertRejects(database, { ...staged, id: onto }, staged.folder, before.document.rows_rejected)
        const document = sumOf(before.document, staged.document)
        database
          .prepare(
            'UPDATE datasets SET rows = rows + ?, source_bytes = ?, hash = ?, document = ? WHERE id = ?',
          )
          .run(
            staged.document.rows_stored,
            document.bytes,
            createHash('sha256').update(`${before.hash}${staged.hash}`).digest('hex'),
            JSON.stringify(document),
            onto,
          )
        putMark(database, staged.model, mark, onto)
        appendAudit(database, 'dataset.grown', onto, {
          rows: staged.document.rows_stored,
          rejected: staged.document.rows_rejected,
          file: mark.file,
          bytes: mark.bytes,
        })
      })
      .immediate()
  } catch (error) {
    for (const { file } of chunks) rmSync(join(place, file), { force: true })
    throw error
  }
  rmSync(staged.folder, { recursive: true, force: true })
  return getDataset(catalogue, onto)
}

function sumOf(before: ImportDocument, more: ImportDocument): ImportDocument {
  return {
    ...before,
    rows_read: before.rows_read + more.rows_read,
    rows_stored: before.rows_stored + more.rows_stored,
    rows_rejected: before.rows_rejected + more.rows_rejected,
    rows_duplicate: before.rows_duplicate + more.rows_duplicate,
    rejects: [...before.rejects, ...more.rejects].slice(0, SHOWN_REJECTS),
    bytes: before.bytes + more.bytes,
    seconds: before.seconds + more.seconds,
    notes: [...new Set([...before.notes, ...more.notes])],
  }
}

function putMark(
  database: Database,
  model: string,
  { file, inode, bytes, lines, chain, tail }: StagedGrowth['mark'],
  dataset: DatasetId,
): void {
  database
    .prepare(
      `INSERT OR REPLACE INTO file_marks (model, tail, bytes, chain, lines, file, inode, dataset, marked_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(model, tail, bytes, chain, lines, file, inode, dataset, new Date().toISOString())
  database
    .prepare(
      `DELETE FROM file_marks WHERE model = ? AND inode = ? AND bytes <
         (SELECT bytes FROM file_marks WHERE model = ? AND inode = ? ORDER BY bytes DESC LIMIT 1 OFFSET ?)`,
    )
    .run(model, inode, model, inode, MOST_MARKS - 1)
}

/** Profiles of the stored chunks of a log, on all baselines. */
export function listChunkProfiles(database: Database, dataset: DatasetId): ChunkProfile[] {
  return database
    .prepare<[string], ChunkProfile>(
      `SELECT p.baseline, p.sequence, p.chunk_sha256 AS chunkSha256, p.file, p.sha256, p.unit, p.width, p.labels
       FROM profiles p JOIN chunks c ON c.dataset = p.dataset AND c.sequence = p.sequence
         AND c.sha256 = p.chunk_sha256
       WHERE p.dataset = ?`,
    )
    .all(dataset)
}

/** Replaced files stay for a while for those who are reading them; a start sweeps them in any case. */
export function mergeChunks(
  { database, paths }: Catalogue,
  { dataset, of, folder, chunk, profiles }: MergedChunk,
): void {
  const place = join(paths.chunks, dataset)
  const old = database
    .transaction(() => {
      const found = database
        .prepare<[string, string], { sequence: number; file: string; sha256: string }>(
          `SELECT sequence, file, sha256 FROM chunks
           WHERE dataset = ? AND sha256 IN (SELECT value FROM json_each(?)) ORDER BY sequence`,
        )
        .all(dataset, JSON.stringify(of))
      const same = found.length === of.length && found.every(({ sha256 }, index) => sha256 === of[index])
      if (!same) return []
      renameSync(join(folder, chunk.file), join(place, chunk.file))
      syncFolder(place)
      const dropChunk = database.prepare('DELETE FROM chunks WHERE dataset = ? AND sequence = ?')
      const dropProfile = database.prepare('DELETE FROM profiles WHERE dataset = ? AND sequence = ?')
      for (const { sequence } of found) {
        dropChunk.run(dataset, sequence)
        dropProfile.run(dataset, sequence)
      }
      const { sequence } = found[0]
      insertChunks(database, dataset, [chunk], sequence)
      addProfiles(
        database,
        profiles.map((profile) => ({ ...profile, dataset, sequence, chunkSha256: chunk.sha256 })),
      )
      return found
    })
    .immediate()
  rmSync(folder, { recursive: true, force: true })
  const removeOld = () => {
    for (const { file } of old) rmSync(join(place, file), { force: true })
  }
  if (old.length > 0) setTimeout(removeOld, GRACE_MS).unref()
}
