import { auditVerdict, type VerdictAudit } from '#shared/policy/audit/verdict-audit.ts'
import type { SeverityPolicy } from '#shared/policy/severity-policy.ts'
import { type Attribution, attributePsi } from '#shared/stats/attribution/attribution.ts'
import type { ColumnMeasures } from '#shared/stats/drift/measures.ts'
import type { Onset, OnsetOptions } from '#shared/stats/onset/onset.ts'
import type { GroupedCounts } from '../groups/count-by-group.ts'
import type { Sides } from '../procedures.ts'
import { type BucketReadings, bucketCounts, groupRows, judgeBuckets } from './bucket-verdicts.ts'
import { findChangesInTime } from './changes-in-time.ts'

export type TimedCounts = {
  readonly counts: GroupedCounts
  /** Heat map bucket of each fine bucket; null for a side without times. */
  readonly bucketOf: Sides<Uint16Array | null>
  /** Heat map buckets of each side. */
  readonly buckets: Sides<number>
}

export type ExplainColumnTask = {
  readonly measures: ColumnMeasures
  readonly policy: SeverityPolicy
  /** Columns over which the p-values of the run were adjusted. */
  readonly family: number
  readonly timed: TimedCounts | null
  /** How sure and how large a change in time has to be; null where none is looked for. */
  readonly onset: Required<Pick<OnsetOptions, 'alpha' | 'smallestPsi'>> | null
  readonly segments: { readonly labels: readonly string[]; readonly counts: GroupedCounts } | null
  readonly seed: number
  readonly cancelFlag: Int32Array
}

export type ExplainedColumn = {
  readonly audit: VerdictAudit
  /** The baseline's buckets, then those of the current side; null without times. */
  readonly heat: BucketReadings | null
  /**
   * Changes in the series of the baseline's fine buckets followed by those of the current side; null when none were
   * looked for.
   */
  readonly onsets: readonly Onset[] | null
  readonly attribution: Attribution | null
}

/** What stands behind the verdict on one column: its audit, its course in time, the segments that carry it. */
export function explainColumn(task: ExplainColumnTask, stop: () => void): ExplainedColumn {
  const audit = auditVerdict(task.measures, task.policy, { columns: task.family })
  stop()
  const heat = task.timed === null ? null : heatOf(task.measures, task.timed, task.policy)
  stop()
  const onsets = task.timed === null ? null : changesOf(task.timed, task)
  stop()
  return { audit, heat, onsets, attribution: task.segments === null ? null : attributionOf(task.segments) }
}

function heatOf(
  measures: ColumnMeasures,
  { counts, bucketOf, buckets }: TimedCounts,
  policy: SeverityPolicy,
): BucketReadings {
  const side = (of: 'reference' | 'current'): Float64Array[] => {
    const [places, groups] = [bucketOf[of], counts[of]]
    return places === null || groups === null ? [] : bucketCounts(groups, places, buckets[of])
  }
  const baseline = measures.bins.map((bin) => bin.reference)
  return judgeBuckets(baseline, [...side('reference'), ...side('current')], policy)
}

/** Rows without a place in time are left out: they are the last group of a side that has times. */
function changesOf(
  { counts, bucketOf }: TimedCounts,
  { onset, seed }: Pick<ExplainColumnTask, 'onset' | 'seed'>,
): Onset[] | null {
  if (onset === null) return null
  const fine: Float64Array[] = []
  const coarseOf: number[] = []
  for (const side of ['reference', 'current'] as const) {
    const [groups, places] = [counts[side], bucketOf[side]]
    if (groups === null) continue
    const rows = groupRows(groups, places?.length ?? groups.groups)
    const first = coarseOf.length === 0 ? 0 : coarseOf[coarseOf.length - 1] + 1
    fine.push(...rows)
    for (let i = 0; i < rows.length; i += 1) coarseOf.push(first + (places?.[i] ?? i))
  }
  return findChangesInTime(fine, coarseOf, seed, onset)
}

function attributionOf({ labels, counts }: NonNullable<ExplainColumnTask['segments']>): Attribution | null {
  const { reference, current } = counts
  if (reference === null || current === null) return null
  const [before, after] = [groupRows(reference, labels.length), groupRows(current, labels.length)]
  const segments = labels.map((name, i) => ({ name, reference: before[i], current: after[i] }))
  const hasRows = (side: Float64Array) => side.some((count) => count > 0)
  return attributePsi(segments.filter((segment) => hasRows(segment.reference) || hasRows(segment.current)))
}
