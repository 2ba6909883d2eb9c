import type { Database } from 'better-sqlite3'
import type { RowWindow } from '#shared/contract/documents/window.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { BaselineId, DatasetId } from '#shared/domain/ids.ts'
import type { BucketRange } from '#shared/stats/profile/window.ts'
import { say } from '#shared/words/say.ts'
import type { ProfileKey } from '../store/baseline-types.ts'
import { profilesOf } from '../store/catalogue/profiles.ts'
import type { Selection } from '../store/types.ts'
import { bucketRange } from './buckets.ts'
import type { LogProfile, ProfileCache } from './profile-cache.ts'
import type { SegmentLogs } from './segments/segment-logs.ts'
import type { Segment } from './segments/types.ts'
import { contractWindow } from './windows.ts'

/** One log on a baseline's grids, and the place of its rows among those of the model. */
export type CountedLog = {
  readonly dataset: DatasetId
  readonly log: LogProfile
  /** Number of its first row, counted from the first log on. */
  readonly offset: number
  readonly rows: number
}

/** The part of one log that a window takes. */
export type Part = { readonly log: LogProfile; readonly range: BucketRange }

export type CountedLogs = {
  readonly logs: readonly CountedLog[]
  /** Chunks that are not counted yet; they are left out. */
  readonly pending: number
  readonly damaged: readonly ProfileKey[]
}

export type LogSources = {
  readonly database: Database
  readonly cache: ProfileCache
  readonly segments: SegmentLogs
}

/**
 * The profiles of some logs, or of one segment of them. Chunks that have no profile yet are left out and counted as
 * pending, so that a log that grows stays in sight. `reached` says whether rows of a log are wanted at all.
 * @throws AppError `NOT_FOUND` for a log that is gone, `NOT_AVAILABLE` for a segment that was not counted.
 */
export function loadLogs(
  { database, cache, segments }: LogSources,
  {
    baseline,
    datasets,
    segment,
  }: {
    readonly baseline: BaselineId
    readonly datasets: readonly DatasetId[]
    readonly segment?: Segment | undefined
  },
  reached: (offset: number, rows: number) => boolean = () => true,
): CountedLogs {
  const logs: CountedLog[] = []
  const damaged: ProfileKey[] = []
  let pending = 0
  let firstRow = 0
  for (const dataset of datasets) {
    const offset = firstRow
    const rows = rowsOf(database, dataset)
    firstRow += rows
    if (!reached(offset, rows)) continue
    if (segment !== undefined) {
      logs.push({ dataset, log: segments.get({ baseline, dataset, segment }), offset, rows })
      continue
    }
    const stored = profilesOf(database, baseline, dataset)
    pending += stored.pending
    if (stored.profiles.length === 0) continue
    const loaded = cache.load(baseline, dataset, stored.profiles)
    if (loaded.damaged.length > 0) {
      pending += loaded.damaged.length
      damaged.push(...loaded.damaged.map((sequence) => ({ baseline, dataset, sequence })))
      continue
    }
    logs.push({ dataset, log: loaded.log, offset, rows })
  }
  return { logs, pending, damaged }
}

/** Whether a window takes rows of a log that holds these. */
export function reaches(window: Selection['window'], offset: number, rows: number): boolean {
  return window.kind !== 'rows' || (window.start < offset + rows && window.end > offset && rows > 0)
}

/**
 * What a window takes of each log, and the window of whole buckets that this is.
 * @throws AppError `NOT_AVAILABLE` for a window of row numbers in a log that is counted by time.
 */
export function windowParts(
  logs: readonly CountedLog[],
  window: Selection['window'],
): { readonly parts: readonly Part[]; readonly covered: RowWindow } {
  const parts: Part[] = []
  let start = Number.POSITIVE_INFINITY
  let end = Number.NEGATIVE_INFINITY
  for (const { log, offset, rows } of logs) {
    if (!reaches(window, offset, rows)) continue
    const { unit, width } = log.bucketing
    if (window.kind === 'all') {
      parts.push({ log, range: 'all' })
      continue
    }
    if (window.kind === 'rows' && unit === 'time') throw countedByTime()
    // A log without times is in no window of time.
    if (window.kind === 'time' && unit === 'rows') continue
    const range =
      window.kind === 'time'
        ? bucketRange(window.start, window.end, width)
        : bucketRange(Math.max(0, window.start - offset), Math.min(rows, window.end - offset), width)
    parts.push({ log, range })
    start = Math.min(start, range.start * width + (unit === 'rows' ? offset : 0))
    end = Math.max(end, unit === 'rows' ? offset + Math.min(rows, range.end * width) : range.end * width)
  }
  return { parts, covered: coveredWindow(window, start, end) }
}

function rowsOf(database: Database, dataset: DatasetId): number {
  const rows = database
    .prepare<[string], number>('SELECT rows FROM datasets WHERE id = ?')
    .pluck()
    .get(dataset)
  if (rows !== undefined) return rows
  throw new AppError('NOT_FOUND', say('error.log.gone'), say('mend.import_its_files'))
}

/** The window of whole buckets; the asked one where no bucket is in it. */
function coveredWindow(asked: Selection['window'], start: number, end: number): RowWindow {
  if (asked.kind === 'all' || start > end) return contractWindow(asked)
  return asked.kind === 'time'
    ? contractWindow({
        kind: 'time',
        start: Number.isFinite(start) ? start : null,
        end: Number.isFinite(end) ? end : null,
      })
    : { kind: 'rows', start, end }
}

function countedByTime(): AppError {
  return new AppError('NOT_AVAILABLE', say('error.log.by_time'), say('error.log.by_time.mend'))
}
