import { chiSquaredSf } from '../special/chi-squared.ts'
import { normalUpperQuantile } from '../special/normal.ts'
import type { Measure } from './measure.ts'

export interface Homogeneity {
  /** Cochran's Q. */
  readonly statistic: number
  readonly df: number
  /** Of one value behind all of them. */
  readonly pValue: number
}

/**
 * Whether one metric of k independent groups of rows has one value: Cochran's Q = Σ w·(x − x̄)², w = 1/s², with
 * x̄ = Σ w·x / Σ w, against χ² with k − 1 degrees. The standard error s of each is half the width of its interval over z.
 * Groups without a value or an interval of some width are left out; null for fewer than two.
 *
 * Source: Cochran (1954), The combination of estimates from different experiments, Biometrics 10.
 */
export function homogeneityOf(measures: readonly Measure[], confidence = 0.95): Homogeneity | null {
  const z = normalUpperQuantile((1 - confidence) / 2)
  let groups = 0
  let weights = 0
  let mean = 0
  let statistic = 0
  for (const { value, ci } of measures) {
    if (value === null || ci === null || !(ci[1] > ci[0])) continue
    const weight = ((2 * z) / (ci[1] - ci[0])) ** 2
    const gap = value - mean
    groups += 1
    weights += weight
    mean += (gap * weight) / weights
    statistic += weight * gap * (value - mean)
  }
  if (groups < 2) return null
  return { statistic, df: groups - 1, pValue: chiSquaredSf(statistic, groups - 1) }
}
