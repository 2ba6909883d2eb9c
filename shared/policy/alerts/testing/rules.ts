import { parseExpression } from '../expression.ts'
import type { AlertRule, AlertRules } from '../rules.ts'
import type { AlertPlan } from '../state.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** A rule on accuracy with limits 0.8 and 0.7, evaluated as it comes. */
export function ruleOf(change: Partial<AlertRule> & { readonly metric?: string } = {}): AlertRule {
  const { metric = 'accuracy', ...rest } = change
  const expression = parseExpression(metric, null)
  if ('what' in expression) throw new Error(expression.what)
  return {
    name: metric,
    expression,
    confidenceUnder: 0.7,
    compare: 'constant',
    worse: 'below',
    warning: { value: 0.8, unit: null },
    critical: { value: 0.7, unit: null },
    frozenToo: false,
    season: 'hour_of_week',
    forMs: 0,
    clearMs: 0,
    by: null,
    windowMs: HOUR,
    reachMs: HOUR,
    labelDelayMs: 0,
    minRows: 1,
    trend: null,
    owner: 'eta-team',
    action: 'switch',
    runbook: 'docs/eta.md',
    escalate: [],
    promisedDelayMs: null,
    promisedStep: 0.2,
    ...rest,
  }
}

export function rulesOf(rules: readonly AlertRule[], change: Partial<AlertRules> = {}): AlertRules {
  return {
    model: null,
    rules,
    composites: [],
    quietHours: null,
    budgetPerDay: null,
    timezone: 'UTC',
    everyMs: 10 * MINUTE,
    groupWithinMs: 10 * MINUTE,
    reopenWithinMs: HOUR,
    ...change,
  }
}

export function planOf(rules: AlertRules, change: Partial<AlertPlan> = {}): AlertPlan {
  return { model: 'fraud', rules, seasons: [], ...change }
}
