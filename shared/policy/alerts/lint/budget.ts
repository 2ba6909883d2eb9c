import { say } from '../../../words/say.ts'
import { finding } from '../../lint/finding.ts'
import type { AlertRule, AlertRules } from '../rules.ts'
import { silencerText } from '../words.ts'
import type { AlertLintFinding } from './finding.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

export function budgetExceeded({ rules, budgetPerDay, everyMs }: AlertRules): AlertLintFinding[] {
  if (budgetPerDay === null) return []
  const seasonal = rules.reduce((sum, rule) => sum + (expectedPerDay(rule, everyMs) ?? 0), 0)
  const found: AlertLintFinding[] = []
  if (seasonal > budgetPerDay) {
    found.push(
      finding(
        'budget_exceeded',
        'budget_per_day',
        say('lint.budget.seasonal', { firings: Math.round(seasonal), budget: budgetPerDay }),
        rules
          .filter((rule) => rule.compare === 'seasonal')
          .map((rule) => ({
            at: DAY,
            what: say('step.fired', {
              rule: rule.name,
              times: Number((expectedPerDay(rule, everyMs) ?? 0).toFixed(1)),
            }),
            state: say('state.firing'),
          })),
        'warning',
      ),
    )
  }
  const warners = rules.filter(({ warning }) => warning !== null)
  if (warners.length > budgetPerDay) {
    found.push(
      finding(
        'budget_exceeded',
        'budget_per_day',
        say('lint.budget.warnings', { rules: warners.length, budget: budgetPerDay }),
        warners.slice(0, budgetPerDay + 1).map((rule, index) => ({
          at: index * HOUR,
          what: say('step.warns', { rule: rule.name }),
          state: index < budgetPerDay ? say('state.sent') : silencerText('budget'),
        })),
        'warning',
      ),
    )
  }
  return found
}

/** Firings a day of a healthy model, where the rule itself says how often; null where only a replay can tell. */
export function expectedPerDay({ compare, warning, critical }: AlertRule, everyMs: number): number | null {
  if (compare !== 'seasonal') return null
  return ((warning ?? critical)?.value ?? 0) * (DAY / everyMs)
}
