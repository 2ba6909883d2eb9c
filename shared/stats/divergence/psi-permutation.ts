import {
  type ResampledCounts,
  type ResamplingTask,
  resampleCounts,
  rowsOf,
} from '../resampling/resample-counts.ts'
import { psi } from './psi.ts'
import { DEFAULT_ZERO_RULE, type ZeroRule } from './zero-rules.ts'

export interface PsiPermutation {
  /** Whole numbers on the same bins. */
  readonly reference: ArrayLike<number>
  readonly current: ArrayLike<number>
  readonly rule?: ZeroRule
  readonly permutations: number
  /** A whole number below 2³². */
  readonly seed?: number
}

/** Tables that differ by a swap of the sides have the same PSI but for rounding. */
const ROUNDING = 1e-12

/**
 * Permutation p-value of the PSI: the rows of both sides are dealt out anew `permutations` times to sides of the same
 * sizes, p = (1 + #{PSI* ≥ PSI}) / (1 + permutations). It holds at any row counts and under any zero rule, where
 * the law n·m/(n+m)·PSI ~ χ² is an approximation for large counts. 1 where all rows share a bin.
 *
 * The PSI is symmetric in the sides, so the smaller one is drawn: O(permutations × min(n, m)).
 * Source: Phipson and Smyth (2010), Permutation p-values should never be zero.
 * @throws RangeError as `resampleCounts`.
 */
export function psiPermutationPValue(given: PsiPermutation): number {
  return finishPsiPermutation(given, resampleCounts(planPsiPermutation(given)))
}

/** What is drawn for `psiPermutationPValue`, by whoever can: the smaller side first. */
export function planPsiPermutation(given: PsiPermutation): ResamplingTask {
  const { reference, current, permutations, seed = 0 } = given
  const swap = rowsOf(current) < rowsOf(reference)
  const pair = swap ? { reference: current, current: reference } : { reference, current }
  return { mode: 'permutation', columns: [pair], replicates: permutations, seed }
}

/** The p-value from the counts that were drawn. */
export function finishPsiPermutation(given: PsiPermutation, { bins, counts }: ResampledCounts): number {
  const { reference, current, permutations, rule = DEFAULT_ZERO_RULE } = given
  const least = psi(reference, current, rule) * (1 - ROUNDING)
  let extreme = 0
  for (let at = 0; at < counts.length; at += 2 * bins) {
    const drawn = psi(counts.subarray(at, at + bins), counts.subarray(at + bins, at + 2 * bins), rule)
    if (drawn >= least) extreme += 1
  }
  return (1 + extreme) / (1 + permutations)
}
