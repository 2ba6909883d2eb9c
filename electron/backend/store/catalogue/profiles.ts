import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { BaselineId, DatasetId } from '#shared/domain/ids.ts'
import type {
  LabelledProfile,
  NewProfile,
  PendingChunk,
  ProfileKey,
  StoredProfile,
} from '../baseline-types.ts'
import type { Catalogue } from './open.ts'

type PendingRow = {
  dataset: string
  sequence: number
  file: string
  rows: number
  sha256: string
  first_row: number
}

/**
 * Chunks of a model that have no profile on a baseline, or one of other rows than they hold now; in the order of the
 * logs. Profiles of chunks whose rows are gone are whole as they are.
 */
export function pendingChunks(database: Database, baseline: BaselineId, model: string): PendingRow[] {
  return database
    .prepare<[string, string], PendingRow>(
      `SELECT c.dataset, c.sequence, c.file, c.rows, c.sha256,
         (SELECT coalesce(sum(b.rows), 0) FROM chunks b
          WHERE b.dataset = c.dataset AND b.sequence < c.sequence) AS first_row
       FROM datasets d JOIN chunks c ON c.dataset = d.id
       LEFT JOIN profiles p ON p.baseline = ? AND p.dataset = c.dataset AND p.sequence = c.sequence
         AND p.chunk_sha256 = c.sha256
       WHERE d.model = ? AND p.file IS NULL
       ORDER BY d.created_at, d.id, c.sequence`,
    )
    .all(baseline, model)
}

export function listPendingChunks(
  { database, paths }: Catalogue,
  baseline: BaselineId,
  model: string,
): PendingChunk[] {
  return pendingChunks(database, baseline, model).map((row) => ({
    dataset: row.dataset as DatasetId,
    sequence: row.sequence,
    path: join(paths.chunks, row.dataset, row.file),
    rows: row.rows,
    firstRow: row.first_row,
    sha256: row.sha256,
  }))
}

/**
 * Makes finished profile files visible, all in one transaction; those that were there before are replaced. One whose
 * chunk was removed or replaced meanwhile is left out.
 */
export function addProfiles(database: Database, profiles: readonly NewProfile[]): void {
  const put = database.prepare(
    `INSERT OR REPLACE INTO profiles
       (baseline, dataset, sequence, chunk_sha256, file, bytes, sha256, unit, width, labels)
     SELECT @baseline, @dataset, @sequence, @chunkSha256, @file, @bytes, @sha256, @unit, @width, @labels
     WHERE EXISTS (SELECT 1 FROM chunks
                   WHERE dataset = @dataset AND sequence = @sequence AND sha256 = @chunkSha256)`,
  )
  database
    .transaction(() => {
      for (const profile of profiles) put.run(profile)
    })
    .immediate()
}

/** Forgets profiles whose files are lost or damaged, so that they are built again. */
export function forgetProfiles({ database, paths }: Catalogue, lost: readonly ProfileKey[]): void {
  const files = database
    .transaction(() =>
      lost.flatMap(({ baseline, dataset, sequence }) =>
        database
          .prepare<[string, string, number], string>(
            'DELETE FROM profiles WHERE baseline = ? AND dataset = ? AND sequence = ? RETURNING file',
          )
          .pluck()
          .all(baseline, dataset, sequence),
      ),
    )
    .immediate()
  for (const file of files) rmSync(join(paths.profiles, file), { force: true })
}

/** The profiles of some logs on a baseline that count the rows which are stored now, and the chunks without one. */
export function profilesOf(
  database: Database,
  baseline: BaselineId,
  dataset: DatasetId,
): { readonly profiles: StoredProfile[]; readonly pending: number } {
  const profiles = database
    .prepare<[string, string], StoredProfile>(
      `SELECT p.sequence, p.file, p.sha256, p.unit, p.width
       FROM profiles p LEFT JOIN chunks c ON c.dataset = p.dataset AND c.sequence = p.sequence
       WHERE p.baseline = ? AND p.dataset = ? AND (c.sha256 IS NULL OR c.sha256 = p.chunk_sha256)
       ORDER BY p.sequence`,
    )
    .all(baseline, dataset)
  const pending = database
    .prepare<[string, string], number>(
      `SELECT count(*) FROM chunks c
       LEFT JOIN profiles p ON p.baseline = ? AND p.dataset = c.dataset AND p.sequence = c.sequence
         AND p.chunk_sha256 = c.sha256
       WHERE c.dataset = ? AND p.file IS NULL`,
    )
    .pluck()
    .get(baseline, dataset)
  return { profiles, pending: pending ?? 0 }
}

/** Profiles of the stored chunks of a model on a baseline, in the order of the logs. */
export function listLabelledProfiles(
  { database, paths }: Catalogue,
  baseline: BaselineId,
  model: string,
): LabelledProfile[] {
  return database
    .prepare<[string, string], LabelledProfile>(
      `SELECT p.baseline, p.dataset, p.sequence, p.chunk_sha256 AS chunkSha256, p.file, p.bytes, p.sha256,
         p.unit, p.width, p.labels, c.file AS path, c.rows,
         (SELECT coalesce(sum(b.rows), 0) FROM chunks b
          WHERE b.dataset = c.dataset AND b.sequence < c.sequence) AS firstRow
       FROM datasets d JOIN chunks c ON c.dataset = d.id
       JOIN profiles p ON p.baseline = ? AND p.dataset = c.dataset AND p.sequence = c.sequence
         AND p.chunk_sha256 = c.sha256
       WHERE d.model = ? ORDER BY d.created_at, d.id, c.sequence`,
    )
    .all(baseline, model)
    .map((profile) => ({ ...profile, path: join(paths.chunks, profile.dataset, profile.path) }))
}

/** The bucket width of the profiles that a log already has on a baseline. */
export function profileWidth(
  database: Database,
  baseline: BaselineId,
  dataset: DatasetId,
): Pick<StoredProfile, 'unit' | 'width'> | null {
  return (
    database
      .prepare<[string, string], Pick<StoredProfile, 'unit' | 'width'>>(
        'SELECT unit, width FROM profiles WHERE baseline = ? AND dataset = ? LIMIT 1',
      )
      .get(baseline, dataset) ?? null
  )
}

/** Removes the profile files that the catalogue does not know and forgets those whose file is gone. */
export function sweepProfiles({ database, paths }: Catalogue): void {
  if (!existsSync(paths.profiles)) return
  const known = new Set(database.prepare<[], string>('SELECT file FROM profiles').pluck().all())
  const entries = readdirSync(paths.profiles, { recursive: true, withFileTypes: true })
  const found = new Set<string>()
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const file = path.slice(paths.profiles.length + 1).replaceAll('\\', '/')
    if (known.has(file)) found.add(file)
    else rmSync(path, { force: true })
  }
  const forget = database.prepare('DELETE FROM profiles WHERE file = ?')
  database
    .transaction(() => {
      for (const file of known) if (!found.has(file)) forget.run(file)
    })
    .immediate()
}
