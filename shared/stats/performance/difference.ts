import { say } from '../../words/say.ts'
import { normalSf, normalUpperQuantile } from '../special/normal.ts'
import type { Interval, Measure } from './measure.ts'

/** One metric less another of independent rows. */
export interface Difference {
  readonly value: number | null
  readonly ci: Interval | null
  /** Two-sided, of no difference. */
  readonly pValue: number | null
  readonly reason: string | null
}

/**
 * The difference of two independent metrics from their intervals alone, without assuming these symmetric:
 * L = d − √((a − l₁)² + (u₂ − b)²), U = d + √((u₁ − a)² + (b − l₂)²). Of two Wilson intervals it is Newcombe's. The
 * p-value is that of the level at which the interval would touch 0, its half-width towards 0 taken as z standard
 * errors. Null with a reason where one of the metrics or its interval is missing.
 *
 * Source: Zou and Donner (2008), Construction of confidence limits about effect measures: a general approach.
 */
export function differenceOf(current: Measure, baseline: Measure, confidence = 0.95): Difference {
  if (current.value === null || baseline.value === null) {
    const reason =
      current.value === null
        ? current.reason
        : say('metric.none.in_baseline', { reason: baseline.reason ?? '' })
    return { value: null, ci: null, pValue: null, reason }
  }
  const value = current.value - baseline.value
  if (current.ci === null || baseline.ci === null) {
    return { value, ci: null, pValue: null, reason: say('metric.none.interval') }
  }
  const lower = Math.hypot(current.value - current.ci[0], baseline.ci[1] - baseline.value)
  const upper = Math.hypot(current.ci[1] - current.value, baseline.value - baseline.ci[0])
  const towards = value > 0 ? lower : upper
  const z = normalUpperQuantile((1 - confidence) / 2)
  const pValue =
    value === 0 ? 1 : towards === 0 ? 0 : Math.min(1, 2 * normalSf((Math.abs(value) / towards) * z))
  return { value, ci: [value - lower, value + upper], pValue, reason: null }
}
