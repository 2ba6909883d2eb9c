import fc from 'fast-check'
import { expect, test } from 'vitest'
import { performanceRatio, type ResponseEvidence, spikeBin } from './evidence.ts'
import { planResponse, RESPONSE_ACTIONS } from './plan.ts'

const QUIET: ResponseEvidence = {
  high: [],
  moderate: [],
  low: [],
  insufficient: 0,
  features: 10,
  predictions: 'none',
  performance: { metric: 'accuracy', baseline: 0.9, current: 0.9, ratio: 1, estimated: false },
  loop: 'none',
  corrupt: [],
  versions: { known: 1, released: false },
}
const fell: ResponseEvidence['performance'] = {
  metric: 'accuracy',
  baseline: 0.9,
  current: 0.81,
  ratio: 0.9,
  estimated: false,
}
const plan = (change: Partial<ResponseEvidence>) => planResponse({ ...QUIET, ...change })
const failed = (change: Partial<ResponseEvidence>) =>
  plan(change).checks.flatMap(({ code, ok }) => (ok ? [] : [code]))

test('nothing is proposed where nothing changed', () => {
  expect(plan({})).toMatchObject({
    action: 'none',
    dueSeconds: null,
    blocked: false,
    checks: [],
    also: [],
    ruledOut: [],
  })
})

test('more than three features with high drift ask for a full retraining within a day', () => {
  expect(plan({ high: ['a', 'b', 'c', 'd'] })).toMatchObject({ action: 'retrain_full', dueSeconds: 86_400 })
  expect(plan({ high: ['a', 'b', 'c'] }).action).toBe('retrain_incremental')
})

test('moderate drift asks for an incremental retraining within a week', () => {
  expect(plan({ moderate: ['a'] })).toMatchObject({ action: 'retrain_incremental', dueSeconds: 604_800 })
})

test('performance under 0.95 of the baseline asks for a targeted one within three days', () => {
  expect(plan({ performance: fell })).toMatchObject({ action: 'retrain_targeted', dueSeconds: 259_200 })
  expect(plan({ performance: { ...fell, ratio: 0.95 } }).action).toBe('none')
})

test('the most urgent is taken and the others are told', () => {
  const both = plan({ high: ['a', 'b', 'c', 'd'], performance: fell, low: ['e'] })
  expect(both.action).toBe('retrain_full')
  expect(both.also.map(({ action }) => action)).toEqual(['retrain_targeted', 'watch_closer'])
})

test('low drift, changed predictions, a loop and too few rows are watched', () => {
  for (const change of [
    { low: ['a'] },
    { predictions: 'high' },
    { loop: 'likely' },
    { insufficient: 10 },
    { features: 0, performance: null },
  ] satisfies Partial<ResponseEvidence>[]) {
    expect(plan(change).action).toBe('watch_closer')
  }
})

test('rolling back helps where a new version does worse on the inputs of the baseline', () => {
  const released = { known: 2, released: true }
  expect(plan({ performance: fell, versions: released })).toMatchObject({
    action: 'roll_back',
    dueSeconds: 3_600,
    ruledOut: [],
  })
})

test('rolling back does not help against covariate drift, without a version before, or without a release', () => {
  const why = (change: Partial<ResponseEvidence>) => plan(change).ruledOut.map((out) => out.why)
  const released = { known: 2, released: true }
  expect(why({ performance: fell, moderate: ['age'], versions: released })[0]).toContain('the inputs changed')
  expect(why({ performance: fell })[0]).toContain('no previous version')
  expect(why({ performance: fell, versions: { known: 2, released: false } })[0]).toContain(
    'the one of the baseline',
  )
  expect(why({ performance: fell, versions: null })[0]).toContain('cannot be judged')
  expect(why({})).toEqual([])
})

test('retraining is held up by corrupt rows and by a loop, and says so', () => {
  const corrupt = ['age: 30% missing, 1% in the baseline']
  expect(plan({ moderate: ['age'], corrupt })).toMatchObject({ action: 'retrain_incremental', blocked: true })
  expect(failed({ moderate: ['age'], corrupt })).toContain('corrupt_data')
  expect(plan({ moderate: ['age'], loop: 'likely' }).blocked).toBe(true)
  expect(plan({ moderate: ['age'] }).blocked).toBe(false)
  expect(plan({ low: ['age'], corrupt }).blocked).toBe(false)
})

test('a loop that could not be tested is told and holds nothing up as proven', () => {
  const unknown = plan({ moderate: ['age'], loop: null })
  expect(unknown.checks.find(({ code }) => code === 'own_output')).toMatchObject({ ok: false })
  expect(unknown.blocked).toBe(false)
})

test('of all that is asked for nothing is more urgent than the plan, whatever the evidence', () => {
  const names = fc.array(fc.string({ minLength: 1 }), { maxLength: 6 })
  const evidence = fc.record({
    high: names,
    moderate: names,
    low: names,
    insufficient: fc.nat(5),
    features: fc.integer({ min: 5, max: 20 }),
    predictions: fc.constantFrom('none', 'low', 'moderate', 'high', 'insufficient', null),
    performance: fc.option(
      fc.record({
        metric: fc.constant('accuracy'),
        baseline: fc.constant(0.9),
        current: fc.double({ min: 0, max: 1, noNaN: true }),
        ratio: fc.double({ min: 0, max: 2, noNaN: true }),
        estimated: fc.boolean(),
      }),
    ),
    loop: fc.constantFrom('none', 'possible', 'likely', 'insufficient', null),
    corrupt: names,
    versions: fc.option(fc.record({ known: fc.nat(3), released: fc.boolean() })),
  }) as fc.Arbitrary<ResponseEvidence>
  fc.assert(
    fc.property(evidence, (given) => {
      const { action, also, because, ruledOut } = planResponse(given)
      const urgency = RESPONSE_ACTIONS.indexOf(action)
      expect(because.length).toBeGreaterThan(0)
      expect(also.every((one) => RESPONSE_ACTIONS.indexOf(one.action) >= urgency)).toBe(true)
      expect(ruledOut.map((out) => out.action)).not.toContain(action)
      if (given.high.length > 3) expect(['roll_back', 'retrain_full']).toContain(action)
    }),
  )
})

test('a ratio is under 1 where it is worse', () => {
  expect(performanceRatio(0.9, 0.81, false)).toBeCloseTo(0.9, 12)
  expect(performanceRatio(2, 4, true)).toBe(0.5)
  expect(performanceRatio(0, 0, false)).toBeNull()
  expect(performanceRatio(-1, 1, false)).toBeNull()
})

const bins = (...pairs: readonly [number, number][]) =>
  pairs.map(([reference, current]) => ({ reference, current }))

test('a stand-in for missing takes rows from all bins alike', () => {
  expect(spikeBin(bins([1_000, 2_350], [1_000, 850], [1_000, 850], [1_000, 850], [1_000, 850]))).toBe(0)
})

test('a population that moves is no spike, nor is a bin that gains little', () => {
  expect(
    spikeBin(bins([1_000, 400], [1_000, 700], [1_000, 1_000], [1_000, 1_300], [1_000, 1_600])),
  ).toBeNull()
  expect(spikeBin(bins([1_000, 1_040], [1_000, 990], [1_000, 990], [1_000, 990], [1_000, 990]))).toBeNull()
  expect(spikeBin(bins([0, 0], [0, 10], [0, 0], [0, 0]))).toBeNull()
})
