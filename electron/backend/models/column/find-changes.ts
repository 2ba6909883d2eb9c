import type { Onset } from '#shared/stats/onset/onset.ts'
import { findChangesInTime } from '../../compute/explain/changes-in-time.ts'
import type { FindChangesTask } from '../compute-procedures.ts'

/** The changes of one column in the series of its fine buckets. */
export function findChanges({ counts, bins, coarse, seed }: FindChangesTask): Onset[] {
  const fine = Array.from({ length: coarse.length }, (_, i) => counts.slice(i * bins, (i + 1) * bins))
  const coarseOf: number[] = []
  let group = -1
  for (const [i, start] of coarse.entries()) {
    if (i === 0 || start !== coarse[i - 1]) group += 1
    coarseOf.push(group)
  }
  return findChangesInTime(fine, coarseOf, seed)
}
