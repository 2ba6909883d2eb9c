import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AlertEffect } from './effects.ts'
import { applyWord } from './people.ts'
import { nextAlertDeadline, step } from './reducer.ts'
import type { AlertRules } from './rules.ts'
import { type AlertPlan, type AlertState, decodeAlertState, encodeAlertState, NO_ALERTS } from './state.ts'
import { planOf, ruleOf, rulesOf } from './testing/rules.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NOON = Date.UTC(2026, 0, 5, 12)

/** Runs values of the rules, one list an evaluation, every ten minutes from noon. */
function run(
  plan: AlertPlan,
  evaluations: readonly (readonly number[])[],
  before: AlertState = NO_ALERTS,
  start = NOON,
) {
  let state = before
  const effects: AlertEffect[] = []
  for (const [turn, values] of evaluations.entries()) {
    const at = start + turn * plan.rules.everyMs
    for (;;) {
      const due = nextAlertDeadline(plan, state)
      if (due === null || due >= at) break
      const taken = step(plan, state, { at: Math.max(due, state.clock), readings: [] })
      state = taken.state
      effects.push(...taken.effects)
    }
    const readings = values.map((value, rule) => ({
      series: { key: plan.rules.rules[rule].name, rule, segment: null },
      value,
      error: Number.NaN,
      baseline: Number.NaN,
    }))
    const taken = step(plan, state, { at, readings })
    state = taken.state
    effects.push(...taken.effects)
  }
  return { state, effects }
}

const one = (change: Parameters<typeof ruleOf>[0] = {}, rules: Partial<AlertRules> = {}) =>
  planOf(rulesOf([ruleOf(change)], rules))
const series = (...values: readonly number[]) => values.map((value) => [value])
const sends = (effects: readonly AlertEffect[]) =>
  effects.flatMap((effect) =>
    effect.kind === 'send'
      ? [`${(effect.at - NOON) / MINUTE} ${effect.reason} ${effect.alert.severity}`]
      : [],
  )

describe('the ladder', () => {
  test('fires after FOR, rises, is lowered and is over', () => {
    const plan = one({ forMs: 20 * MINUTE, clearMs: 10 * MINUTE })
    const { effects } = run(plan, series(0.9, 0.75, 0.75, 0.75, 0.6, 0.6, 0.6, 0.75, 0.75, 0.9, 0.9))
    expect(sends(effects)).toEqual(['30 fired warning', '60 raised critical', '100 resolved warning'])
    const moves = effects.flatMap((effect) =>
      effect.kind === 'move'
        ? [`${(effect.at - NOON) / MINUTE} ${effect.from}→${effect.to} ${effect.because}`]
        : [],
    )
    expect(moves).toEqual([
      '10 null→pending limit',
      '30 pending→firing for',
      '60 firing→firing raised',
      '80 firing→firing lowered',
      '100 firing→resolved cleared',
    ])
  })

  test('a value that comes back within FOR never fires', () => {
    const plan = one({ forMs: 20 * MINUTE })
    expect(sends(run(plan, series(0.75, 0.75, 0.9, 0.75, 0.75, 0.9)).effects)).toEqual([])
  })

  test('where nothing can be said nothing moves', () => {
    const { effects, state } = run(one(), series(0.6, Number.NaN, Number.NaN))
    expect(sends(effects)).toEqual(['0 fired critical'])
    expect([...state.alerts.values()].map((alert) => alert.state)).toEqual(['firing'])
  })

  test('what fires again within the hour is the same alert in the same incident', () => {
    const { effects } = run(one(), series(0.6, 0.9, 0.6))
    expect(sends(effects)).toEqual(['0 fired critical', '10 resolved critical', '20 reopened critical'])
    const ids = effects.flatMap((effect) => (effect.kind === 'send' ? [effect.alert.id] : []))
    expect(new Set(ids).size).toBe(1)
    expect(new Set(effects.map((effect) => effect.incident?.number))).toEqual(new Set([1]))
  })

  test('escalates by how long nobody acknowledged, and an acknowledgement stops it', () => {
    const escalate = [
      { afterMs: 2 * MINUTE, to: 'chat' },
      { afterMs: 5 * MINUTE, to: 'page' },
      { afterMs: 25 * MINUTE, to: 'manager' },
    ]
    const plan = one({ escalate })
    const first = run(plan, series(0.6, 0.6))
    expect(sends(first.effects)).toEqual(['0 fired critical', '2 escalated critical', '5 escalated critical'])
    const word = { incident: 1, at: first.state.clock, by: 'Asha', reason: 'on it', until: null } as const
    const heard = applyWord(plan, first.state, { ...word, action: 'acknowledge' })
    expect(heard.effects).toMatchObject([{ from: 'firing', to: 'acknowledged', by: 'Asha' }])
    const later = run(plan, series(0.6, 0.6, 0.6), heard.state, NOON + 20 * MINUTE)
    expect(sends(later.effects)).toEqual([])
    expect(() => applyWord(plan, first.state, { ...word, action: 'resolve', reason: ' ' })).toThrow('why')
  })

  test('what a person resolved fires again only when it was calm once', () => {
    const plan = one({}, { reopenWithinMs: 0 })
    const first = run(plan, series(0.75))
    const word = {
      incident: 1,
      at: NOON,
      by: 'Asha',
      reason: 'known',
      until: null,
      action: 'resolve',
    } as const
    const heard = applyWord(plan, first.state, word)
    const next = (...values: number[]) =>
      sends(run(plan, series(...values), heard.state, NOON + 10 * MINUTE).effects)
    expect(next(0.75, 0.75)).toEqual([])
    expect(next(0.75, 0.9, 0.75)).toEqual(['30 fired warning'])
    expect(next(0.75, 0.6)).toEqual(['20 raised critical'])
  })
})

