import { LOOP_VERDICTS } from './words.ts'

/** What a loop test said, and since when breakers know, UTC milliseconds. */
export type LoopTestSeen = { readonly at: number; readonly rank: number }

/** The rank of a loop verdict; NaN for `insufficient`, which says nothing. */
export function loopRank(verdict: string): number {
  const rank = (LOOP_VERDICTS as readonly string[]).indexOf(verdict)
  return rank < 0 ? Number.NaN : rank
}

/**
 * The rank of the last loop test that is known at `time`; NaN where there is none, or none since `freshAt`: what tripped a
 * breaker does not trip it again when it has returned.
 */
export function loopRankAt(tests: readonly LoopTestSeen[], time: number, freshAt: number | null): number {
  let known: LoopTestSeen | undefined
  for (const test of tests) {
    if (test.at > time) break
    known = test
  }
  return known === undefined || (freshAt !== null && known.at <= freshAt) ? Number.NaN : known.rank
}

/** When the next loop test after `time` is known; infinite where none is. */
export function nextLoopTest(tests: readonly LoopTestSeen[], time: number): number {
  return tests.find(({ at }) => at > time)?.at ?? Number.POSITIVE_INFINITY
}
