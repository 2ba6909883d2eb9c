import { normalSf, normalUpperQuantile } from '../special/normal.ts'
import type { Alternative } from './fisher-exact.ts'

export interface TwoProportionResult {
  /** z of the pooled test. */
  readonly statistic: number
  readonly pValue: number
  /** Share of the second sample minus share of the first. */
  readonly difference: number
  /** Wald interval of the difference, unpooled. */
  readonly interval: readonly [number, number]
}

/** P-value of a z statistic. `greater` means that the statistic is expected to be large. */
export function normalPValue(z: number, alternative: Alternative): number {
  if (alternative === 'two-sided') return Math.min(1, 2 * normalSf(Math.abs(z)))
  return alternative === 'greater' ? normalSf(z) : normalSf(-z)
}

/**
 * Two-proportion z-test with the pooled standard error: z = (p₂ − p₁) / √(p(1−p)(1/n₁ + 1/n₂)).
 *
 * `greater`: the second share is the greater one. Shares that are both 0 or both 1 give z = 0 and p = 1. Null
 * when a sample is empty.
 */
export function twoProportionZ(
  successes1: number,
  n1: number,
  successes2: number,
  n2: number,
  alternative: Alternative = 'two-sided',
  confidence = 0.95,
): TwoProportionResult | null {
  if (n1 <= 0 || n2 <= 0) return null
  const p1 = successes1 / n1
  const p2 = successes2 / n2
  const pooled = (successes1 + successes2) / (n1 + n2)
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
  const difference = p2 - p1
  const statistic = error > 0 ? difference / error : 0
  const half =
    normalUpperQuantile((1 - confidence) / 2) * Math.sqrt((p1 * (1 - p1)) / n1 + (p2 * (1 - p2)) / n2)
  return {
    statistic,
    pValue: error > 0 ? normalPValue(statistic, alternative) : 1,
    difference,
    interval: [Math.max(-1, difference - half), Math.min(1, difference + half)],
  }
}
