import type { LintFinding } from '../../lint/finding.ts'

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

export type AlertLintFinding = LintFinding<AlertLintCode>
