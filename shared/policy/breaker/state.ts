import type { BreakerPolicy } from './policy.ts'

export type Phase = 'CLOSED' | 'OPEN' | 'HALF_OPEN'
export const REPORTED_STATES = ['CLOSED', 'OPEN', 'HALF_OPEN', 'FORCED_OPEN', 'FORCED_CLOSED'] as const
/** What a serving system is told. */
export type ReportedState = (typeof REPORTED_STATES)[number]

/** A person's decision, which stands above the reducer's. Times are UTC milliseconds. */
export type Force = {
  readonly to: 'OPEN' | 'CLOSED'
  readonly by: string
  readonly reason: string
  readonly at: number
  readonly expiresAt: number | null
}

/** Why a breaker moved. */
export type Cause =
  /** `estimated`: read from estimates in place of labels. */
  | {
      readonly kind: 'condition'
      readonly condition: number
      readonly value: number
      readonly estimated: boolean
    }
  | { readonly kind: 'all_conditions'; readonly estimated: boolean }
  | { readonly kind: 'no_labels'; readonly silenceMs: number | null }
  | { readonly kind: 'cooldown_over'; readonly cooldownMs: number; readonly early: boolean }
  | { readonly kind: 'probes_passed' | 'probes_failed'; readonly right: number; readonly judged: number }
  | { readonly kind: 'forced' | 'released' | 'approved'; readonly by: string; readonly reason: string }
  | { readonly kind: 'expired'; readonly by: string }

/** Everything that the reducer remembers; plain JSON but for infinities, which never occur. */
export type BreakerState = {
  readonly phase: Phase
  /** When the phase began. */
  readonly since: number
  /** The first row that is served under it. */
  readonly sinceRow: number
  /** Windows hold nothing before this row. */
  readonly freshRow: number
  /** Loop tests up to then do not count; null where all do. */
  readonly freshAt: number | null
  /** Since when each condition is met without a break. */
  readonly heldSince: readonly (number | null)[]
  /** Length of this cooldown, or of the last one; 0 before the first. */
  readonly cooldownMs: number
  /** Place on the ladder of fallbacks. */
  readonly rung: number
  /** Outcomes of the probes of this HALF_OPEN. */
  readonly probes: { readonly right: number; readonly judged: number }
  /** Whether the labels have been silent for too long. */
  readonly blind: boolean
  /** A step that waits for a person. */
  readonly proposal: { readonly to: Phase; readonly since: number; readonly cause: Cause } | null
  /** A step to the next fallback that waits for a person. */
  readonly descent: { readonly since: number; readonly cause: Cause } | null
  readonly force: Force | null
}

/** A breaker that was just armed. */
export function initialState(policy: BreakerPolicy, at: number, row = 0): BreakerState {
  return {
    phase: 'CLOSED',
    since: at,
    sinceRow: row,
    freshRow: row,
    freshAt: null,
    heldSince: policy.conditions.map(() => null),
    cooldownMs: 0,
    rung: 0,
    probes: { right: 0, judged: 0 },
    blind: false,
    proposal: null,
    descent: null,
    force: null,
  }
}

/** A force beats the reducer. */
export function reportedState({ phase, force }: Pick<BreakerState, 'phase' | 'force'>): ReportedState {
  if (force === null) return phase
  return force.to === 'OPEN' ? 'FORCED_OPEN' : 'FORCED_CLOSED'
}
