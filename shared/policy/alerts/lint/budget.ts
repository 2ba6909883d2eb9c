import type { AlertRule, AlertRules } from '../rules.ts'
import { silencerText } from '../words.ts'
import type { AlertLintFinding } from './finding.ts'
import { finding } from './rule-findings.ts'

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
        `Seasonal rules alone fire some ${Math.round(seasonal)} times a day without any fault; ${budgetPerDay} are sent.`,
        rules
          .filter((rule) => rule.compare === 'seasonal')
          .map((rule) => ({
            at: DAY,
            what: `"${rule.name}" fired ${Number((expectedPerDay(rule, everyMs) ?? 0).toFixed(1))} times without a fault`,
            state: 'firing',
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
        `A day on which each of the ${warners.length} rules warns once is over the budget of ${budgetPerDay}; the others are kept back.`,
        warners.slice(0, budgetPerDay + 1).map((rule, index) => ({
          at: index * HOUR,
          what: `"${rule.name}" warns`,
          state: index < budgetPerDay ? 'sent' : silencerText('budget'),
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
