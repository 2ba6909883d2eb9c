import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BreakerPolicy } from '#shared/policy/breaker/policy.ts'
import { reportedState } from '#shared/policy/breaker/state.ts'
import { causeText } from '#shared/policy/breaker/words.ts'
import { observationsOf } from '../../observations/observations.ts'
import { coin, conditionOf, ERROR_RATE, type FeedParts, feedOf, policyOf } from '../testing/feeds.ts'
import { type BreakerRun, runBreaker } from './run-breaker.ts'

const run = (parts: FeedParts, change: Partial<BreakerPolicy> = {}): BreakerRun =>
  runBreaker(observationsOf(feedOf(parts)), policyOf(change))
const moves = ({ effects }: BreakerRun, policy = policyOf()) =>
  effects.flatMap((effect) =>
    effect.kind === 'transition'
      ? [`${effect.row} ${effect.from}→${effect.to}: ${causeText(policy, effect.cause)}`]
      : [],
  )
const fill = (length: number, value: (index: number) => number) => Array.from({ length }, (_, i) => value(i))

describe('a breaker over rows', () => {
  test.each([1_000, 10_000, 60_000])(
    'at half accuracy and then 5,000 perfect rows ends CLOSED, a row each %i ms',
    (spacing) => {
      const toss = coin(3)
      const right = fill(7_000, (row) => (row < 2_000 && toss() < 0.5 ? 0 : 1))
      const outcome = run({ right, times: right.map((_, row) => row * spacing) })
      expect(outcome.cursor.state.phase).toBe('CLOSED')
      expect(moves(outcome)[0]).toMatch(/^99 CLOSED→OPEN: accuracy below 0.85 over 1000 rows: 0\.6/)
      expect(moves(outcome).at(-1)).toMatch(/HALF_OPEN→CLOSED: 200 of 200 probes right$/)
    },
  )

  test('trips on 5,000 wrong rows of low confidence, which go to people and still count', () => {
    const right = fill(6_000, (row) => (row < 1_000 ? 1 : 0))
    const outcome = run({ right, confidence: right.map((good) => (good === 1 ? 0.95 : 0.55)) })
    expect(moves(outcome)[0]).toBe('1150 CLOSED→OPEN: accuracy below 0.85 over 1000 rows: 0.849')
    expect(outcome.cursor.state.phase).not.toBe('CLOSED')
  })

  test('does not trip on 1 wrong label among 100 predictions', () => {
    const one = run({ right: fill(100, (row) => (row === 50 ? 0 : -1)) })
    const all = run({ right: fill(100, (row) => (row === 50 ? 0 : 1)) })
    expect([moves(one), moves(all)]).toEqual([[], []])
  })

  test.each([
    ['hold', 'CLOSED', []],
    ['open', 'OPEN', ['99 CLOSED→OPEN: no labels']],
    ['estimate', 'OPEN', ['100 CLOSED→OPEN: estimated accuracy below 0.85 over 1000 rows: 0.6']],
  ] as const)('without any label does as on_no_labels: %s says', (onNoLabels, phase, expected) => {
    const right = fill(500, () => -1)
    const outcome = run({ right, confidence: right.map(() => 0.6) }, { onNoLabels })
    expect(outcome.cursor.state.phase).toBe(phase)
    expect(moves(outcome)).toEqual(expected)
    expect(outcome.cursor.state.blind).toBe(true)
    expect(outcome.effects).toContainEqual(expect.objectContaining({ about: 'labels_silent' }))
  })

  test('bears a silence of labels for as long as the policy says', () => {
    const right = fill(3_000, (row) => (row < 500 ? 1 : -1))
    const times = right.map((_, row) => row * 60_000)
    const outcome = run({ right, times }, { onNoLabels: 'open', maxLabelSilenceMs: 12 * 3_600_000 })
    expect(moves(outcome)[0]).toBe('1219 CLOSED→OPEN: no labels for 12 h')
    expect(outcome.effects.find(({ kind }) => kind === 'transition')).toMatchObject({
      at: 499 * 60_000 + 12 * 3_600_000,
    })
  })

  test('counts a label from when it came', () => {
    const right = fill(2_000, (row) => (row < 500 ? 1 : 0))
    const at = (delay: number) => right.map((_, row) => row * 1_000 + delay)
    const [prompt] = moves(run({ right, labelAt: at(0) }))
    const [late] = moves(run({ right, labelAt: at(300_000) }))
    expect(prompt).toMatch(/^588 /)
    expect(late).toMatch(/^888 /)
  })

  test('waits until a condition held for its time', () => {
    const error = fill(2_000, (row) => (row < 1_000 ? 0 : 1))
    const outcome = run({ right: fill(2_000, () => -1), error }, { conditions: [ERROR_RATE], anyCount: 1 })
    // The 4th error of the last 300 rows makes more than 1%; two minutes later it trips.
    expect(outcome.effects[0]).toMatchObject({ kind: 'transition', at: (1_003 + 120) * 1_000, to: 'OPEN' })
  })

  test('opens when no data comes, at that very time', () => {
    const silent = conditionOf({
      metric: 'no_data',
      comparison: 'at_least',
      threshold: 600_000,
      minLabelled: 0,
    })
    const times = fill(100, (row) => row * 1_000 + (row >= 50 ? 3_600_000 : 0))
    const outcome = run({ right: fill(100, () => 1), times }, { conditions: [silent], anyCount: 1 })
    expect(outcome.effects[0]).toMatchObject({ at: 49_000 + 600_000, row: 49, to: 'OPEN' })
  })

  test('trips together only where all of several conditions are met', () => {
    const right = fill(1_000, () => 0)
    const calm = { right, error: right }
    expect(moves(run(calm, { anyCount: 0 }))).toEqual([])
    expect(moves(run({ right, error: right.map(() => 1) }, { anyCount: 0 }))).toHaveLength(1)
  })

  test('doubles its cooldown with each failed return, up to the greatest', () => {
    const right = fill(60_000, () => 0)
    const outcome = run({ right, times: right.map((_, row) => row * 10_000) }, { cooldownMaxMs: 3_600_000 })
    const cooldowns = outcome.effects.flatMap((effect) =>
      effect.kind === 'transition' && effect.cause.kind === 'cooldown_over'
        ? [effect.cause.cooldownMs / 60_000]
        : [],
    )
    expect(cooldowns.slice(0, 5)).toEqual([15, 30, 60, 60, 60])
  })

  test('takes rows that the model served as probes where the log tells', () => {
    const right = fill(3_000, (row) => (row < 300 ? 0 : 1))
    const feed = {
      ...feedOf({ right, times: right.map((_, row) => row * 10_000) }),
      byModel: new Uint8Array(3_000).fill(1),
    }
    const outcome = runBreaker(observationsOf(feed), policyOf(), { probes: 'served' })
    expect(moves(outcome).at(-1)).toMatch(/CLOSED: 200 of 200 probes right$/)
  })
})

