import type { MetricExpression } from './expression.ts'
import type { AlertUnit } from './metrics.ts'

export const SEVERITIES = ['warning', 'critical'] as const
export type Severity = (typeof SEVERITIES)[number]

/** What a value is held against. */
export const COMPARISONS = ['constant', 'baseline', 'rolling_7d', 'seasonal'] as const
export type AlertCompare = (typeof COMPARISONS)[number]

/** What makes two times of the same season. */
export const SEASONS = ['hour_of_week', 'hour_of_day', 'day_of_week', 'calendar'] as const
export type AlertSeason = (typeof SEASONS)[number]

/** A limit as it was written: a number and its unit, null where none was written. */
export type AlertLimit = { readonly value: number; readonly unit: AlertUnit | null }

/** One step of the escalation: who is told when nobody has acknowledged for so long. */
export type EscalationStep = { readonly afterMs: number; readonly to: string }

export type AlertRule = {
  readonly name: string
  readonly expression: MetricExpression
  /** Confidence under which a row counts for `low_confidence_share`. */
  readonly confidenceUnder: number
  readonly compare: AlertCompare
  /** The side on which a value is bad; `change`: on both, by the share by which it differs from its reference. */
  readonly worse: 'below' | 'above' | 'change'
  /**
   * Constant: in the unit of the expression. Baseline and rolling: a multiple of the reference, with `change` the share
   * of it. Seasonal: the part of the values of the season that is beyond.
   */
  readonly warning: AlertLimit | null
  readonly critical: AlertLimit | null
  /** Beside a moving reference also the one that does not move. */
  readonly frozenToo: boolean
  readonly season: AlertSeason
  /** How long a level has to hold without a break before it fires. */
  readonly forMs: number
  /** How long it has to be better before it is over. */
  readonly clearMs: number
  /** Column by whose values rows are split; null for all rows together. */
  readonly by: string | null
  readonly windowMs: number
  /** A window that holds too few rows reaches back further, at most so far. */
  readonly reachMs: number
  /** How much time labels are given: the window ends so long before now. */
  readonly labelDelayMs: number
  /** Fewest rows (with labels where the metric needs them) for a value. */
  readonly minRows: number
  /** The value is where the slope over the last `overMs` leads within `withinMs`; null for the value of now. */
  readonly trend: { readonly overMs: number; readonly withinMs: number } | null
  readonly owner: string | null
  readonly action: string | null
  readonly runbook: string | null
  /** By time. */
  readonly escalate: readonly EscalationStep[]
  /** The longest that a step of `promisedStep` may go unseen; null where nothing was promised. */
  readonly promisedDelayMs: number | null
  /** Relative size of the step that was promised to be seen. */
  readonly promisedStep: number
}

/** Fires when all its parts are active, and silences them. */
export type CompositeRule = {
  readonly name: string
  /** Names of rules or metrics. */
  readonly when: readonly string[]
  readonly withinMs: number
  /** That of its worst part unless it is said. */
  readonly severity: Severity | null
  readonly owner: string | null
  readonly action: string | null
  readonly runbook: string | null
}

export type QuietHours = {
  /** Minutes since local midnight; where `to` is not after `from` they end on the next day. */
  readonly fromMinute: number
  readonly toMinute: number
  /** IANA name. */
  readonly timezone: string
  /** Severity that the file says they never touch. */
  readonly never: Severity | null
}

export type AlertRules = {
  /** Null where the rules are for any model. */
  readonly model: string | null
  readonly rules: readonly AlertRule[]
  readonly composites: readonly CompositeRule[]
  readonly quietHours: QuietHours | null
  /** Sent warnings a local day; null for no limit. */
  readonly budgetPerDay: number | null
  /** Time zone of days and seasons, IANA name. */
  readonly timezone: string
  /** How often the rules are evaluated; at whole multiples of it since 1970, UTC. */
  readonly everyMs: number
  /** An alert within so long of the newest one of an open incident belongs to it. */
  readonly groupWithinMs: number
  /** An alert that fires again within so long of its end is the same one. */
  readonly reopenWithinMs: number
}
