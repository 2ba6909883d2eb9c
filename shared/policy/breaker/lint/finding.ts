import type { LintFinding as FindingOf } from '../../lint/finding.ts'

export const BREAKER_LINT_CODES = [
  'latch',
  'blind_spot',
  'starvation',
  'fail_open',
  'unknown_fallback',
  'window_below_minimum',
  'close_below_trip',
  'flapping',
  'delay_not_met',
  'dead_condition',
] as const
export type BreakerLintCode = (typeof BREAKER_LINT_CODES)[number]

export type LintFinding = FindingOf<BreakerLintCode>

/** What is known of a model's traffic; null for what is not. */
export type TrafficFacts = {
  readonly rowsPerHour: number | null
  /** Part of the rows that get a label. */
  readonly labelRate: number | null
  readonly labelDelayMs: number | null
  /** Of the healthy model. */
  readonly accuracy: number | null
  /** Loop tests of the model that are kept. */
  readonly loopTests: number | null
  /** Part of the rows that the median value of a column has, by column, where breakers are by value. */
  readonly valueShares: Readonly<Record<string, number>>
}

export const NO_FACTS: TrafficFacts = {
  rowsPerHour: null,
  labelRate: null,
  labelDelayMs: null,
  accuracy: null,
  loopTests: null,
  valueShares: {},
}
