import type { QualityFinding } from '#shared/contract/documents/drift.ts'
import type { JobContext } from '#shared/contract/handlers.ts'
import { rateChange } from '#shared/stats/quality/rate-change.ts'
import type { PointInTimeLeaks, Staleness } from '#shared/stats/quality/times.ts'
import { say } from '#shared/words/say.ts'
import type { TimeSurvey } from '../../compute/groups/survey-times.ts'
import type { ComputePool } from '../../compute/pool.ts'
import type { RowSource, Sides } from '../../compute/procedures.ts'
import type { StoredColumn } from '../../store/types.ts'
import { volumeFinding } from './volume.ts'
import { partOfRows } from './words.ts'

const LEAST_ROWS = 200
/** From this share of late rows on, the baseline itself is not kept in order, and its order says nothing. */
const UNORDERED = 0.1

export type TimeFindingsRequest = {
  readonly surveys: Sides<TimeSurvey>
  readonly sources: Sides<RowSource>
  /** Columns of both sides. */
  readonly columns: readonly StoredColumn[]
  readonly now: number
}

/** What the times of both sides say about the log: its order, its volume, its age, times from the future. */
export async function timeFindings(
  pool: ComputePool,
  request: TimeFindingsRequest,
  { cancelFlag }: JobContext,
): Promise<QualityFinding[]> {
  const { surveys, sources, columns, now } = request
  const timestamp = sources.current.timestamp
  if (timestamp === null || surveys.current.timed === 0) return []
  const dated = columns.filter(({ storage, role }) => storage === 'timestamp' && role === 'feature')
  const [leaks, stale] = await Promise.all([
    pool.map(
      'findPointInTimeLeaks',
      dated.map(({ name }) => ({ source: sources.current, column: name, cancelFlag })),
      { cancelFlag },
    ),
    isHistory(surveys.current, now) || surveys.current.range === null
      ? []
      : pool.map(
          'measureStaleness',
          [{ baseline: sources.reference, lastTime: surveys.current.range.last, now, cancelFlag }],
          { cancelFlag },
        ),
  ])
  return [
    futureTimes(timestamp, surveys.current),
    outOfOrder(timestamp, surveys),
    volumeFinding(timestamp, surveys),
    ...stale.map((one) => staleLog(timestamp, one)),
    ...leaks.map((one, index) => leak(dated[index].name, one)),
  ].filter((finding) => finding !== null)
}

/** A log that ended longer ago than it lasted is looked back at, so that its age is no news. */
function isHistory({ range }: TimeSurvey, now: number): boolean {
  return range === null || now - range.last > range.last - range.first
}

function futureTimes(column: string, { timed, future }: TimeSurvey): QualityFinding | null {
  if (future.rows === 0) return null
  return {
    code: 'future_timestamps',
    column,
    severity: future.rows / timed >= 0.01 ? 'high' : 'moderate',
    detail: say('quality.future', {
      part: partOfRows(future.rows, timed),
      lead: future.greatestLeadMs,
    }),
  }
}

function outOfOrder(column: string, { reference, current }: Sides<TimeSurvey>): QualityFinding | null {
  if (Math.min(reference.timed, current.timed) < LEAST_ROWS) return null
  const change = rateChange(reference.late, reference.timed, current.late, current.timed, {
    floor: 0.01,
    direction: 'rise',
  })
  if (!change.fired || change.reference === null || change.reference >= UNORDERED) return null
  return {
    code: 'out_of_order',
    column,
    severity: 'low',
    detail: say('quality.out_of_order', {
      part: partOfRows(current.late, current.timed),
      late: current.greatestLatenessMs,
      baseline: change.reference,
    }),
  }
}

function staleLog(column: string, { ageMs, usualGapMs, stale }: Staleness): QualityFinding | null {
  if (!stale || usualGapMs === null) return null
  return {
    code: 'stale',
    column,
    severity: 'moderate',
    detail: say('quality.stale', { age: ageMs, gap: usualGapMs }),
  }
}

function leak(column: string, { rows, leaks, share, medianLeadMs }: PointInTimeLeaks): QualityFinding | null {
  if (leaks === 0 || share === null || medianLeadMs === null) return null
  return {
    code: 'point_in_time',
    column,
    severity: share >= 0.01 ? 'moderate' : 'low',
    detail: say('quality.leak', { part: partOfRows(leaks, rows), lead: medianLeadMs }),
  }
}
