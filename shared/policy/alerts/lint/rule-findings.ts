import type { LintStep } from '../../lint/finding.ts'
import type { AlertLintCode, AlertLintFinding } from './finding.ts'

export function finding(
  code: AlertLintCode,
  where: string,
  explanation: string,
  counterexample: readonly LintStep[],
  severity: AlertLintFinding['severity'] = 'error',
): AlertLintFinding {
  return { code, severity, where, explanation, counterexample }
}
