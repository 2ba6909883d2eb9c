import type { JobContext } from '#shared/contract/handlers.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { SeverityPolicy } from '#shared/policy/severity-policy.ts'
import { nearest } from '#shared/stats/text/nearest.ts'
import { say } from '#shared/words/say.ts'
import type { RowGroups, SegmentGroups } from '../../compute/groups/row-groups.ts'
import type { TimeSurvey } from '../../compute/groups/survey-times.ts'
import type { ComputePool } from '../../compute/pool.ts'
import type { ColumnTask, RowSource, Sides } from '../../compute/procedures.ts'
import { mostRows } from '../../compute/read-selection.ts'
import type { StoredColumn } from '../../store/types.ts'
import { planTimeline, type Timeline } from '../time/timeline.ts'

/** How the rows of a comparison are grouped before its columns are counted. */
export type RowGroupings = {
  readonly surveys: Sides<TimeSurvey>
  /** Null where the current side has no times. */
  readonly timeline: Timeline | null
  readonly segments: { readonly by: string; readonly labels: readonly string[] } | null
  /** Runs of baseline rows that stand for its buckets where it has no times; else 0. */
  readonly runs: number
  /** What the column tasks take, and which of it is what. */
  readonly groupings: readonly Sides<RowGroups | null>[]
  readonly places: {
    readonly time: number | null
    readonly segments: number | null
    readonly chunks: number | null
  }
}

type Setting = {
  readonly pool: ComputePool
  readonly sources: Sides<RowSource>
  readonly policy: SeverityPolicy
  readonly by: SegmentColumn | null
  readonly now: number
  readonly context: JobContext
}

export type SegmentColumn = Pick<StoredColumn, 'name' | 'storage'>

/** Surveys the times of both sides and gives each row its bucket, its segment and its baseline chunk. */
export async function groupRows(setting: Setting): Promise<RowGroupings> {
  const { pool, sources, policy, by, now, context } = setting
  const { cancelFlag } = context
  const [before, after] = await pool.map(
    'surveyTimes',
    [sources.reference, sources.current].map((source) => ({ source, now, cancelFlag })),
    { cancelFlag },
  )
  const surveys = { reference: before, current: after }
  const timeline =
    after.range === null ? null : planTimeline({ reference: before.range, current: after.range })
  const [time, segments, chunks] = await Promise.all([
    timeline === null ? null : timeGroups(setting, timeline),
    by === null ? null : segmentGroups(setting, by),
    policy.rule === 'baseline-chunks' ? chunkGroups(setting, policy.chunks) : null,
  ])
  const all = [time, segments, chunks]
  const present = all.filter((grouping) => grouping !== null)
  const place = (grouping: Sides<RowGroups | null> | null) =>
    grouping === null ? null : present.indexOf(grouping)
  return {
    surveys,
    timeline,
    segments: segments === null || by === null ? null : { by: by.name, labels: segments.labels },
    runs: timeline === null || timeline.reference !== null ? 0 : (time?.reference?.groups ?? 0),
    groupings: present.map(({ reference, current }) => ({ reference, current })),
    places: { time: place(time), segments: place(segments), chunks: place(chunks) },
  }
}

async function timeGroups(
  { pool, sources, context: { cancelFlag } }: Setting,
  timeline: Timeline,
): Promise<Sides<RowGroups | null>> {
  const side = async (of: 'reference' | 'current'): Promise<RowGroups> => {
    const grid = timeline[of]
    if (grid === null) {
      const runs = timeline.current?.buckets.length ?? 1
      return runsOf(pool, sources[of], runs, cancelFlag)
    }
    const [groups] = await pool.map('groupByTime', [{ source: sources[of], edges: grid.edges, cancelFlag }], {
      cancelFlag,
    })
    return groups
  }
  const [reference, current] = await Promise.all([side('reference'), side('current')])
  return { reference, current }
}

async function segmentGroups(
  { pool, sources, context: { cancelFlag } }: Setting,
  by: SegmentColumn,
): Promise<SegmentGroups> {
  const task: ColumnTask = { ...sources, column: by.name, storage: by.storage, cancelFlag }
  const [groups] = await pool.map('groupBySegment', [task], { cancelFlag })
  return groups
}

async function chunkGroups(
  { pool, sources, context: { cancelFlag } }: Setting,
  chunks: number,
): Promise<Sides<RowGroups | null>> {
  return { reference: await runsOf(pool, sources.reference, chunks, cancelFlag), current: null }
}

async function runsOf(
  pool: ComputePool,
  source: RowSource,
  groups: number,
  cancelFlag: Int32Array,
): Promise<RowGroups> {
  const [runs] = await pool.map('groupByOrder', [{ rows: mostRows(source), groups }], { cancelFlag })
  return runs
}

/**
 * The column whose values are the segments.
 * @throws AppError `COLUMN_UNKNOWN` with the nearest name; `BAD_PARAMS` for a column that is no segment.
 */
export function segmentColumn(
  by: string | undefined,
  reference: readonly StoredColumn[],
  current: readonly StoredColumn[],
): SegmentColumn | null {
  if (by === undefined) return null
  const [before, after] = [reference, current].map((columns) => columns.find(({ name }) => name === by))
  if (before === undefined || after === undefined) {
    const names = reference
      .map(({ name }) => name)
      .filter((name) => current.some((column) => column.name === name))
    const close = nearest(by, names)
    const where = before === undefined && after === undefined ? 'Neither side has' : 'One side does not have'
    throw new AppError(
      'COLUMN_UNKNOWN',
      `${where} the column "${by}" for segments.${close === null ? '' : ` Did you mean "${close}"?`}`,
      say('mend.choose_one_of', { names: names.slice(0, 20) }),
    )
  }
  if (before.storage !== after.storage || before.kind === 'text' || before.storage === 'timestamp') {
    throw new AppError(
      'BAD_PARAMS',
      `The column "${by}" cannot be cut into segments: it holds ${before.storage !== after.storage ? 'another type on either side' : before.kind === 'text' ? 'free text' : 'times'}.`,
      'Choose a column with categories or numbers.',
    )
  }
  return { name: by, storage: before.storage }
}
