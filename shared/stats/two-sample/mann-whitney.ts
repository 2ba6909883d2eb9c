import type { Alternative } from '../counts/fisher-exact.ts'
import { logChoose } from '../special/gamma.ts'
import { normalSf } from '../special/normal.ts'
import { forEachStep } from './steps.ts'

export interface MannWhitneyResult {
  /** U of the reference: pairs in which its value is the larger, ties counted as half. */
  readonly statistic: number
  readonly pValue: number
  readonly method: 'exact' | 'asymptotic'
  /** U / (n·m): the chance that a reference value exceeds a current one, plus half that of a tie. */
  readonly effect: number
}

/** P(U ≥ u) without ties, by counting the ways to choose n ranks of n + m. */
function exactTail(u: number, n: number, m: number): number {
  const size = n * m + 1
  // ways[k][s]: subsets of k of the ranks seen so far whose U adds up to s.
  const ways = Array.from({ length: n + 1 }, () => new Float64Array(size))
  ways[0][0] = 1
  for (let rank = 1; rank <= n + m; rank++) {
    for (let k = Math.min(n, rank); k >= 1; k--) {
      const gain = rank - k
      if (gain > m) continue
      const from = ways[k - 1]
      const to = ways[k]
      for (let s = size - 1; s >= gain; s--) to[s] += from[s - gain]
    }
  }
  let tail = 0
  let all = 0
  for (let s = 0; s < size; s++) {
    all += ways[n][s]
    if (s >= u) tail += ways[n][s]
  }
  return tail / all
}

const LOG_LARGEST = 690

/**
 * Mann–Whitney U test of ascending arrays; two-sided unless told. `greater` means that the reference's values are
 * the greater ones. `auto` is exact where a side has at most 8 rows and nothing is tied; the asymptotic p-value has
 * the tie and the continuity correction. Null when a side is empty or everything is tied.
 *
 * Source: the same as SciPy's `mannwhitneyu(reference, current)`.
 */
export function mannWhitneyU(
  reference: Float64Array,
  current: Float64Array,
  alternative: Alternative = 'two-sided',
  method: 'auto' | 'exact' | 'asymptotic' = 'auto',
): MannWhitneyResult | null {
  const n = reference.length
  const m = current.length
  if (n === 0 || m === 0) return null
  let rankSum = 0
  let tieTerm = 0
  let tied = false
  let fromI = 0
  let fromJ = 0
  forEachStep(reference, current, (_, i, j) => {
    const ties = i - fromI + j - fromJ
    rankSum += (i - fromI) * ((fromI + fromJ + i + j + 1) / 2)
    if (ties > 1) {
      tied = true
      tieTerm += ties ** 3 - ties
    }
    fromI = i
    fromJ = j
  })
  const statistic = rankSum - (n * (n + 1)) / 2
  const other = n * m - statistic
  const effect = statistic / (n * m)
  const u =
    alternative === 'greater' ? statistic : alternative === 'less' ? other : Math.max(statistic, other)
  const sides = alternative === 'two-sided' ? 2 : 1
  const small = (n <= 8 || m <= 8) && !tied
  const countable = logChoose(n + m, n) < LOG_LARGEST && n * m * n <= 2e7
  if (countable && (method === 'exact' || (method === 'auto' && small))) {
    return { statistic, effect, pValue: Math.min(1, sides * exactTail(Math.floor(u), n, m)), method: 'exact' }
  }
  const all = n + m
  const variance = ((n * m) / 12) * (all + 1 - tieTerm / (all * (all - 1)))
  if (!(variance > 0)) return null
  const z = (u - (n * m) / 2 - 0.5) / Math.sqrt(variance)
  return { statistic, effect, pValue: Math.min(1, sides * normalSf(z)), method: 'asymptotic' }
}
