import type { AlertEffect } from '../effects.ts'
import { type AlertReading, step } from '../reducer.ts'
import type { AlertRule, AlertRules } from '../rules.ts'
import { type AlertPlan, type AlertSeries, type AlertState, NO_ALERTS } from '../state.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Time that a reference which has to be learnt is given; seasons need many weeks. */
const LEARNING_MS = { constant: 0, baseline: 0, rolling_7d: 8 * DAY, seasonal: 84 * DAY } as const
/** A healthy season is not one number: it varies by so much to either side. */
const SEASONAL_SPREAD = 0.02

/** One rule without the limits on noise, so that what it sees is all that is asked. */
export type Lone = { readonly plan: AlertPlan; readonly series: AlertSeries }

export function lone(rules: AlertRules, rule: AlertRule): Lone {
  const own: AlertRules = { ...rules, rules: [rule], composites: [], quietHours: null, budgetPerDay: null }
  return {
    plan: { model: 'model', rules: own, seasons: [] },
    series: { key: rule.name, rule: 0, segment: null },
  }
}

/**
 * The value that a healthy model shows to a rule: 1 where it is held against a reference; for a constant a tenth of the
 * limit on its good side.
 */
export function healthyValue(rule: AlertRule): number {
  if (rule.compare !== 'constant') return 1
  const limit = (rule.warning ?? rule.critical)?.value ?? 1
  return rule.worse === 'below' ? limit / 0.9 : limit * 0.9
}

/** The value after a relative change of `size` to the bad side. */
export function worsened(rule: AlertRule, value: number, size: number): number {
  return rule.worse === 'below' ? value * Math.max(0, 1 - size) : value * (1 + size)
}

/** The state after a healthy time that ends at `until`, with the baseline that goes with it. */
export function learnt({ plan, series }: Lone, until: number): AlertState {
  const [rule] = plan.rules.rules
  const healthy = healthyValue(rule)
  const length = LEARNING_MS[rule.compare]
  const pace = rule.compare === 'seasonal' ? HOUR : 3 * HOUR
  let state = NO_ALERTS
  for (let at = until - length, turn = 0; at < until; at += pace, turn++) {
    const spread = rule.compare === 'seasonal' ? ((turn % 5) - 2) * (SEASONAL_SPREAD / 2) : 0
    state = step(plan, state, { at, readings: [reading(series, healthy * (1 + spread), healthy)] }).state
  }
  return state
}

export function reading(series: AlertSeries, value: number, baseline: number): AlertReading {
  return { series, value, error: Number.NaN, baseline }
}

/** Runs values at times through a rule; the first alert, or null where there is none. */
export function firstAlert(
  { plan, series }: Lone,
  before: AlertState,
  values: Iterable<readonly [at: number, value: number]>,
): Extract<AlertEffect, { kind: 'send' }> | null {
  const healthy = healthyValue(plan.rules.rules[0])
  let state = before
  for (const [at, value] of values) {
    const taken = step(plan, state, { at, readings: [reading(series, value, healthy)] })
    state = taken.state
    for (const effect of taken.effects) if (effect.kind === 'send' && effect.reason === 'fired') return effect
  }
  return null
}
