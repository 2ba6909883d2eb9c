import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import { isAtLeast, type Verdict } from '#shared/domain/verdict.ts'
import type { Onset } from '#shared/stats/onset/onset.ts'
import { say } from '#shared/words/say.ts'
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
  if (timeline === null) return nothing(say('onset.no_times'))
  if (verdict === 'insufficient' || onsets === null) return nothing(say('onset.few_rows'))
  const before = timeline.reference === null ? runs : fineBuckets(timeline.reference).length
  const drifted = isAtLeast(verdict, 'low')
  if (!drifted && !isNews(onsets, before)) return nothing(say('onset.no_change'))
  const step = stepWords(timeline.fineStep)
  const placed = onsets.filter(({ at }) => at >= runs)
  if (placed.length === 0) {
    return {
      ...nothing(say('onset.not_one_time')),
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
    // A change whose interval reaches into the current rows is theirs.
    in_baseline: timeline.reference !== null && onset.interval[1] < before,
    undoes: onset.undoes,
  }))
  const greatest = greatestOf(placed)
  const { at, ci, in_baseline } = changes[greatest]
  const next = changes[greatest + 1]
  return { at, ci, until: next?.undoes ? next.at : null, in_baseline, changes, step }
}

/**
 * Whether a column that did not drift over the whole time did so for a while, or lately: one change of the current
 * rows, or one that came and went, and none before. What comes and goes all the time is how the column is.
 */
function isNews(onsets: readonly Onset[], before: number): boolean {
  const [first, second] = onsets
  if (first === undefined || first.at < before || onsets.length > 2) return false
  return second === undefined || second.undoes
}

/** The change with the largest effect; the end of one that came and went is not it. */
function greatestOf(onsets: readonly Onset[]): number {
  return onsets.reduce(
    (best, onset, index) =>
      onsets[best].undoes || (!onset.undoes && onset.psi > onsets[best].psi) ? index : best,
    0,
  )
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
