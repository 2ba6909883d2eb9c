import { say } from '../../../words/say.ts'
import type { LintStep } from '../../lint/finding.ts'
import { finding } from '../../lint/finding.ts'
import type { AlertEffect } from '../effects.ts'
import { type AlertReading, step } from '../reducer.ts'
import type { AlertRule, AlertRules } from '../rules.ts'
import { type AlertPlan, NO_ALERTS } from '../state.ts'
import { silencerText } from '../words.ts'
import { endOfClockSpan, isWithinClock, localTime } from '../zoned-time.ts'
import type { AlertLintFinding } from './finding.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const START = Date.UTC(2026, 0, 5, 12)

export function criticalsInQuietHours(rules: AlertRules): AlertLintFinding[] {
  const { quietHours } = rules
  const critical = rules.rules.filter((rule) => rule.critical !== null)
  if (quietHours === null || critical.length === 0 || quietHours.never === 'critical') return []
  const { fromMinute, toMinute, timezone } = quietHours
  let at = START
  while (!isWithinClock(localTime(at, timezone).minute, fromMinute, toMinute)) at += 15 * MINUTE
  const end = endOfClockSpan(at, fromMinute, toMinute, timezone)
  return lostCriticals(rules, critical.slice(0, 1), 'quiet_hours.never', at, end)
}

/** Criticals of the parts of a composite that only warns. */
export function compositeCriticals(
  rules: AlertRules,
  parts: readonly AlertRule[],
  where: string,
): AlertLintFinding[] {
  return lostCriticals(rules, parts, where, START)
}

/** Runs the reducer as if limits touched criticals, with all `parts` critical at once. */
function lostCriticals(
  rules: AlertRules,
  parts: readonly AlertRule[],
  where: string,
  start: number,
  end = start + HOUR,
): AlertLintFinding[] {
  // Each part fires at once on a limit of its own, whatever it is held against.
  const own = rules.rules.map((rule): AlertRule => {
    const limit = { value: 0.5, unit: null }
    const isPart = parts.includes(rule)
    return {
      ...rule,
      compare: 'constant',
      worse: 'above',
      warning: null,
      critical: isPart ? limit : null,
      forMs: 0,
      clearMs: 0,
    }
  })
  const plan: AlertPlan = {
    model: rules.model ?? 'model',
    rules: { ...rules, rules: own },
    seasons: [],
    limitsTouchCriticals: true,
  }
  const effects: AlertEffect[] = []
  let state = NO_ALERTS
  const readings = (value: number): AlertReading[] =>
    own.flatMap((rule, index) =>
      rule.critical === null
        ? []
        : [
            {
              series: { key: rule.name, rule: index, segment: null },
              value,
              error: Number.NaN,
              baseline: Number.NaN,
            },
          ],
    )
  for (const [at, value] of [
    [start, 1],
    [Math.min(start + 40 * MINUTE, end - 1), 0],
    [end, 0],
  ] as const) {
    const taken = step(plan, state, { at, readings: readings(value) })
    state = taken.state
    effects.push(...taken.effects)
  }
  const lost = effects.filter((effect) => effect.kind === 'silence' && effect.alert.severity === 'critical')
  if (lost.length === 0) return []
  return [
    finding(
      'critical_can_be_lost',
      where,
      say(where.startsWith('quiet') ? 'lint.critical_lost.quiet_hours' : 'lint.critical_lost.composite'),
      effects.flatMap((effect): LintStep[] => {
        const at = effect.at - start
        if (effect.kind === 'silence') {
          return [
            {
              at,
              what: say(`step.is_${effect.alert.severity}`, { rule: effect.alert.rule }),
              state: silencerText(effect.by),
            },
          ]
        }
        if (effect.kind === 'send')
          return [
            {
              at,
              what: say('step.is_told', { rule: effect.alert.rule, reason: effect.reason }),
              state: say('state.sent'),
            },
          ]
        if (effect.to === 'resolved')
          return [{ at, what: say('step.is_over', { rule: effect.alert.rule }), state: say('state.unknown') }]
        return []
      }),
    ),
  ]
}
