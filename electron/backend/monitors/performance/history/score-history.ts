import type { ScoreHistoryPoint } from '#shared/contract/documents/score-history.ts'
import { AppError } from '#shared/domain/errors.ts'
import { formatWindowSize, nextWindow, windowStart } from '#shared/domain/window-size.ts'
import { countedMetrics } from '#shared/stats/performance/score-cells.ts'
import { type ColumnProfile, TALLIES, TALLY } from '#shared/stats/profile/column-profile.ts'
import { shapeOfColumn } from '#shared/stats/profile/frozen-column.ts'
import type { PreparedColumn } from '#shared/stats/profile/measures.ts'
import { addWindow, emptySums } from '#shared/stats/profile/window.ts'
import { say } from '#shared/words/say.ts'
import type { CountedQuery } from '../../../models/worker-types.ts'
import { bucketRange } from '../../../profiles/buckets.ts'
import { type CountedLog, type LogSources, loadLogs } from '../../../profiles/counted-logs.ts'
import type { ProfileKey } from '../../../store/baseline-types.ts'
import { automaticWindow, type TimeWindowSize } from '../automatic-window.ts'
import { intervalView, plain } from '../describe.ts'

export type ScoreHistoryQuery = CountedQuery & {
  /** Null for windows that suit the length of the logs. */
  readonly size: TimeWindowSize | null
  readonly threshold: number
}

export type ScoreHistoryAnswer = {
  readonly column: string
  /** The windows, as `parseWindowSize` reads them. */
  readonly window: string
  readonly points: readonly ScoreHistoryPoint[]
  /** The baseline's own rows, measured alike. */
  readonly baseline: ScoreHistoryPoint
  readonly pending: number
  readonly damaged: readonly ProfileKey[]
}

const MOST_POINTS = 2_000

/**
 * Performance and calibration window by window, from the counts of score cells alone; its cost grows with windows and
 * cells, not with rows. Windows are not finer than the buckets in which rows were counted.
 * @throws AppError `NOT_AVAILABLE` for a model without a score among the columns of its baseline, or without times;
 * `BAD_PARAMS` for more than 2,000 windows.
 */
export function scoreHistory(
  sources: LogSources,
  prepared: readonly PreparedColumn[],
  query: ScoreHistoryQuery,
): ScoreHistoryAnswer {
  const column = prepared.find(({ column: one }) => one.reference.score !== null)?.column
  if (column === undefined) {
    throw new AppError('NOT_AVAILABLE', say('error.history.no_score'), say('error.history.no_score.mend'))
  }
  const { logs, pending, damaged } = loadLogs(sources, query)
  const timed = logs.filter(({ log }) => log.bucketing.unit === 'time' && log.columns.has(column.name))
  if (timed.length === 0 && logs.length > 0) {
    throw new AppError('NOT_AVAILABLE', say('error.history.no_times'), say('error.history.no_times.mend'))
  }
  const shape = shapeOfColumn(column)
  const found = spanOf(timed, column.name)
  const size = query.size ?? automaticWindow(Math.max(0, found.last - found.first), found.rows)
  const points = windowsOf(found, size).map(([start, end]) => {
    const sums = emptySums(shape)
    for (const { log } of timed) {
      const levels = log.columns.get(column.name)
      if (levels !== undefined) addWindow(sums, levels, bucketRange(start, end, log.bucketing.width))
    }
    return pointOf(sums, query.threshold, start, end)
  })
  return {
    column: column.name,
    window: formatWindowSize(size),
    points: points.filter(({ rows }) => rows > 0),
    baseline: pointOf(column.reference, query.threshold, null, null),
    pending,
    damaged,
  }
}

type Span = {
  /** Starts of the first and the last bucket with rows; no rows where the first is not before the last. */
  readonly first: number
  readonly last: number
  /** The widest bucket of a log. */
  readonly width: number
  readonly rows: number
}

function spanOf(logs: readonly CountedLog[], column: string): Span {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  let width = 0
  let rows = 0
  for (const { log } of logs) {
    const fine = log.columns.get(column)?.fine
    width = Math.max(width, log.bucketing.width)
    fine?.buckets.forEach((bucket, at) => {
      if (!Number.isFinite(bucket)) return
      first = Math.min(first, bucket * log.bucketing.width)
      last = Math.max(last, bucket * log.bucketing.width)
      rows += fine.tallies[at * TALLIES + TALLY.rows]
    })
  }
  return { first, last, width, rows }
}

/** Windows of the calendar that begin and end where buckets of every log do. */
function windowsOf({ first, last, width }: Span, size: TimeWindowSize): (readonly [number, number])[] {
  if (!(first <= last)) return []
  const windows: (readonly [number, number])[] = []
  const aligned = (time: number): number => Math.floor(time / width) * width
  for (let start = aligned(windowStart(size, first)); start <= last; ) {
    let end = nextWindow(size, windowStart(size, start))
    while (aligned(end) <= start) end = nextWindow(size, end)
    windows.push([start, aligned(end)])
    start = aligned(end)
    if (windows.length > MOST_POINTS) {
      throw new AppError(
        'BAD_PARAMS',
        say('error.history.many', { most: MOST_POINTS }),
        say('mend.longer_windows'),
      )
    }
  }
  return windows
}

function pointOf(
  { counts, score }: ColumnProfile,
  threshold: number,
  start: number | null,
  end: number | null,
): ScoreHistoryPoint {
  const none = new Float64Array(counts.length)
  const found = countedMetrics(
    {
      rows: counts,
      sums: score?.sums ?? none,
      labelled: score?.labelled ?? none,
      positives: score?.labels ?? none,
    },
    threshold,
  )
  const view = (
    { value, ci, reason }: (typeof found)['brier'],
    bounds: readonly [number, number] | null,
  ) => ({
    value: plain(value),
    ci: intervalView(ci),
    bounds: intervalView(bounds),
    ...(reason === null ? {} : { reason }),
  })
  return {
    start: start === null ? null : new Date(start).toISOString(),
    end: end === null ? null : new Date(end).toISOString(),
    rows: found.rows,
    labelled: found.labelled,
    positives: found.positives,
    mean_score: plain(found.meanScore),
    observed_rate: found.labelled > 0 ? plain(found.positives / found.labelled) : null,
    metrics: {
      roc_auc: view(found.rocAuc, found.rocAuc.bounds),
      accuracy: view(found.accuracy, found.accuracy.bounds),
      brier: view(found.brier, null),
      ece: view(found.ece, null),
      ece_debiased: view(found.eceDebiased, null),
    },
  }
}
