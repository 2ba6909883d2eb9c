import { sumBuckets } from '#shared/stats/onset/likelihood-scan.ts'
import { findOnset, findOnsets, type Onset, type OnsetOptions } from '#shared/stats/onset/onset.ts'

/** Buckets looked at on each side of where a change was found. */
const AROUND = 1
/** Bootstrap samples of the place; the change itself was tested before. */
const REPLICATES = 120

/**
 * Changes of a series of fine buckets, in their indices: found and tested on coarse buckets, whose permutations are
 * few, then placed among the fine ones around each. What lies further away, up to the neighbouring changes, counts as
 * one bucket before and one after. `coarseOf` gives the coarse bucket of each fine one, ascending from 0.
 */
export function findChangesInTime(
  fine: readonly Float64Array[],
  coarseOf: ArrayLike<number>,
  seed: number,
  options: Pick<OnsetOptions, 'alpha' | 'smallestPsi'> = {},
): Onset[] {
  if (fine.length === 0) return []
  const starts = startsOf(coarseOf)
  const coarse = starts.map((start, i) => sumBuckets(fine, start, starts[i + 1] ?? fine.length))
  const fineStart = (bucket: number) => starts[bucket] ?? fine.length
  const changes = withoutHalves(findOnsets(coarse, { ...options, seed }))
  return changes.map((change, index): Onset => {
    const first = changes[index - 1]?.at ?? 0
    const end = changes[index + 1]?.at ?? coarse.length
    const from = Math.max(first, change.interval[0] - AROUND)
    const to = Math.min(end, change.interval[1] + AROUND)
    const near = fine.slice(fineStart(from), fineStart(to))
    const before = sumBuckets(fine, fineStart(first), fineStart(from))
    const after = sumBuckets(fine, fineStart(to), fineStart(end))
    // The change is known to be there; only its place is asked for.
    const placed = findOnset([before, ...near, after], {
      seed,
      alpha: 1,
      smallestPsi: 0,
      leastRows: 1,
      replicates: REPLICATES,
    })
    if (placed === null) {
      return {
        ...change,
        at: fineStart(change.at),
        interval: [fineStart(change.interval[0]), fineStart(change.interval[1])],
      }
    }
    const index0 = (place: number) => Math.min(fine.length - 1, fineStart(from) + Math.max(0, place - 1))
    return {
      ...change,
      at: index0(placed.at),
      interval: [index0(placed.interval[0]), index0(placed.interval[1])],
    }
  })
}

/** A change in the middle of a coarse bucket shows as two, on either side of it; they are one. */
function withoutHalves(changes: readonly Onset[]): Onset[] {
  const whole: Onset[] = []
  for (const change of changes) {
    const last = whole[whole.length - 1]
    if (last === undefined || change.at - last.at > 1) {
      whole.push(change)
      continue
    }
    whole[whole.length - 1] = {
      ...(change.psi > last.psi ? change : last),
      interval: [last.interval[0], Math.max(last.interval[1], change.interval[1])],
    }
  }
  return whole
}

/** Index of the first fine bucket of each coarse one. */
function startsOf(coarseOf: ArrayLike<number>): number[] {
  const starts: number[] = []
  for (let i = 0; i < coarseOf.length; i += 1) if (i === 0 || coarseOf[i] !== coarseOf[i - 1]) starts.push(i)
  return starts
}