const outcomes = fc.record({
  seed: fc.integer(),
  rows: fc.integer({ min: 50, max: 1_500 }),
  spacing: fc.constantFrom(100, 1_000, 20_000, 120_000),
  labelRate: fc.constantFrom(0, 0.3, 1),
  isLate: fc.boolean(),
  onNoLabels: fc.constantFrom('hold', 'open', 'estimate'),
  windowRows: fc.constantFrom(30, 200, 1_000),
  tests: fc.constantFrom(0, 1, 5),
})
type Drawn = typeof outcomes extends fc.Arbitrary<infer T> ? T : never

function drawn({ seed, rows, spacing, labelRate, isLate, onNoLabels, windowRows, tests }: Drawn) {
  const toss = coin(seed)
  let level = toss()
  const times: number[] = []
  const right: number[] = []
  let time = 0
  for (let row = 0; row < rows; row++) {
    if (toss() < 0.01) level = toss()
    time += toss() < 0.01 ? spacing * 50 : Math.floor(spacing * 2 * toss())
    times.push(time)
    right.push(toss() < labelRate ? (toss() < level ? 1 : 0) : -1)
  }
  const parts: FeedParts = {
    right,
    times,
    confidence: fill(rows, () => 0.5 + toss() / 2),
    error: fill(rows, () => (toss() < 0.02 ? 1 : 0)),
    loopTests: Array.from({ length: tests }, (_, at) => ({
      at: Math.floor(((at + toss()) * time) / tests),
      rank: Math.floor(toss() * 4) === 3 ? Number.NaN : Math.floor(toss() * 3),
    })),
    ...(isLate ? { labelAt: times.map((at) => at + Math.floor(toss() * spacing * 300)) } : {}),
  }
  const policy = policyOf({
    conditions: [
      conditionOf({ window: { kind: 'rows', rows: windowRows }, minLabelled: 20 }),
      conditionOf({ metric: 'ece', comparison: 'above', threshold: 0.4, minLabelled: 30 }),
      { ...ERROR_RATE, forMs: spacing * 20 },
      conditionOf({ metric: 'loop_verdict', comparison: 'at_least', threshold: 2, minLabelled: 0 }),
      conditionOf({ metric: 'no_data', comparison: 'at_least', threshold: spacing * 40, minLabelled: 0 }),
    ],
    cooldownMs: spacing * 30,
    halfOpen: { share: 0.3, minLabelled: 10, closeAbove: 0.5 },
    onNoLabels,
    maxLabelSilenceMs: spacing * 100,
  })
  return { observations: observationsOf(feedOf(parts)), policy }
}

