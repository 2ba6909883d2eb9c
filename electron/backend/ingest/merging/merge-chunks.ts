import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BaselineId, DatasetId } from '#shared/domain/ids.ts'
import { mergeProfiles, shapeOf, unionOfBuckets } from '#shared/stats/profile/column-profile.ts'
import { decodeProfiles, encodeProfiles } from '../../profiles/format.ts'
import { writeWhole } from '../../profiles/write-profile.ts'
import { mergeChunkFiles } from '../../store/chunks/merge.ts'
import type { ChunkProfile, MergedChunk } from '../../store/growth-types.ts'
import type { StoredChunk } from '../../store/types.ts'

export type MergeRequest = {
  readonly dataset: DatasetId
  /** At least two that follow each other. */
  readonly chunks: readonly StoredChunk[]
  /** Of the log, on all baselines. */
  readonly profiles: readonly ChunkProfile[]
  readonly staging: string
  readonly profileFolder: string
}

/**
 * Writes several chunks as one, and their counts as one on each baseline on which all of them are counted: counts add
 * up, so that no row has to be counted again.
 * @throws AppError `CHUNK_CORRUPT`, `DISK_FULL`.
 */
export function mergeChunksAndCounts({
  dataset,
  chunks,
  profiles,
  staging,
  profileFolder,
}: MergeRequest): Pick<MergedChunk, 'chunk' | 'profiles'> {
  const file = `${randomUUID()}.arrow`
  const written = mergeChunkFiles(
    chunks.map(({ path }) => path),
    join(staging, file),
  )
  const known = <Key extends 'timeMin' | 'timeMax'>(key: Key) =>
    chunks.map((chunk) => chunk[key]).filter((time) => time !== null)
  const chunk = {
    file,
    ...written,
    timeMin: known('timeMin').reduce<number | null>((a, b) => Math.min(a ?? b, b), null),
    timeMax: known('timeMax').reduce<number | null>((a, b) => Math.max(a ?? b, b), null),
  }
  const counted: MergedChunk['profiles'][number][] = []
  for (const [baseline, all] of Map.groupBy(profiles, (profile) => profile.baseline)) {
    const own = chunks.map(({ sha256 }) => all.find(({ chunkSha256 }) => chunkSha256 === sha256))
    const parts = own.filter((part) => part !== undefined)
    const [first] = parts
    // Whatever cannot be added up is counted again.
    if (parts.length < chunks.length || parts.some((part) => !addsUp(part, first))) continue
    const target = `${baseline}/${dataset}/${chunk.file.replace('.arrow', '')}.profile`
    const bytes = sumOfProfiles(parts.map((part) => readFileSync(join(profileFolder, part.file))))
    const { unit, width, labels } = first
    counted.push({
      baseline: baseline as BaselineId,
      file: target,
      ...writeWhole(join(profileFolder, target), bytes),
      unit,
      width,
      labels,
    })
  }
  return { chunk, profiles: counted }
}

function addsUp(a: ChunkProfile, b: ChunkProfile): boolean {
  return a.unit === b.unit && a.width === b.width && a.labels === b.labels
}

function sumOfProfiles(files: readonly Uint8Array[]): Uint8Array {
  const decoded = files.map((bytes) => decodeProfiles(bytes))
  const buckets = unionOfBuckets(decoded.map((one) => one.buckets))
  const names = [...new Set(decoded.flatMap(({ columns }) => columns.map(({ name }) => name)))]
  return encodeProfiles(
    buckets,
    names.map((name) => {
      const parts = decoded.flatMap(({ columns }) => columns.filter((column) => column.name === name))
      return {
        name,
        profile: mergeProfiles(
          parts.map(({ profile }) => profile),
          shapeOf(parts[0].profile),
        ),
      }
    }),
  )
}
