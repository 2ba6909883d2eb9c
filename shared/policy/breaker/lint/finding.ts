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

/** One step of a counterexample: what happens, and the state after it. */
export type LintStep = {
  /** Milliseconds since the start. */
  readonly at: number
  readonly what: string
  readonly state: string
}

export type LintFinding = {
  readonly code: BreakerLintCode
  readonly severity: 'error' | 'warning'
  /** Key of the policy, "any.0.window"; empty for the whole. */
  readonly where: string
  readonly explanation: string
  readonly counterexample: readonly LintStep[]
}

/** What is known of a model's traffic; null for what is not. */
export type TrafficFacts = {
  readonly rowsPerHour: number | null
  /** Part of the rows that get a label. */
  readonly labelRate: number | null
  readonly labelDelayMs: number | null
  /** Of the healthy model. */
  readonly accuracy: number | null
}

export const NO_FACTS: TrafficFacts = {
  rowsPerHour: null,
  labelRate: null,
  labelDelayMs: null,
  accuracy: null,
}
