import type { Adjustment } from '../stats/multiplicity/adjust.ts'

/** The words of a verdict on drift. */
export const VERDICTS = ['none', 'low', 'moderate', 'high', 'insufficient'] as const
export type Verdict = (typeof VERDICTS)[number]
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

const RANK: Readonly<Record<Severity, number>> = { none: 0, low: 1, moderate: 2, high: 3 }

/** The graver of two severities. */
export function worseSeverity(a: Severity, b: Severity): Severity {
  return RANK[a] >= RANK[b] ? a : b
}

/** Whether a verdict is at least as grave as a level; `insufficient` never is. */
export function reachesSeverity(verdict: Verdict, level: Severity): boolean {
  return verdict !== 'insufficient' && RANK[verdict] >= RANK[level]
}
