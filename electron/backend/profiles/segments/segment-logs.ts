import { AppError } from '#shared/domain/errors.ts'
import {
  addBucket,
  type ColumnProfile,
  emptyProfile,
  type ProfileShape,
  TIMELESS,
  unionOfBuckets,
} from '#shared/stats/profile/column-profile.ts'
import { withCoarseLevel } from '#shared/stats/profile/window.ts'
import { say } from '#shared/words/say.ts'
import { coarseFactor } from '../buckets.ts'
import { decodeProfiles } from '../format.ts'
import type { LogProfile } from '../profile-cache.ts'
import type { SegmentFiles, SegmentKey } from './types.ts'

/** Profiles of single segments. They are counted when asked for and live in memory only, the newest ones. */
export type SegmentLogs = {
  adopt(files: SegmentFiles): void
  has(key: SegmentKey): boolean
  /** @throws AppError `NOT_AVAILABLE` when the segment was not counted, or is not kept any more. */
  get(key: SegmentKey): LogProfile
}

const MOST_KEPT = 48

export function createSegmentLogs(): SegmentLogs {
  const kept = new Map<string, LogProfile>()
  return {
    adopt(files) {
      kept.delete(keyOf(files))
      kept.set(keyOf(files), mergeFiles(files))
      const [oldest] = kept.keys()
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
    },
    has: (key) => kept.has(keyOf(key)),
    get(key) {
      const log = kept.get(keyOf(key))
      if (log === undefined) throw notCounted(key)
      kept.delete(keyOf(key))
      kept.set(keyOf(key), log)
      return log
    },
  }
}

function keyOf({ baseline, dataset, segment }: SegmentKey): string {
  return JSON.stringify([baseline, dataset, segment.column, segment.value])
}

/** All chunks together. Rows outside of the segment were counted as timeless ones and are left out here. */
function mergeFiles({ files, bucketing }: SegmentFiles): LogProfile {
  const decoded = files.map((bytes) => decodeProfiles(bytes))
  const all = unionOfBuckets(decoded.map(({ buckets }) => buckets))
  const buckets = all.filter((bucket) => bucket !== TIMELESS)
  const shapes = new Map<string, ProfileShape>()
  for (const one of decoded) for (const [name, shape] of one.shapes) shapes.set(name, shape)
  const merged = new Map([...shapes].map(([name, shape]) => [name, emptyProfile(buckets, shape)]))
  for (const { columns } of decoded) {
    for (const { name, profile } of columns) {
      const into = merged.get(name)
      if (into !== undefined) addTimed(into, profile)
    }
  }
  const factor = coarseFactor(bucketing)
  return {
    bucketing,
    columns: new Map([...merged].map(([name, fine]) => [name, withCoarseLevel(fine, factor)])),
    bytes: 0,
  }
}

function addTimed(into: ColumnProfile, from: ColumnProfile): void {
  let slot = 0
  for (let i = 0; i < from.buckets.length; i++) {
    if (from.buckets[i] === TIMELESS) continue
    while (into.buckets[slot] < from.buckets[i]) slot++
    addBucket(into, slot, from, i)
  }
}

function notCounted({ segment }: SegmentKey): AppError {
  return new AppError(
    'NOT_AVAILABLE',
    say('error.segment.uncounted', { column: segment.column, value: segment.value }),
    say('error.segment.uncounted.mend'),
  )
}
