import { VERDICTS, type Verdict } from '#shared/domain/verdict.ts'
import { DEFAULT_POLICY, type SeverityPolicy } from '#shared/policy/severity-policy.ts'
import { chiSquaredHomogeneity } from '#shared/stats/counts/chi-squared.ts'
import { psi } from '#shared/stats/divergence/psi.ts'
import { adjustPValues } from '#shared/stats/multiplicity/adjust.ts'
import type { GroupCounts } from '../groups/count-by-group.ts'

/** One column of the heat map: a value for each bucket. */
export type BucketReadings = {
  /** PSI of the bucket's rows against the whole baseline; −1 where the bucket has no rows. */
  readonly psi: Float64Array<ArrayBuffer>
  /** All rows of the bucket, missing values included. */
  readonly rows: Float64Array<ArrayBuffer>
  /** Index into `VERDICTS`. */
  readonly verdicts: Float64Array<ArrayBuffer>
}

const NO_ROWS = -1

/**
 * Judges each bucket of time by its own rows: `insufficient` under the policy's least rows; otherwise by the PSI
 * limits of the policy (those of `default` where it has none), and for policies that ask for significance only where
 * χ² of the bucket against the baseline, adjusted over the column's buckets, is significant.
 */
export function judgeBuckets(
  baseline: readonly number[],
  buckets: readonly Float64Array[],
  policy: SeverityPolicy,
): BucketReadings {
  const rows = Float64Array.from(buckets, (counts) => counts.reduce((sum, count) => sum + count, 0))
  const baselineRows = baseline.reduce((sum, count) => sum + count, 0)
  const values = Float64Array.from(buckets, (counts, i) =>
    rows[i] === 0 || baselineRows === 0 ? NO_ROWS : psi(baseline, counts),
  )
  const judged = [...rows.keys()].filter((i) => rows[i] >= policy.minRows && baselineRows >= policy.minRows)
  const significant = new Set(
    asksForSignificance(policy) ? significantOnes(baseline, buckets, judged, policy) : judged,
  )
  const verdicts = new Float64Array(buckets.length).fill(VERDICTS.indexOf('insufficient'))
  for (const i of judged) {
    verdicts[i] = VERDICTS.indexOf(significant.has(i) ? verdictOfPsi(values[i], policy) : 'none')
  }
  return { psi: values, rows, verdicts }
}

function significantOnes(
  baseline: readonly number[],
  buckets: readonly Float64Array[],
  judged: readonly number[],
  policy: SeverityPolicy,
): number[] {
  const p = judged.map((i) => chiSquaredHomogeneity(baseline, buckets[i])?.pValue ?? 1)
  const adjusted = adjustPValues(p, policy.adjustment)
  return judged.filter((_, k) => adjusted[k] < policy.alpha)
}

function asksForSignificance({ rule }: SeverityPolicy): boolean {
  return rule === 'significance-and-effect'
}

function verdictOfPsi(value: number, policy: SeverityPolicy): Verdict {
  for (const level of ['high', 'moderate', 'low'] as const) {
    const limit = psiLimits(policy)[level]
    if (limit !== undefined && value >= limit) return level
  }
  return 'none'
}

function psiLimits(policy: SeverityPolicy): { low?: number; moderate?: number; high?: number } {
  switch (policy.rule) {
    case 'significance-and-effect':
    case 'bands': {
      const limits = {
        ...(policy.low?.psi === undefined ? {} : { low: policy.low.psi }),
        ...(policy.moderate.psi === undefined ? {} : { moderate: policy.moderate.psi }),
        ...(policy.high.psi === undefined ? {} : { high: policy.high.psi }),
      }
      return Object.keys(limits).length > 0 ? limits : psiLimits(DEFAULT_POLICY)
    }
    case 'evidently-auto':
    case 'baseline-chunks':
      return psiLimits(DEFAULT_POLICY)
  }
}

/** The counts of each group, the last one (rows without a place) left out, added up by `bucketOf`. */
export function bucketCounts(
  counts: GroupCounts,
  bucketOf: ArrayLike<number>,
  buckets: number,
): Float64Array[] {
  const sums = Array.from({ length: buckets }, () => new Float64Array(counts.bins))
  for (let group = 0; group < bucketOf.length; group += 1) {
    const sum = sums[bucketOf[group]]
    for (let bin = 0; bin < counts.bins; bin += 1) sum[bin] += counts.counts[group * counts.bins + bin]
  }
  return sums
}

/** The counts of each of the first `groups` groups. */
export function groupRows(counts: GroupCounts, groups: number): Float64Array[] {
  return Array.from({ length: groups }, (_, group) =>
    counts.counts.subarray(group * counts.bins, (group + 1) * counts.bins),
  )
}
