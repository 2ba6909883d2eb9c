import type { Database } from 'better-sqlite3'
import type { RowWindow, WindowColumn } from '#shared/contract/documents/window.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { DatasetId } from '#shared/domain/ids.ts'
import { type ColumnProfile, TALLY } from '#shared/stats/profile/column-profile.ts'
import { type FrozenColumn, shapeOfColumn } from '#shared/stats/profile/frozen-column.ts'
import { measuresFromProfile, type PreparedColumn } from '#shared/stats/profile/measures.ts'
import { addWindow, type BucketRange, emptySums } from '#shared/stats/profile/window.ts'
import type { ProfileKey } from '../store/baseline-types.ts'
import { profilesOf } from '../store/catalogue/profiles.ts'
import type { Selection } from '../store/types.ts'
import { bucketRange } from './buckets.ts'
import { describeWindow } from './describe-window.ts'
import type { LogProfile, ProfileCache } from './profile-cache.ts'
import { contractWindow } from './windows.ts'
import type { WindowAnswer, WindowQuery } from './worker-types.ts'

/** The part of one log that a window takes. */
type Part = { readonly log: LogProfile; readonly range: BucketRange }

/**
 * Every metric of every column of the baseline in a window of some logs. Logs with chunks that have no profile yet are
 * left out and their chunks counted as pending.
 * @throws AppError `NOT_AVAILABLE` for a window of row numbers in a log that is counted by time.
 */
export function queryWindow(
  database: Database,
  cache: ProfileCache,
  prepared: readonly PreparedColumn[],
  query: WindowQuery,
): WindowAnswer {
  const { parts, pending, damaged, covered } = collect(database, cache, query)
  const columns = prepared.map((one) => {
    const { column } = one
    const sums = emptySums(shapeOfColumn(column))
    for (const { log, range } of parts) {
      const levels = log.columns.get(column.name)
      if (levels !== undefined) addWindow(sums, levels, range)
    }
    const found = measuresFromProfile(one, sums)
    const { name, kind, role, storage } = column
    return {
      head: { name, kind, role, storage },
      rows: tally(column, sums, TALLY.rows),
      missing: tally(column, sums, TALLY.missing),
      measures: found?.measures ?? null,
      bounds: found?.bounds ?? null,
      score: scoreOf(column, sums),
    }
  })
  const most = (side: 0 | 1) => columns.reduce((rows, column) => Math.max(rows, column.rows[side]), 0)
  return {
    ...describeWindow(columns),
    rows: { reference: most(0), current: most(1) },
    pending,
    covered,
    aligned: sameWindow(query.window, covered),
    damaged,
  }
}

function tally(column: FrozenColumn, sums: ColumnProfile, place: number): readonly [number, number] {
  return [column.reference.tallies[place], sums.tallies[place]]
}

function scoreOf(column: FrozenColumn, { counts, score }: ColumnProfile): WindowColumn['score'] {
  if (column.scale !== 'numeric' || score === null) return null
  return {
    boundaries: Float64Array.from(column.grid.boundaries),
    rows: Float64Array.from(counts),
    sums: Float64Array.from(score.sums),
    labelled: Float64Array.from(score.labelled),
    labels: Float64Array.from(score.labels),
  }
}

function collect(database: Database, cache: ProfileCache, { baseline, datasets, window }: WindowQuery) {
  const parts: Part[] = []
  const damaged: ProfileKey[] = []
  let pending = 0
  let firstRow = 0
  let start = Number.POSITIVE_INFINITY
  let end = Number.NEGATIVE_INFINITY
  for (const dataset of datasets) {
    const offset = firstRow
    const rows = rowsOf(database, dataset)
    firstRow += rows
    if (!reaches(window, offset, rows)) continue
    const stored = profilesOf(database, baseline, dataset)
    pending += stored.pending
    if (stored.pending > 0 || stored.profiles.length === 0) continue
    const loaded = cache.load(baseline, dataset, stored.profiles)
    if (loaded.damaged.length > 0) {
      pending += loaded.damaged.length
      damaged.push(...loaded.damaged.map((sequence) => ({ baseline, dataset, sequence })))
      continue
    }
    const { unit, width } = loaded.log.bucketing
    if (window.kind === 'all') {
      parts.push({ log: loaded.log, range: 'all' })
      continue
    }
    if (window.kind === 'rows' && unit === 'time') throw countedByTime()
    // A log without times is in no window of time.
    if (window.kind === 'time' && unit === 'rows') continue
    const range =
      window.kind === 'time'
        ? bucketRange(window.start, window.end, width)
        : bucketRange(Math.max(0, window.start - offset), Math.min(rows, window.end - offset), width)
    parts.push({ log: loaded.log, range })
    start = Math.min(start, range.start * width + (unit === 'rows' ? offset : 0))
    end = Math.max(end, unit === 'rows' ? offset + Math.min(rows, range.end * width) : range.end * width)
  }
  return { parts, damaged, pending, covered: coveredWindow(window, start, end) }
}

function reaches(window: Selection['window'], offset: number, rows: number): boolean {
  return window.kind !== 'rows' || (window.start < offset + rows && window.end > offset && rows > 0)
}

function rowsOf(database: Database, dataset: DatasetId): number {
  const rows = database
    .prepare<[string], number>('SELECT rows FROM datasets WHERE id = ?')
    .pluck()
    .get(dataset)
  if (rows !== undefined) return rows
  throw new AppError('NOT_FOUND', 'This log is no longer stored.', 'Import its files again.')
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

function sameWindow(asked: Selection['window'], covered: RowWindow): boolean {
  return JSON.stringify(contractWindow(asked)) === JSON.stringify(covered)
}

function countedByTime(): AppError {
  return new AppError(
    'NOT_AVAILABLE',
    'This log has times, so it is counted by time and not by row numbers.',
    'Choose a range of time.',
  )
}
