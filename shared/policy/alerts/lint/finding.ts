export const ALERT_LINT_CODES = [
  'missing_owner',
  'missing_action',
  'boiling_frog',
  'delay_not_met',
  'budget_exceeded',
  'critical_can_be_lost',
  'contradiction',
  'unit_mismatch',
] as const
export type AlertLintCode = (typeof ALERT_LINT_CODES)[number]

/** One step of a counterexample: what happens, and what the rules make of it. */
export type AlertLintStep = {
  /** Milliseconds since the start. */
  readonly at: number
  readonly what: string
  readonly state: string
}

export type AlertLintFinding = {
  readonly code: AlertLintCode
  readonly severity: 'error' | 'warning'
  /** Key of the file, "rules.0.critical"; empty for the whole. */
  readonly where: string
  readonly explanation: string
  readonly counterexample: readonly AlertLintStep[]
}
