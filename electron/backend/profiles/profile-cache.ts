import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BaselineId, DatasetId } from '#shared/domain/ids.ts'
import {
  addProfile,
  type ColumnProfile,
  emptyProfile,
  type ProfileShape,
  unionOfBuckets,
} from '#shared/stats/profile/column-profile.ts'
import { type ProfileLevels, withCoarseLevel } from '#shared/stats/profile/window.ts'
import type { StoredProfile } from '../store/baseline-types.ts'
import { errorCode, toStorageError } from '../store/storage-errors.ts'
import { type Bucketing, coarseFactor } from './buckets.ts'
import { decodeProfiles } from './format.ts'

/** The profile of one log on one baseline, all chunks together. */
export type LogProfile = {
  readonly bucketing: Bucketing
  readonly columns: ReadonlyMap<string, ProfileLevels>
  readonly bytes: number
}

/** A log's profile, and the chunks whose files were lost or damaged and are not in it. */
export type LoadedLog = { readonly log: LogProfile; readonly damaged: readonly number[] }

/** Profiles of logs as they are used: the least recently used ones go when there is more than `mostBytes`. */
export type ProfileCache = {
  /** `profiles` are those of the log's chunks, at least one, all with the same buckets. */
  load(baseline: BaselineId, dataset: DatasetId, profiles: readonly StoredProfile[]): LoadedLog
  readonly bytes: number
}

export const DEFAULT_CACHE_BYTES = 512 * 2 ** 20

export function createProfileCache(folder: string, mostBytes = DEFAULT_CACHE_BYTES): ProfileCache {
  const kept = new Map<string, { readonly files: string; readonly loaded: LoadedLog }>()
  let bytes = 0
  const forget = (key: string) => {
    bytes -= kept.get(key)?.loaded.log.bytes ?? 0
    kept.delete(key)
  }
  return {
    load(baseline, dataset, profiles) {
      const key = `${baseline} ${dataset}`
      const files = profiles.map(({ sha256 }) => sha256).join()
      const known = kept.get(key)
      if (known?.files === files) {
        kept.delete(key)
        kept.set(key, known)
        return known.loaded
      }
      forget(key)
      const loaded = loadLog(folder, profiles)
      if (loaded.damaged.length > 0) return loaded
      kept.set(key, { files, loaded })
      bytes += loaded.log.bytes
      for (const oldest of kept.keys()) {
        if (bytes <= mostBytes || oldest === key) break
        forget(oldest)
      }
      return loaded
    },
    get bytes() {
      return bytes
    },
  }
}

function loadLog(folder: string, profiles: readonly StoredProfile[]): LoadedLog {
  const damaged: number[] = []
  const files: Uint8Array[] = []
  const lists: Float64Array[] = []
  const shapes = new Map<string, ProfileShape>()
  // The buckets of all chunks come first, so that the sums are made in place, one decoded chunk at a time.
  for (const profile of profiles) {
    const file = readProfile(folder, profile)
    if (file === null) {
      damaged.push(profile.sequence)
      continue
    }
    files.push(file.bytes)
    lists.push(file.buckets)
    for (const [name, shape] of file.shapes) shapes.set(name, shape)
  }
  const buckets = unionOfBuckets(lists)
  const merged = new Map([...shapes].map(([name, shape]) => [name, emptyProfile(buckets, shape)]))
  for (const bytes of files) {
    for (const { name, profile } of decodeProfiles(bytes).columns) {
      const into = merged.get(name)
      if (into !== undefined) addProfile(into, profile)
    }
  }
  const [{ unit, width }] = profiles
  const factor = coarseFactor({ unit, width })
  const columns = new Map([...merged].map(([name, fine]) => [name, withCoarseLevel(fine, factor)]))
  let bytes = 0
  for (const { fine, coarse } of columns.values()) bytes += bytesOf(fine) + bytesOf(coarse)
  return { log: { bucketing: { unit, width }, columns, bytes }, damaged }
}

/** Null for a file that is lost, or not the one that was registered. */
function readProfile(folder: string, { file, sha256 }: StoredProfile) {
  try {
    const bytes = readFileSync(join(folder, file))
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) return null
    const { buckets, shapes } = decodeProfiles(bytes, () => false)
    return { bytes, buckets, shapes }
  } catch (error) {
    if (errorCode(error) === undefined || errorCode(error) === 'ENOENT') return null
    throw toStorageError(error, file)
  }
}

function bytesOf({ buckets, counts, tallies, moments, score }: ColumnProfile): number {
  return (
    buckets.byteLength +
    counts.byteLength +
    tallies.byteLength +
    (moments?.byteLength ?? 0) +
    (score === null ? 0 : score.sums.byteLength * 3)
  )
}
