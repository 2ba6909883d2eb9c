import type { JobContext } from '#shared/contract/handlers.ts'
import { isAtLeast, type Verdict } from '#shared/domain/verdict.ts'
import type { ColumnJudgement, JudgedColumn } from '#shared/policy/severity.ts'
import type { SeverityPolicy } from '#shared/policy/severity-policy.ts'
import { jensenShannon } from '#shared/stats/divergence/divergences.ts'
import { seedFromText } from '#shared/stats/random.ts'
import { groupRows as rowsByGroup } from '../../compute/explain/bucket-verdicts.ts'
import type { ExplainColumnTask, ExplainedColumn, TimedCounts } from '../../compute/explain/explain-column.ts'
import type { ComputePool } from '../../compute/pool.ts'
import type { MeasuredColumn } from '../../compute/procedures.ts'
import type { RowGroupings } from './row-groupings.ts'

export type ExplainColumnsRequest = {
  readonly measured: ReadonlyMap<string, MeasuredColumn>
  readonly judgements: readonly ColumnJudgement[]
  readonly grouped: RowGroupings
  readonly policy: SeverityPolicy
  readonly seed: number
}

/** Of a column that drifted, the time is asked for; of one that did not, whether it did for a while. */
function onsetLimits(verdict: Verdict, family: number): ExplainColumnTask['onset'] {
  if (verdict === 'insufficient') return null
  if (isAtLeast(verdict, 'low')) return { alpha: 0.01, smallestPsi: 0.02 }
  return { alpha: 0.01 / Math.max(1, family), smallestPsi: 0.1 }
}

/** What stands behind each verdict, by the name of the column. */
export async function explainColumns(
  pool: ComputePool,
  { measured, judgements, grouped, policy, seed }: ExplainColumnsRequest,
  { cancelFlag }: JobContext,
): Promise<ReadonlyMap<string, ExplainedColumn>> {
  const family = judgements.filter(({ pAdjusted }) => pAdjusted !== null).length
  const tasks = judgements.flatMap(({ name, verdict }): { name: string; task: ExplainColumnTask }[] => {
    const column = measured.get(name)
    if (column === undefined || column.measures === null) return []
    const segments = placed(column, grouped.places.segments)
    return [
      {
        name,
        task: {
          measures: column.measures,
          policy,
          family,
          timed: timedCounts(column, grouped),
          onset: onsetLimits(verdict, family),
          segments:
            segments === null || grouped.segments === null
              ? null
              : { labels: grouped.segments.labels, counts: segments },
          seed: (seed ^ seedFromText(name)) >>> 0,
          cancelFlag,
        },
      },
    ]
  })
  const results = await pool.map(
    'explainColumn',
    tasks.map(({ task }) => task),
    { cancelFlag },
  )
  return new Map(tasks.map(({ name }, index) => [name, results[index]]))
}

function timedCounts(column: MeasuredColumn, { timeline, places }: RowGroupings): TimedCounts | null {
  const counts = placed(column, places.time)
  if (counts === null || timeline === null) return null
  const { reference, current } = timeline
  return {
    counts,
    bucketOf: { reference: reference?.bucketOf ?? null, current: current?.bucketOf ?? null },
    buckets: { reference: reference?.buckets.length ?? 0, current: current?.buckets.length ?? 0 },
  }
}

function placed(column: MeasuredColumn, place: number | null): MeasuredColumn['grouped'][number] | null {
  return place === null ? null : (column.grouped[place] ?? null)
}

/** A measured column as it is judged: with the Jensen–Shannon distances of the baseline's chunks where asked for. */
export function columnToJudge(
  name: string,
  column: MeasuredColumn,
  { places }: RowGroupings,
): JudgedColumn | null {
  if (column.measures === null) return null
  const chunks = placed(column, places.chunks)?.reference ?? null
  if (chunks === null) return { name, measures: column.measures }
  const baseline = column.measures.bins.map((bin) => bin.reference)
  const baselineChunks = rowsByGroup(chunks, chunks.groups).map(
    (counts) => jensenShannon(baseline, counts).distance,
  )
  return { name, measures: column.measures, baselineChunks }
}
