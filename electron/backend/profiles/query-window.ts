import type { RowWindow, WindowColumn } from '#shared/contract/documents/window.ts'
import { type ColumnProfile, TALLY } from '#shared/stats/profile/column-profile.ts'
import { type FrozenColumn, shapeOfColumn } from '#shared/stats/profile/frozen-column.ts'
import { measuresFromProfile, type PreparedColumn } from '#shared/stats/profile/measures.ts'
import { addWindow, emptySums } from '#shared/stats/profile/window.ts'
import type { Selection } from '../store/types.ts'
import { type CountedLogs, type Part, windowParts } from './counted-logs.ts'
import { describeWindow } from './describe-window.ts'
import { contractWindow } from './windows.ts'
import type { WindowAnswer } from './worker-types.ts'

/**
 * Every metric of every column in a window of some logs. Logs with chunks that have no profile yet are left out and
 * their chunks counted as pending.
 * @throws AppError `NOT_AVAILABLE` for a window of row numbers in a log that is counted by time.
 */
export function queryCompared(
  { logs, prepared, pending, damaged }: CountedLogs & { readonly prepared: readonly PreparedColumn[] },
  window: Selection['window'],
): WindowAnswer {
  const { parts, covered } = windowParts(logs, window)
  const columns = prepared.map((one) => {
    const { column } = one
    const sums = sumsOf(column, parts)
    const waits = awaitsLabels(column, sums)
    const found = waits ? null : measuresFromProfile(one, sums)
    const { name, kind, role, storage } = column
    return {
      ...(waits ? { reason: 'labels of this window are still coming' } : {}),
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
    aligned: sameWindow(window, covered),
    damaged,
  }
}

/** A label of which a greater share is missing than in the baseline is still coming: that is no drift, and not yet a finding. */
export function awaitsLabels({ role, reference }: FrozenColumn, { tallies }: ColumnProfile): boolean {
  const share = (counts: Float64Array) =>
    counts[TALLY.rows] === 0 ? 0 : counts[TALLY.missing] / counts[TALLY.rows]
  return role === 'label' && share(tallies) > share(reference.tallies) + PENDING_LABELS
}

/** Share of labels by which a window may fall behind its baseline and still be judged. */
const PENDING_LABELS = 0.02

/** The counts of one column over the parts of a window. */
export function sumsOf(column: FrozenColumn, parts: readonly Part[]): ColumnProfile {
  const sums = emptySums(shapeOfColumn(column))
  for (const { log, range } of parts) {
    const levels = log.columns.get(column.name)
    if (levels !== undefined) addWindow(sums, levels, range)
  }
  return sums
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

function sameWindow(asked: Selection['window'], covered: RowWindow): boolean {
  return JSON.stringify(contractWindow(asked)) === JSON.stringify(covered)
}
