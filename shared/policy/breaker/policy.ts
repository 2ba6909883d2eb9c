import type { WindowLength } from '../../domain/duration.ts'

/** What a condition may look at. */
export const BREAKER_METRICS = [
  'accuracy',
  'estimated_accuracy',
  'ece',
  'mape',
  'mean_confidence',
  'low_confidence_share',
  'error_rate',
  'latency_p99',
  'psi',
  'drift_verdict',
  'guard',
  'loop_verdict',
  'no_data',
] as const
export type BreakerMetric = (typeof BREAKER_METRICS)[number]

/** Where rows go while the breaker is open. */
export const FALLBACKS = [
  'rules',
  'human_review',
  'previous_version',
  'constant',
  'ensemble_without',
] as const
export type Fallback = (typeof FALLBACKS)[number]

/** One thing that a policy watches. */
export type BreakerCondition = {
  readonly metric: BreakerMetric
  /** The column of `psi`, `drift_verdict` and `guard`; null for the others. */
  readonly column: string | null
  readonly comparison: 'below' | 'above' | 'at_least'
  /**
   * In the unit of the metric: a share, milliseconds (`latency_p99`, `no_data`), the rank of a verdict, the unit of the
   * guard's column.
   */
  readonly threshold: number
  /** Whether the threshold is a multiple of the baseline's value. */
  readonly timesBaseline: boolean
  readonly window: WindowLength
  /** Fewest rows in the window for a value. */
  readonly minRows: number
  /** Fewest rows with a label in the window; 0 where the metric needs none. */
  readonly minLabelled: number
  /** How long it has to hold without a break. */
  readonly forMs: number
  /** `low_confidence_share` counts rows under this confidence. */
  readonly confidenceUnder: number
}

export type HalfOpen = {
  /** Part of the rows that are served by the model as probes. */
  readonly share: number
  /** Fewest probes with a label (any probes, where no condition needs labels) before the breaker closes. */
  readonly minLabelled: number
  /** The lower Wilson bound of the probes' accuracy has to be over it; null where no accuracy is asked for. */
  readonly closeAbove: number | null
}

export type OnNoLabels = 'hold' | 'open' | 'estimate'

/** When a model is stopped, how it comes back, and who serves meanwhile. */
export type BreakerPolicy = {
  /** Null where the policy is for any model. */
  readonly model: string | null
  /** The column of which each value has a breaker of its own; null for one breaker over all rows. */
  readonly by: string | null
  /** All conditions: those of `any`, then those of `all`. */
  readonly conditions: readonly BreakerCondition[]
  /** How many of `conditions` trip by themselves; the others trip together. */
  readonly anyCount: number
  readonly cooldownMs: number
  readonly cooldownMaxMs: number
  readonly halfOpen: HalfOpen
  /** Fallbacks from the first on; each failed return steps one further down. */
  readonly ladder: readonly string[]
  readonly route: {
    readonly confidenceBelow: number
    readonly to: string
    /** Whether rows that go to people still count. */
    readonly track: boolean
  } | null
  readonly onNoLabels: OnNoLabels
  /** Silence of labels that is borne; null for `DEFAULT_LABEL_SILENCE_MS`. */
  readonly maxLabelSilenceMs: number | null
  /** 1: each step waits for a person; 2: steps by itself, but down the ladder when approved; 3: all by itself. */
  readonly autonomy: 1 | 2 | 3
  readonly promisedDelayMs: number | null
}

export const DEFAULT_LABEL_SILENCE_MS = 2 * 86_400_000

/** Metrics that cannot be had without labels. */
export function needsLabels(metric: BreakerMetric): boolean {
  return metric === 'accuracy' || metric === 'ece' || metric === 'mape'
}

/** Whether any condition of the policy needs labels. */
export function watchesLabels(policy: BreakerPolicy): boolean {
  return policy.conditions.some(({ metric }) => needsLabels(metric))
}

/** Whether any condition of the policy looks at loop tests. */
export function watchesLoop(policy: BreakerPolicy): boolean {
  return policy.conditions.some(({ metric }) => metric === 'loop_verdict')
}

/** The silence of labels that the policy bears, milliseconds. */
export function labelSilenceMs(policy: BreakerPolicy): number {
  return policy.maxLabelSilenceMs ?? DEFAULT_LABEL_SILENCE_MS
}

export function isFallback(name: string): name is Fallback {
  return (FALLBACKS as readonly string[]).includes(name)
}
