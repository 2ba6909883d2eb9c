import type { BreakerPolicy } from '#shared/policy/breaker/policy.ts'
import type { Dataset } from '../../../store/types.ts'
import type { RowFeed } from '../../observations/feed.ts'
import { pickRows } from '../../observations/pick-rows.ts'
import { readFeed } from '../../observations/read-feed.ts'
import { openScoredLog } from '../../scored-log/read-scored-log.ts'
import type { ScoredLog } from '../../scored-log/types.ts'
import type { LiveCursor } from '../parts/cursors.ts'
import { rowsByValue } from '../parts/feed-parts.ts'
import type { BreakerCursor } from '../replay/cursor.ts'
import { wantedColumns } from '../wanted-columns.ts'
import type { LiveTask } from '../worker-types.ts'

/** Rows that a breaker has seen, as far back as its windows reach, and those that are new to it. */
export type NewRows = {
  readonly feed: RowFeed
  /** Rows at the beginning of the feed that were seen before. */
  readonly known: number
}

/**
 * Reads the new rows of a model behind those that its windows still hold. Rows come in the order in which they were seen:
 * a new row that is older than the newest one seen is taken at the time of that one. A label of a row that was seen is new
 * when its file is, or when its time had not come yet.
 */
export function readNewRows(task: LiveTask): NewRows {
  const { policy, cursor, labelLogs, given } = task
  const seen = new Set<string>(task.seen)
  const fresh = task.logs.filter(({ id }) => !seen.has(id))
  const earlier = task.logs.filter(({ id }) => seen.has(id))
  const history = cursor === null ? [] : historyOf(earlier, policy, cursor)
  const historyRows = rowsOf(history)
  const log = openScoredLog({ logs: [...history, ...fresh], labelLogs, arrivals: task.arrivals })
  const reference = task.reference === null ? null : openScoredLog(task.reference)
  const { feed } = readFeed(log, reference, given, wantedColumns(policy), task.loopTests)
  if (cursor === null) return { feed, known: 0 }
  const order = seenFirst(log, historyRows)
  const known = labelsBefore(task, history, fresh, order, historyRows)
  return {
    feed: asSeen(feed, log.labels.seenAt, order, historyRows, known, cursor),
    known: historyRows,
  }
}

function rowsOf(logs: readonly Dataset[]): number {
  return logs.reduce((rows, log) => rows + log.rows, 0)
}

/** The last logs that together hold every row that a window of any part, or a probe, may still need. */
function historyOf(logs: readonly Dataset[], policy: BreakerPolicy, cursor: LiveCursor): Dataset[] {
  const { parts } = cursor
  if (policy.by === null || parts === undefined) return tailOf(logs, policy, cursor)
  const { by } = policy
  for (let least = 1; ; least *= 2) {
    const tail = tailOf(logs, policy, cursor, least)
    if (tail.length === logs.length) return tail
    const log = openScoredLog({ logs: tail, labelLogs: [] })
    if (!log.columns.some(({ name }) => name === by)) return tail
    const held = rowsByValue(log.coded(by))
    const isEnough = Object.entries(parts).every(
      ([value, part]) => (held.get(value) ?? 0) >= Math.min(part.rows, mostRowsOf(policy, part)),
    )
    if (isEnough) return tail
    least = Math.max(least, rowsOf(tail))
  }
}

function mostRowsOf({ conditions }: BreakerPolicy, { state, rows }: BreakerCursor): number {
  const windows = conditions.map(({ window }) => (window.kind === 'rows' ? window.rows : 0))
  return Math.max(...windows, state.phase === 'HALF_OPEN' ? rows - state.sinceRow : 0)
}

function tailOf(
  logs: readonly Dataset[],
  policy: BreakerPolicy,
  cursor: BreakerCursor,
  least = 0,
): Dataset[] {
  const { clock } = cursor
  const mostRows = Math.max(least, mostRowsOf(policy, cursor))
  const longest = Math.max(
    0,
    ...policy.conditions.map(({ window }) => (window.kind === 'time' ? window.ms : 0)),
  )
  const since = clock - longest
  let first = logs.length
  let held = 0
  while (first > 0) {
    const next = logs[first - 1]
    const last = Math.max(...next.chunks.map(({ timeMax }) => timeMax ?? Number.NEGATIVE_INFINITY))
    if (held >= mostRows && !(longest > 0 && last > since)) break
    held += next.rows
    first -= 1
  }
  return logs.slice(first)
}

/** Places of the log: rows of the history first, then the new ones, each in the order of time. */
function seenFirst({ rows, fileRow }: ScoredLog, historyRows: number): Uint32Array {
  const order = new Uint32Array(rows)
  let next = 0
  for (const isHistory of [true, false]) {
    for (let place = 0; place < rows; place++) {
      if ((fileRow === null ? place : fileRow[place]) < historyRows === isHistory) order[next++] = place
    }
  }
  return order
}

/** Which rows of the history had a label in the files that were seen; null where no file of labels is new. */
function labelsBefore(
  { labelLogs, seen }: LiveTask,
  history: readonly Dataset[],
  fresh: readonly Dataset[],
  order: Uint32Array,
  historyRows: number,
): Uint8Array | null {
  const known = new Set<string>(seen)
  const before = labelLogs.filter(({ id }) => known.has(id))
  if (before.length === labelLogs.length) return null
  const { codes } = openScoredLog({ logs: [...history, ...fresh], labelLogs: before }).labels
  return Uint8Array.from({ length: historyRows }, (_, at) => (codes[order[at]] >= 0 ? 1 : 0))
}

function asSeen(
  feed: RowFeed,
  seenAt: Float64Array,
  order: Uint32Array,
  historyRows: number,
  labelledBefore: Uint8Array | null,
  cursor: BreakerCursor,
): RowFeed {
  const { rows } = feed
  const times = new Float64Array(rows)
  const isLate = new Uint8Array(rows)
  const late: { readonly row: number; readonly at: number }[] = []
  let newest = Number.NEGATIVE_INFINITY
  for (let at = 0; at < rows; at++) {
    const from = order[at]
    const floor = at < historyRows ? newest : Math.max(newest, cursor.clock)
    times[at] = Math.max(floor, feed.timed ? feed.times[from] : newest + 1_000)
    if (!Number.isFinite(times[at])) times[at] = feed.times[from]
    newest = times[at]
    if (feed.right[from] < 0) continue
    const came = seenAt[from]
    const isNew = at >= historyRows ? came > times[at] : came > cursor.clock || labelledBefore?.[at] === 0
    if (!isNew) continue
    isLate[at] = 1
    late.push({ row: at, at: Math.max(cursor.clock, Number.isNaN(came) ? cursor.clock : came) })
  }
  late.sort((a, b) => a.at - b.at || a.row - b.row)
  return {
    ...pickRows({ ...feed, late: null }, order),
    firstRow: cursor.rows - historyRows,
    times,
    late:
      late.length === 0
        ? null
        : {
            rows: Uint32Array.from(late, ({ row }) => row),
            at: Float64Array.from(late, ({ at }) => at),
            isLate,
          },
  }
}