describe('noise', () => {
  const quietHours = { fromMinute: 11 * 60, toMinute: 13 * 60, timezone: 'UTC', never: 'critical' } as const

  test('quiet hours defer warnings to their end and let criticals through', () => {
    const plan = one({}, { quietHours })
    expect(sends(run(plan, series(0.75, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9)).effects)).toEqual([
      '60 deferred warning',
    ])
    expect(sends(run(plan, series(0.6)).effects)).toEqual(['0 fired critical'])
  })

  test('a budget of one warning a day lets criticals through', () => {
    const rules = [
      ruleOf({ name: 'a' }),
      ruleOf({ metric: 'roc_auc', name: 'b' }),
      ruleOf({ metric: 'ece', name: 'c' }),
    ]
    const plan = planOf(rulesOf(rules, { budgetPerDay: 1 }))
    const { effects } = run(plan, [[0.75, 0.75, 0.6]])
    expect(sends(effects)).toHaveLength(2)
    expect(effects.filter(({ kind }) => kind === 'silence')).toMatchObject([{ by: 'budget', until: null }])
  })

  test('two rules about the same tell once', () => {
    const plan = planOf(rulesOf([ruleOf({ name: 'a' }), ruleOf({ name: 'b' })]))
    const { effects } = run(plan, [[0.75, 0.75]])
    expect(effects.filter(({ kind }) => kind === 'silence')).toMatchObject([
      { by: 'duplicate', alert: { rule: 'b' } },
    ])
  })

  test('a composite speaks for its parts', () => {
    const composite = {
      name: 'serving',
      when: ['accuracy', 'roc_auc'],
      withinMs: 10 * MINUTE,
      severity: null,
      owner: null,
      action: null,
      runbook: null,
    }
    const rules = [ruleOf(), ruleOf({ metric: 'roc_auc' })]
    const plan = planOf(rulesOf(rules, { composites: [composite] }))
    const { effects } = run(plan, [
      [0.75, 0.9],
      [0.75, 0.75],
    ])
    const told = effects.flatMap((effect) =>
      effect.kind === 'move' ? [] : [`${effect.kind} ${effect.alert.rule}`],
    )
    expect(told).toEqual(['send accuracy', 'send serving', 'silence roc_auc'])
    expect(
      run(plan, [
        [0.75, 0.9],
        [0.75, 0.9],
        [0.75, 0.75],
      ]).effects.some(({ alert }) => alert.isComposite),
    ).toBe(false)
  })

  test('an incident names the likely cause first', () => {
    const rules = [
      ruleOf({ name: 'accuracy' }),
      ruleOf({ metric: 'error_rate', name: 'errors', worse: 'above' }),
    ]
    const { effects } = run(planOf(rulesOf(rules)), [[0.6, 0.9]])
    const [send] = effects.filter((effect) => effect.kind === 'send')
    expect(send.incident.alerts.map((id) => id.split('@')[0])).toEqual(['errors', 'accuracy'])
  })
})