describe('laws', () => {
  test('live in any batches gives what replay gives', () => {
    fc.assert(
      fc.property(outcomes, fc.array(fc.nat(), { maxLength: 6 }), (parts, cuts) => {
        const { observations, policy } = drawn(parts)
        const whole = runBreaker(observations, policy)
        const { events } = observations.timeline
        const edges = [0, ...cuts.map((cut) => cut % (events + 1)).toSorted((a, b) => a - b), events]
        let before: BreakerRun | null = null
        const effects: unknown[] = []
        for (let index = 1; index < edges.length; index++) {
          const batch: BreakerRun = runBreaker(observations, policy, {
            fromEvent: edges[index - 1],
            toEvent: edges[index],
            ...(before === null ? {} : { cursor: JSON.parse(JSON.stringify(before.cursor)) }),
          })
          effects.push(...batch.effects)
          before = batch
        }
        expect(effects).toEqual(whole.effects)
        expect(before?.cursor).toEqual(whole.cursor)
      }),
      { numRuns: 60 },
    )
  })

  test('the events that are passed over change nothing', () => {
    fc.assert(
      fc.property(outcomes, (parts) => {
        const { observations, policy } = drawn(parts)
        expect(runBreaker(observations, policy)).toEqual(
          runBreaker(observations, policy, { skipNothing: true }),
        )
      }),
      { numRuns: 60 },
    )
  })

  test('the same rows give the same transitions', () => {
    fc.assert(
      fc.property(outcomes, (parts) => {
        const once = drawn(parts)
        const again = drawn(parts)
        expect(runBreaker(once.observations, once.policy)).toEqual(
          runBreaker(again.observations, again.policy),
        )
      }),
      { numRuns: 20 },
    )
  })

  test('a force is what is reported, and the reducer goes on underneath as without it', () => {
    fc.assert(
      fc.property(outcomes, fc.constantFrom('OPEN', 'CLOSED'), (parts, to) => {
        const { observations, policy } = drawn(parts)
        const free = runBreaker(observations, policy)
        const { cursor } = runBreaker(observations, policy, { toEvent: 0 })
        const force = { to, by: 'a', reason: 'b', at: 0, expiresAt: null }
        const forced = runBreaker(observations, policy, {
          cursor: { ...cursor, state: { ...cursor.state, force } },
        })
        expect(reportedState(forced.cursor.state)).toBe(`FORCED_${to}`)
        expect(forced.effects.filter(({ kind }) => kind === 'transition' || kind === 'serve')).toEqual([])
        expect({ ...forced.cursor, state: { ...forced.cursor.state, force: null } }).toEqual(free.cursor)
      }),
      { numRuns: 40 },
    )
  })
})
