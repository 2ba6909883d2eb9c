import type { DecisionCosts } from '#shared/stats/performance/cost-curve.ts'
import type { Measure } from '#shared/stats/performance/measure.ts'

/** Metrics by the names of the documents. */
export type Metrics = Readonly<Record<string, Measure>>

export type MetricOptions = {
  readonly seed: number
  readonly costs: DecisionCosts | null
  /** Places that count in a ranking. */
  readonly k: number
  /** Greatest error of a regression within tolerance; undefined where nobody said. */
  readonly tolerance: number | undefined
}
