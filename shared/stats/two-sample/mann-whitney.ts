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

/**
 * P(U ≤ u), u ≤ nm/2, without ties: the coefficients of the Gaussian binomial, Π (1 − q^(m+i)) / (1 − q^i) over
 * i = 1 … n, factor by factor.
 */
function lowerHalf(u: number, n: number, m: number): number {
  const ways = new Float64Array(u + 1)
  ways[0] = 1
  let all = 1
  for (let i = 1; i <= n; i++) {
    for (let s = u; s >= m + i; s--) ways[s] -= ways[s - m - i]
    for (let s = i; s <= u; s++) ways[s] += ways[s - i]
    all *= (m + i) / i
  }
  let tail = 0
  for (const count of ways) tail += count
  return tail / all
}

/** P(U ≥ u) without ties. U is symmetric about nm/2. */
function exactTail(u: number, n: number, m: number): number {
  const [fewer, more] = n < m ? [n, m] : [m, n]
  const mirrored = n * m - u
  return mirrored <= u ? lowerHalf(mirrored, fewer, more) : 1 - (u > 0 ? lowerHalf(u - 1, fewer, more) : 0)
}

/** Ways of this many pairs fit into doubles, and into memory. */
const LOG_LARGEST = 690
const MOST_PAIRS = 2e7

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
  const countable = logChoose(n + m, n) < LOG_LARGEST && n * m <= MOST_PAIRS
  if (countable && (method === 'exact' || (method === 'auto' && small))) {
    return { statistic, effect, pValue: Math.min(1, sides * exactTail(Math.floor(u), n, m)), method: 'exact' }
  }
  const all = n + m
  const variance = ((n * m) / 12) * (all + 1 - tieTerm / (all * (all - 1)))
  if (!(variance > 0)) return null
  const z = (u - (n * m) / 2 - 0.5) / Math.sqrt(variance)
  return { statistic, effect, pValue: Math.min(1, sides * normalSf(z)), method: 'asymptotic' }
}
