import { logChoose } from '../special/gamma.ts'

export type Alternative = 'two-sided' | 'less' | 'greater'

export interface FisherResult {
  /** Sample odds ratio a·d / (b·c); Infinity or null where it is not defined. */
  readonly oddsRatio: number | null
  readonly pValue: number
}

/**
 * Fisher's exact test of the table [[a, b], [c, d]]. The two-sided p-value sums all tables with the same margins
 * that are at most as likely as the observed one.
 */
export function fisherExact(
  a: number,
  b: number,
  c: number,
  d: number,
  alternative: Alternative = 'two-sided',
): FisherResult {
  const row = a + b
  const column = a + c
  const n = row + c + d
  const oddsRatio = b * c > 0 ? (a * d) / (b * c) : a * d > 0 ? Number.POSITIVE_INFINITY : null
  if (row === 0 || column === 0 || row === n || column === n) return { oddsRatio: null, pValue: 1 }
  const low = Math.max(0, row + column - n)
  const high = Math.min(row, column)
  const logTotal = logChoose(n, column)
  const mode = Math.min(high, Math.max(low, Math.floor(((row + 1) * (column + 1)) / (n + 2))))
  const logMode = logChoose(row, mode) + logChoose(n - row, column - mode) - logTotal
  // Masses relative to the mode, by the ratio of neighbours, so that they add up to one without cancellation.
  const relative = new Float64Array(high - low + 1)
  relative[mode - low] = 1
  for (let k = mode + 1; k <= high; k++) {
    relative[k - low] =
      (relative[k - 1 - low] * (row - k + 1) * (column - k + 1)) / (k * (n - row - column + k))
  }
  for (let k = mode - 1; k >= low; k--) {
    relative[k - low] =
      (relative[k + 1 - low] * (k + 1) * (n - row - column + k + 1)) / ((row - k) * (column - k))
  }
  let total = 0
  for (const mass of relative) total += mass
  const observed = relative[a - low]
  if (observed === 0) {
    // Below the smallest double relative to the mode: the tail is this one table.
    const mass = Math.exp(logChoose(row, a) + logChoose(n - row, column - a) - logTotal)
    const towards = a > mode ? 'greater' : 'less'
    return { oddsRatio, pValue: alternative === 'two-sided' || alternative === towards ? mass : 1 }
  }
  let sum = 0
  for (let k = low; k <= high; k++) {
    const mass = relative[k - low]
    const counts =
      alternative === 'two-sided' ? mass <= observed * (1 + 1e-12) : alternative === 'less' ? k <= a : k >= a
    if (counts) sum += mass
  }
  const scaled = sum / total
  return { oddsRatio, pValue: Math.min(1, scaled > 0 ? scaled : Math.exp(logMode) * sum) }
}