/** Plans with any mix of limits. */
const anyPlan = fc
  .record({
    budgetPerDay: fc.option(fc.integer({ min: 0, max: 3 })),
    quiet: fc.option(
      fc.record({ from: fc.integer({ min: 0, max: 1_439 }), length: fc.integer({ min: 1, max: 1_300 }) }),
    ),
    never: fc.constantFrom(null, 'critical', 'warning'),
    forMs: fc.constantFrom(0, 10 * MINUTE, 30 * MINUTE),
    group: fc.constantFrom(0, 10 * MINUTE, HOUR),
    reopen: fc.constantFrom(0, HOUR),
    composite: fc.constantFrom(null, 'warning', 'critical', 'none'),
  })
  .map(({ budgetPerDay, quiet, never, forMs, group, reopen, composite }) => {
    const rules = [
      ruleOf({ name: 'a', forMs, clearMs: forMs, escalate: [{ afterMs: 5 * MINUTE, to: 'chat' }] }),
      ruleOf({ name: 'b' }),
      ruleOf({ metric: 'roc_auc', name: 'c', clearMs: 20 * MINUTE }),
    ]
    const parts = { when: ['a', 'roc_auc'], withinMs: HOUR, owner: null, action: null, runbook: null }
    return planOf(
      rulesOf(rules, {
        budgetPerDay,
        timezone: 'Asia/Kolkata',
        groupWithinMs: group,
        reopenWithinMs: reopen,
        quietHours:
          quiet === null
            ? null
            : {
                fromMinute: quiet.from,
                toMinute: (quiet.from + quiet.length) % 1_440,
                timezone: 'Europe/Berlin',
                never: never as 'critical' | 'warning' | null,
              },
        composites:
          composite === 'none'
            ? []
            : [{ ...parts, name: 'whole', severity: composite as 'warning' | 'critical' | null }],
      }),
    )
  })
const anyValues = fc.array(fc.tuple(...[0, 1, 2].map(() => fc.constantFrom(0.9, 0.75, 0.6, Number.NaN))), {
  maxLength: 60,
})

describe('whatever the limits', () => {
  test('no critical is lost, and silenced and sent are what fired', () => {
    fc.assert(
      fc.property(anyPlan, anyValues, (plan, values) => {
        const { effects, state } = run(plan, values)
        const fired = effects.filter(
          (effect) =>
            effect.kind === 'silence' ||
            (effect.kind === 'send' && ['fired', 'raised', 'reopened'].includes(effect.reason)),
        )
        expect(
          effects.filter(({ kind, alert }) => kind === 'silence' && alert.severity === 'critical'),
        ).toEqual([])
        const firings = effects.filter(
          (effect) =>
            effect.kind === 'move' &&
            ['limit', 'for', 'again', 'raised'].includes(effect.because) &&
            effect.to === 'firing',
        )
        expect(fired).toHaveLength(firings.length)
        const { counts } = state
        expect(counts.fired).toBe(fired.length)
        expect(counts.sent + counts.silenced).toBe(counts.fired)
        const ids = effects.flatMap((effect) => (effect.kind === 'move' ? [] : [effect.id]))
        expect(new Set(ids).size).toBe(ids.length)
      }),
      { numRuns: 300 },
    )
  })

  test('a state that is kept between any two evaluations goes on as if it had not been', () => {
    fc.assert(
      fc.property(anyPlan, anyValues, fc.nat(60), (plan, values, cut) => {
        const whole = run(plan, values)
        const first = run(plan, values.slice(0, cut))
        const kept = decodeAlertState(encodeAlertState(first.state))
        const rest = run(
          plan,
          values.slice(cut),
          kept,
          NOON + Math.min(cut, values.length) * plan.rules.everyMs,
        )
        expect([...first.effects, ...rest.effects]).toEqual(whole.effects)
        expect(encodeAlertState(rest.state)).toBe(encodeAlertState(whole.state))
      }),
      { numRuns: 200 },
    )
  })
})
