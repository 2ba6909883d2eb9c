import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { RetentionLimits, RetentionPreview, RetentionResult } from '../maintenance-types.ts'
import { appendAudit } from './audit.ts'
import type { Catalogue } from './open.ts'

type OldChunk = {
  readonly dataset: string
  readonly sequence: number
  readonly file: string
  readonly rows: number
  readonly bytes: number
}

const OLD_CHUNKS = `
  SELECT c.dataset, c.sequence, c.file, c.rows, c.bytes
  FROM chunks c JOIN datasets d ON d.id = c.dataset
  WHERE d.created_at < ? AND (c.time_max IS NULL OR c.time_max < ?)`

/** What applying the limits would remove now; the profiles of rows that would go count once those are gone. */
export function previewRetention(
  { database }: Catalogue,
  { rowsBefore, profilesBefore }: RetentionLimits,
): RetentionPreview {
  const chunks = database
    .prepare<[string, number], OldChunk>(OLD_CHUNKS)
    .all(new Date(rowsBefore).toISOString(), rowsBefore)
  const gone = new Set(chunks.map(({ dataset, sequence }) => `${dataset} ${sequence}`))
  const profiles = database
    .prepare<[string], { dataset: string; sequence: number; there: number }>(
      `SELECT p.dataset, p.sequence, c.sequence IS NOT NULL AS there
       FROM profiles p JOIN datasets d ON d.id = p.dataset
       LEFT JOIN chunks c ON c.dataset = p.dataset AND c.sequence = p.sequence
       WHERE d.created_at < ?`,
    )
    .all(new Date(profilesBefore).toISOString())
  return {
    rows: chunks.reduce((sum, chunk) => sum + chunk.rows, 0),
    bytes: chunks.reduce((sum, chunk) => sum + chunk.bytes, 0),
    logs: new Set(chunks.map(({ dataset }) => dataset)).size,
    profiles: profiles.filter(
      ({ dataset, sequence, there }) => there === 0 || gone.has(`${dataset} ${sequence}`),
    ).length,
  }
}

/**
 * Removes chunks whose rows are old both by their own times and by when they came, so that a log of years ago can be
 * looked at for as long as one of today; then the profiles of rows that are gone and came before their own limit. One
 * transaction and one audit entry, none where nothing is old; the files follow.
 */
export function applyRetention(
  { database, paths }: Catalogue,
  { rowsBefore, profilesBefore }: RetentionLimits,
): RetentionResult {
  const cameBefore = (time: number) => new Date(time).toISOString()
  const removed = database
    .transaction(() => {
      const chunks = database
        .prepare<[string, number], OldChunk>(OLD_CHUNKS)
        .all(cameBefore(rowsBefore), rowsBefore)
      const rowsOf: Record<string, number> = {}
      const drop = database.prepare('DELETE FROM chunks WHERE dataset = ? AND sequence = ?')
      for (const { dataset, sequence, rows } of chunks) {
        drop.run(dataset, sequence)
        rowsOf[dataset] = (rowsOf[dataset] ?? 0) + rows
      }
      const lessen = database.prepare('UPDATE datasets SET rows = rows - ? WHERE id = ?')
      for (const [dataset, rows] of Object.entries(rowsOf)) lessen.run(rows, dataset)
      const profiles = database
        .prepare<[string], string>(
          `DELETE FROM profiles
           WHERE (SELECT created_at FROM datasets WHERE id = profiles.dataset) < ?
             AND NOT EXISTS (SELECT 1 FROM chunks c
                             WHERE c.dataset = profiles.dataset AND c.sequence = profiles.sequence)
           RETURNING file`,
        )
        .pluck()
        .all(cameBefore(profilesBefore))
      const rows = chunks.reduce((sum, chunk) => sum + chunk.rows, 0)
      const bytes = chunks.reduce((sum, chunk) => sum + chunk.bytes, 0)
      if (chunks.length > 0 || profiles.length > 0) {
        appendAudit(database, 'retention.applied', 'workspace', {
          rows,
          bytes,
          logs: rowsOf,
          profiles: profiles.length,
          rows_before: cameBefore(rowsBefore),
          profiles_before: cameBefore(profilesBefore),
        })
      }
      return { rows, bytes, chunks, profiles }
    })
    .immediate()
  for (const { dataset, file } of removed.chunks) rmSync(join(paths.chunks, dataset, file), { force: true })
  for (const file of removed.profiles) rmSync(join(paths.profiles, file), { force: true })
  return { rows: removed.rows, bytes: removed.bytes, profiles: removed.profiles.length }
}
