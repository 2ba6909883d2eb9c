import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { slotRows } from '#shared/stats/profile/fill.ts'
import { openChunk } from '../store/chunks/reader.ts'
import { errorCode } from '../store/storage-errors.ts'
import { decodeProfiles, encodeProfiles, type NamedProfile } from './format.ts'
import type { RelabelProfileTask, WrittenProfile } from './procedures.ts'
import { positionsOf, profileColumns } from './profile-chunk.ts'
import { writeWhole } from './write-profile.ts'

/**
 * Counts the score columns of a chunk once more, with the labels that are known now, and writes its profile anew; the
 * other columns stay as they were counted. Null where nothing changes, or where the profile is lost or damaged and has
 * to be counted as a whole.
 */
export function relabelProfile(task: RelabelProfileTask, stop: () => void): WrittenProfile | null {
  const before = readWhole(task.profile, task.sha256)
  if (before === null) return null
  const { buckets, columns } = decodeProfiles(before)
  const scores = new Set(columns.filter(({ profile }) => profile.score !== null).map(({ name }) => name))
  if (scores.size === 0) return null
  const chunk = openChunk(task.path)
  try {
    const slots = slotRows(positionsOf(chunk, task), task.bucketing.width)
    const counted = new Map<string, NamedProfile>()
    const wanted = { ...task, columns: task.columns.filter(({ name }) => scores.has(name)) }
    for (const one of profileColumns(chunk, slots, wanted, stop)) counted.set(one.name, one)
    const bytes = encodeProfiles(
      buckets,
      columns.map((column) => counted.get(column.name) ?? column),
    )
    return Buffer.compare(bytes, before) === 0 ? null : writeWhole(task.target, bytes)
  } finally {
    chunk.close()
  }
}

function readWhole(path: string, sha256: string): Uint8Array | null {
  try {
    const bytes = readFileSync(path)
    return createHash('sha256').update(bytes).digest('hex') === sha256 ? bytes : null
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}
