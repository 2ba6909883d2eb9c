import type { AlertRule, AlertRules } from '../rules.ts'
import { budgetExceeded } from './budget.ts'
import type { AlertLintFinding } from './finding.ts'
import { criticalsInQuietHours } from './lost-criticals.ts'
import { delays, frogs } from './promises.ts'
import { contradictions, missing, unitMismatches } from './single-rule.ts'
import { lintComposite, oppositeRules, sameNames } from './together.ts'

/** What is wrong with rules, each with a counterexample; the reducer itself is run where it matters. */
export function lintAlerts(rules: AlertRules): AlertLintFinding[] {
  return [
    ...rules.rules.flatMap((rule, index) => lintRule(rules, rule, `rules.${index}`)),
    ...rules.composites.flatMap((composite, index) => lintComposite(rules, composite, `composite.${index}`)),
    ...sameNames(rules),
    ...oppositeRules(rules),
    ...budgetExceeded(rules),
    ...criticalsInQuietHours(rules),
  ]
}

/** Whether rules with these findings may be put in force. */
export function mayBeSaved(findings: readonly AlertLintFinding[]): boolean {
  return findings.every(({ severity }) => severity !== 'error')
}

function lintRule(rules: AlertRules, rule: AlertRule, where: string): AlertLintFinding[] {
  const unsound = [...unitMismatches(rule, where), ...contradictions(rule, where)]
  const told = [...missing(rule, where), ...unsound]
  // What a rule can see is asked of one that means something.
  return unsound.length > 0 ? told : [...told, ...frogs(rules, rule, where), ...delays(rules, rule, where)]
}
