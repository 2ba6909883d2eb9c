import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { join, relative } from 'node:path'
import { say } from '#shared/words/say.ts'
import { errorCode } from '../storage-errors.ts'
import { findBrokenEntry } from './audit.ts'
import { changedDeliveries } from './deliveries.ts'
import type { Catalogue } from './open.ts'
import { brokenSeals } from './seals.ts'

/** What a workspace should hold and does not, and what a person does about it. */
export type WorkspaceProblem = {
  readonly where: string
  readonly expected: string
  readonly found: string
  readonly mend: string
}

export type WorkspaceCheck = {
  /** Things that were looked at: the catalogue, the audit chain, each delivery, each log, each chunk. */
  readonly checked: number
  readonly problems: readonly WorkspaceProblem[]
}

type DatasetRow = {
  id: string
  name: string
  rows: number
  read: number
  stored: number
  rejected: number
  duplicate: number
  /** Rows that were taken out since, by the audit table. */
  removed: number
}
type ChunkRow = { file: string; rows: number; bytes: number; sha256: string }

/**
 * Checks that the catalogue is sound and holds what was written, that the audit chain and every delivery are as they were written, that the rows of each log add up, and that each
 * chunk has the bytes that were written.
 */
export function verifyWorkspace(catalogue: Catalogue): WorkspaceCheck {
  const problems: WorkspaceProblem[] = []
  let checked = 2
  const integrity = catalogue.database.pragma('integrity_check(10)') as readonly { integrity_check: string }[]
  for (const { integrity_check: found } of integrity) {
    const expected = say('verify.expected.sound')
    if (found !== expected) {
      problems.push({ where: say('verify.catalogue'), expected, found, mend: say('mend.restore') })
    }
  }
  const broken = findBrokenEntry(catalogue.database)
  if (broken !== null) {
    problems.push({
      where: say('verify.entry', { sequence: broken.sequence }),
      expected: say('verify.expected.entry'),
      found: broken.reason,
      mend: say('verify.mend.entry'),
    })
  }
  const { checked: deliveries, changed } = changedDeliveries(catalogue.database)
  checked += deliveries
  for (const sequence of changed) {
    problems.push({
      where: say('verify.delivery', { sequence }),
      expected: say('verify.expected.written'),
      found: say('verify.found.content'),
      mend: say('verify.mend.delivery'),
    })
  }
  // A chain and digests of their own say more of these.
  const told = new Set([
    ...(broken === null ? [] : ['audit']),
    ...(changed.length === 0 ? [] : ['deliveries']),
  ])
  for (const subject of brokenSeals(catalogue.database)) {
    if (told.has(subject)) continue
    problems.push({
      where: say('verify.catalogue.table', { table: subject }),
      expected: say('verify.expected.rows'),
      found: say('verify.found.rows'),
      mend: say('verify.mend.table'),
    })
  }
  for (const dataset of datasetsOf(catalogue)) {
    const chunks = chunksOf(catalogue, dataset.id)
    checked += 1 + chunks.length
    problems.push(...rowProblems(catalogue, dataset, chunks), ...chunkProblems(catalogue, dataset, chunks))
  }
  return { checked, problems }
}

function datasetsOf({ database }: Catalogue): DatasetRow[] {
  return database
    .prepare<[], DatasetRow>(
      `SELECT id, name, rows, document ->> 'rows_read' AS read, document ->> 'rows_rejected' AS rejected,
              document ->> 'rows_duplicate' AS duplicate, document ->> 'rows_stored' AS stored,
              (SELECT coalesce(sum(detail ->> 'rows'), 0) FROM audit
               WHERE action = 'rows.removed' AND subject = datasets.id)
              + (SELECT coalesce(sum(gone.value), 0) FROM audit, json_each(audit.detail, '$.logs') AS gone
                 WHERE action = 'retention.applied' AND gone.key = datasets.id) AS removed
       FROM datasets ORDER BY created_at, id`,
    )
    .all()
}

function chunksOf({ database }: Catalogue, dataset: string): ChunkRow[] {
  return database
    .prepare<[string], ChunkRow>(
      'SELECT file, rows, bytes, sha256 FROM chunks WHERE dataset = ? ORDER BY sequence',
    )
    .all(dataset)
}

function rowProblems(
  { database }: Catalogue,
  { id, name, rows, read, stored, rejected, duplicate, removed }: DatasetRow,
  chunks: readonly ChunkRow[],
): WorkspaceProblem[] {
  const problems: WorkspaceProblem[] = []
  const expect = (where: string, expected: number, found: number) => {
    if (expected === found) return
    problems.push({ where, expected: String(expected), found: String(found), mend: say('error.chunk.mend') })
  }
  const inChunks = chunks.reduce((sum, chunk) => sum + chunk.rows, 0)
  const kept = database
    .prepare<[string], number>('SELECT count(*) FROM rejects WHERE dataset = ?')
    .pluck()
    .get(id)
  expect(say('verify.rows.chunks', { log: name }), rows, inChunks)
  expect(say('verify.rows.rejected', { log: name }), rejected, kept ?? 0)
  expect(say('verify.rows.stored', { log: name }), rows + removed, stored)
  expect(say('verify.rows.read', { log: name }), stored + rejected + duplicate, read)
  return problems
}

function chunkProblems(
  { paths }: Catalogue,
  { id, name }: DatasetRow,
  chunks: readonly ChunkRow[],
): WorkspaceProblem[] {
  return chunks.flatMap(({ file, bytes, sha256 }) => {
    const path = join(paths.chunks, id, file)
    const where = `${name}: ${relative(paths.chunks, path)}`
    try {
      const found = hashOfFile(path)
      const mend = say('error.chunk.mend')
      if (found.bytes !== bytes) {
        const size = (count: number) => say('verify.bytes', { bytes: count })
        return [{ where, expected: size(bytes), found: size(found.bytes), mend }]
      }
      return found.sha256 === sha256 ? [] : [{ where, expected: sha256, found: found.sha256, mend }]
    } catch (error) {
      const isGone = errorCode(error) === 'ENOENT'
      return [
        {
          where,
          expected: sha256,
          found: isGone ? say('verify.found.no_file') : String(error),
          mend: say(isGone ? 'error.chunk.mend' : 'error.file.code.mend'),
        },
      ]
    }
  })
}

function hashOfFile(path: string): { bytes: number; sha256: string } {
  const hash = createHash('sha256')
  const block = new Uint8Array(1 << 20)
  const file = openSync(path, 'r')
  let bytes = 0
  try {
    for (;;) {
      const count = readSync(file, block)
      if (count === 0) return { bytes, sha256: hash.digest('hex') }
      hash.update(block.subarray(0, count))
      bytes += count
    }
  } finally {
    closeSync(file)
  }
}
