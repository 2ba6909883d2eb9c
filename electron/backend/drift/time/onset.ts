import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import type { Verdict } from '#shared/domain/verdict.ts'
import type { Onset } from '#shared/stats/onset/onset.ts'
import { type SideGrid, stepWords, type Timeline } from './timeline.ts'

/**
 * When a column changed, in times. The scan counts buckets; the moment itself can lie anywhere in the bucket before
 * the first changed one, so the interval is wider by that bucket.
 */
export function describeOnset(
  timeline: Timeline | null,
  verdict: Verdict,
  onsets: readonly Onset[] | null,
  /** Runs of baseline rows without times that stand before the buckets. */
  runs = 0,
): DriftColumn['onset'] {
  const nothing = (reason: string) => ({ at: null, ci: null, reason })
  if (timeline === null) return nothing('the current log has no times')
  if (verdict === 'insufficient') return nothing('too few rows to say')
  if (verdict === 'none' || onsets === null) return nothing('the column shows no significant change')
  const step = stepWords(timeline.fineStep)
  const placed = onsets.filter(({ at }) => at >= runs)
  if (placed.length === 0) {
    return {
      ...nothing('the column changed, but not from one time on as far as its rows show'),
      changes: [],
      step,
    }
  }
  const series = seriesOf(timeline, runs)
  const changes = placed.map((onset) => ({
    at: iso(series[onset.at].start),
    ci: [iso(series[Math.max(0, onset.interval[0] - 1)].start), iso(series[onset.interval[1]].end)] as [
      string,
      string,
    ],
    p_value: onset.pValue,
  }))
  const greatest = placed.reduce((best, onset, index) => (onset.psi > placed[best].psi ? index : best), 0)
  return { at: changes[greatest].at, ci: changes[greatest].ci, changes, step }
}

type Bucket = { readonly start: number; readonly end: number }

/** The buckets of the scanned series, the baseline's first; runs of rows without times stand at the log's start. */
function seriesOf({ reference, current }: Timeline, runs: number): readonly Bucket[] {
  const after = current === null ? [] : fineBuckets(current)
  const start = after[0]?.start ?? 0
  const before =
    reference === null ? new Array<Bucket>(runs).fill({ start, end: start }) : fineBuckets(reference)
  return [...before, ...after]
}

function fineBuckets({ edges }: SideGrid): Bucket[] {
  return Array.from({ length: edges.length - 1 }, (_, i) => ({ start: edges[i], end: edges[i + 1] }))
}

function iso(time: number): string {
  return new Date(time).toISOString()
}
