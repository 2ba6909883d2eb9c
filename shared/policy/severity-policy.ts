import type { Verdict } from '../domain/verdict.ts'
import type { Adjustment } from '../stats/multiplicity/adjust.ts'

/** A verdict that was reached with enough rows. */
export type Severity = Exclude<Verdict, 'insufficient'>

/** Effect floors of one level; a level is reached when any of them is. */
export interface EffectFloors {
  readonly psi?: number
  /** Kolmogorov–Smirnov D. */
  readonly ks?: number
  readonly cramersV?: number
  /** Wasserstein-1 over the baseline's standard deviation. */
  readonly wasserstein?: number
}

/** A verdict that needs significance, adjusted over the columns of the run, and an effect above a floor. */
export interface FloorsPolicy {
  readonly rule: 'significance-and-effect'
  readonly name: string
  /** Rows with a value that each side must have. */
  readonly minRows: number
  readonly alpha: number
  readonly adjustment: Adjustment
  readonly low: EffectFloors
  readonly moderate: EffectFloors
  readonly high: EffectFloors
}

export type SeverityPolicy = FloorsPolicy

export const DEFAULT_MIN_ROWS = 200

/** The policy `default` of the statistics reference. */
export const DEFAULT_POLICY: FloorsPolicy = {
  rule: 'significance-and-effect',
  name: 'default',
  minRows: DEFAULT_MIN_ROWS,
  alpha: 0.05,
  adjustment: 'benjamini_hochberg',
  low: { psi: 0.05 },
  moderate: { psi: 0.1, ks: 0.1, cramersV: 0.1, wasserstein: 0.1 },
  high: { psi: 0.2, ks: 0.2, cramersV: 0.2 },
}
