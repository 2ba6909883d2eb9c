import { chiSquaredSf } from '../special/chi-squared.ts'
import { poolSparseBins } from './tables.ts'

export interface ChiSquaredResult {
  readonly statistic: number
  readonly df: number
  readonly pValue: number
}

export interface HomogeneityResult extends ChiSquaredResult {
  /** √(χ² / N), in [0, 1]. */
  readonly cramersV: number
  /** Bergsma's bias-corrected V (2013). */
  readonly cramersVCorrected: number
  /** Bins that were pooled into one for a small expected count. */
  readonly pooled: number
}

export interface HomogeneityOptions {
  /** Bins with a smaller expected count on either side are pooled; 0 pools nothing. */
  readonly smallestExpected?: number
  /** `g` for the likelihood-ratio statistic in place of Pearson's. */
  readonly statistic?: 'pearson' | 'g'
}

/** Cramér's V of a table with `rows` × `columns` cells, and Bergsma's correction of its bias. */
export function cramersV(
  chiSquared: number,
  n: number,
  rows: number,
  columns: number,
): { readonly plain: number; readonly corrected: number } {
  const least = Math.min(rows, columns) - 1
  if (n <= 0 || least <= 0) return { plain: 0, corrected: 0 }
  const phi = chiSquared / n
  const plain = Math.min(1, Math.sqrt(phi / least))
  if (n <= 1) return { plain, corrected: 0 }
  const corrected = Math.max(0, phi - ((columns - 1) * (rows - 1)) / (n - 1))
  const r = rows - (rows - 1) ** 2 / (n - 1)
  const c = columns - (columns - 1) ** 2 / (n - 1)
  const room = Math.min(r, c) - 1
  return { plain, corrected: room > 0 ? Math.min(1, Math.sqrt(corrected / room)) : 0 }
}

/**
 * Test of homogeneity of two rows of counts (never of shares) on the same bins, without continuity correction:
 * Pearson's Σ (O − E)² / E or G = 2 Σ O ln(O / E), with k − 1 degrees of freedom.
 *
 * Bins empty on both sides are left out; bins with an expected count under 5 are pooled. Null when a side has no
 * rows or fewer than two bins are left.
 */
export function chiSquaredHomogeneity(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  options: HomogeneityOptions = {},
): HomogeneityResult | null {
  let n = 0
  let m = 0
  for (let i = 0; i < reference.length; i++) n += reference[i]
  for (let i = 0; i < current.length; i++) m += current[i]
  if (!(n > 0) || !(m > 0)) return null
  const table = poolSparseBins(reference, current, options.smallestExpected ?? 5)
  const bins = table.reference.length
  if (bins < 2) return null
  const all = n + m
  let pearson = 0
  let g = 0
  for (let i = 0; i < bins; i++) {
    const both = table.reference[i] + table.current[i]
    const expectedReference = (both * n) / all
    const expectedCurrent = (both * m) / all
    const d = table.reference[i] - expectedReference
    pearson += (d * d) / expectedReference + (d * d) / expectedCurrent
    if (table.reference[i] > 0) g += table.reference[i] * Math.log(table.reference[i] / expectedReference)
    if (table.current[i] > 0) g += table.current[i] * Math.log(table.current[i] / expectedCurrent)
  }
  const statistic = options.statistic === 'g' ? Math.max(0, 2 * g) : pearson
  const v = cramersV(statistic, all, 2, bins)
  return {
    statistic,
    df: bins - 1,
    pValue: chiSquaredSf(statistic, bins - 1),
    cramersV: v.plain,
    cramersVCorrected: v.corrected,
    pooled: table.pooled,
  }
}

/**
 * Pearson's goodness of fit of observed counts to expected ones: Σ (O − E)² / E with k − 1 − `fitted` degrees.
 *
 * Expected values are scaled to the observed total, so shares serve as well as counts; without them all bins are
 * equally likely. Null without rows or with fewer than two bins; an expected value of 0 with rows gives Infinity.
 */
export function chiSquaredGoodnessOfFit(
  observed: ArrayLike<number>,
  expected: ArrayLike<number> | null = null,
  fitted = 0,
): ChiSquaredResult | null {
  let n = 0
  let weight = 0
  for (let i = 0; i < observed.length; i++) {
    n += observed[i]
    weight += expected ? expected[i] : 1
  }
  const df = observed.length - 1 - fitted
  if (!(n > 0) || !(weight > 0) || df < 1) return null
  let statistic = 0
  for (let i = 0; i < observed.length; i++) {
    const e = ((expected ? expected[i] : 1) / weight) * n
    const d = observed[i] - e
    if (d !== 0) statistic += (d * d) / e
  }
  return { statistic, df, pValue: chiSquaredSf(statistic, df) }
}
