import { expect, test } from 'vitest'
import { lintAlerts } from '../lint/lint.ts'
import { ruleOf, rulesOf } from '../testing/rules.ts'
import { boilingFrog, missesDecay } from './boiling-frog.ts'
import { delayFrom, detectionDelay } from './detection-delay.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const relative = {
  compare: 'rolling_7d',
  warning: { value: 0.9, unit: null },
  critical: { value: 0.85, unit: null },
} as const

test('the delay is the time in which the window fills past the limit, to the next evaluation, and FOR', () => {
  // A step of 20% passes the warning at ×0.9 when half of the hour is bad; strictly beyond is one evaluation later.
  const rule = ruleOf({ ...relative, compare: 'baseline' })
  const rules = rulesOf([rule])
  expect(delayFrom(rules, rule, 0.2, 0)).toBe(40 * MINUTE)
  expect(delayFrom(rules, rule, 0.2, 5 * MINUTE)).toBe(35 * MINUTE)
  expect(detectionDelay(rules, rule, 0.05)).toEqual({ earliestMs: null, latestMs: null })
  const patient = ruleOf({ ...relative, compare: 'baseline', forMs: 30 * MINUTE, labelDelayMs: HOUR })
  expect(delayFrom(rulesOf([patient]), patient, 0.2, 0)).toBe(130 * MINUTE)
})

test('a decay of 2% a day is missed by the rolling rule, caught by the frozen one, and told by the linter', () => {
  const rolling = ruleOf(relative)
  const frozen = ruleOf({ ...relative, frozenToo: true })
  expect(missesDecay(rulesOf([rolling]), rolling, 0.02)).toBe(true)
  expect(missesDecay(rulesOf([frozen]), frozen, 0.02)).toBe(false)
  const { missedPerDay } = boilingFrog(rulesOf([rolling]), rolling)
  expect(missedPerDay).toBeGreaterThan(0.02)
  // 1/mean of (1 − r)^−k over the 7 days before is 0.9 at r ≈ 2.6% a day.
  expect(missedPerDay).toBeLessThan(0.03)
  expect(boilingFrog(rulesOf([frozen]), frozen).missedPerDay).toBeNull()
  expect(lintAlerts(rulesOf([rolling])).map(({ code }) => code)).toEqual(['boiling_frog'])
  expect(lintAlerts(rulesOf([frozen]))).toEqual([])
})

test.each([
  ['missing_owner', rulesOf([ruleOf({ owner: null })])],
  ['missing_action', rulesOf([ruleOf({ runbook: null })])],
  ['boiling_frog', rulesOf([ruleOf(relative)])],
  ['delay_not_met', rulesOf([ruleOf({ promisedDelayMs: 5 * MINUTE })])],
  ['budget_exceeded', rulesOf([ruleOf({ name: 'a' }), ruleOf({ name: 'b' })], { budgetPerDay: 1 })],
  [
    'critical_can_be_lost',
    rulesOf([ruleOf()], {
      quietHours: { fromMinute: 1_320, toMinute: 480, timezone: 'Asia/Kolkata', never: null },
    }),
  ],
  ['contradiction', rulesOf([ruleOf({ critical: { value: 0.9, unit: null } })])],
  ['unit_mismatch', rulesOf([ruleOf({ critical: { value: 100, unit: 'ms' }, warning: null })])],
  ['unit_mismatch', rulesOf([ruleOf({ metric: 'latency_p99 + error_rate', worse: 'above', warning: null })])],
] as const)('%s is found, and nothing else, with a counterexample', (code, rules) => {
  const findings = lintAlerts(rules)
  expect(findings.map((finding) => finding.code)).toEqual([code])
  expect(findings[0].counterexample.length).toBeGreaterThan(0)
})
