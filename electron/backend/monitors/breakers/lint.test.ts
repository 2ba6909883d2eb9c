import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findTrap } from '#shared/policy/breaker/lint/explore.ts'
import { NO_FACTS } from '#shared/policy/breaker/lint/finding.ts'
import { lintBreaker } from '#shared/policy/breaker/lint/lint.ts'
import { observationsOf } from '../observations/observations.ts'
import { checkPolicyText, parsePolicyText } from './policy-file.ts'
import { runBreaker } from './replay/run-breaker.ts'
import { conditionOf, feedOf, policyOf } from './testing/feeds.ts'

/** The policy of the reference of the command line, with some of its lines replaced. */
function policyText(change: Readonly<Record<string, string | null>> = {}): string {
  const lines: Record<string, string | null> = {
    schema: 'driftdesk.breaker/1',
    model: 'fraud',
    any: '[{metric: accuracy, below: 0.85, window: 1000 rows, min_labelled: 100}, {metric: error_rate, above: 0.01, window: 5 min, for: 2 min}]',
    cooldown: '15 min',
    cooldown_max: '1 d',
    half_open: '{share: 0.05, min_labelled: 200, close_above: 0.87}',
    fallback: 'rules',
    route: '{confidence_below: 0.7, to: human, track: true}',
    on_no_labels: 'hold',
    max_label_silence: '2 d',
    autonomy: '2',
    promised_delay: '5 min',
    ...change,
  }
  return Object.entries(lines)
    .flatMap(([key, value]) => (value === null ? [] : [`${key}: ${value}`]))
    .join('\n')
}

const codesOf = (text: string) => lintBreaker(parsePolicyText(text, 'p.yaml')).map(({ code }) => code)

const PLANTED: readonly (readonly [code: string, change: Readonly<Record<string, string | null>>])[] = [
  ['latch', { half_open: '{share: 0, min_labelled: 200, close_above: 0.87}' }],
  ['latch', { half_open: '{share: 0.05, min_labelled: 200, close_above: 1}' }],
  ['latch', { cooldown: '60 d', cooldown_max: '60 d' }],
  ['blind_spot', { route: '{confidence_below: 0.7, to: human, track: false}' }],
  ['blind_spot', { route: '{confidence_below: 95%, to: rules, track: false}' }],
  ['blind_spot', { on_no_labels: 'open', route: '{confidence_below: 0.5, to: human, track: false}' }],
  ['starvation', { any: '[{metric: accuracy, below: 0.85, window: 1000 rows, min_labelled: 900}]' }],
  ['starvation', { half_open: '{share: 0.001, min_labelled: 5000, close_above: 0.87}' }],
  ['starvation', { any: '[{metric: accuracy, below: 0.85, window: 1 min, min_labelled: 50000}]' }],
  ['fail_open', { max_label_silence: null }],
  ['fail_open', { on_no_labels: null, max_label_silence: null }],
  ['fail_open', { max_label_silence: '300 d' }],
  ['unknown_fallback', { fallback: 'ruels' }],
  ['unknown_fallback', { fallback: null }],
  ['unknown_fallback', { ladder: '[rules, pigeon]' }],
  ['window_below_minimum', { any: '[{metric: accuracy, below: 0.85, window: 50 rows}]' }],
  [
    'window_below_minimum',
    { any: '[{metric: accuracy, below: 0.85, window: 1000 rows, min_labelled: 2000}]' },
  ],
  ['window_below_minimum', { any: '[{metric: error_rate, above: 0.1, window: 100 rows, min_rows: 500}]' }],
  ['close_below_trip', { half_open: '{share: 0.05, min_labelled: 200, close_above: 0.8}' }],
  ['close_below_trip', { half_open: '{share: 0.05, min_labelled: 200, close_above: 0.85}' }],
  ['close_below_trip', { half_open: '{share: 10%, min_labelled: 50, close_above: 0.5}' }],
  ['flapping', { any: '[{metric: accuracy, below: 0.85, window: 20 rows, min_labelled: 10}]' }],
  ['flapping', { any: '[{metric: error_rate, above: 0.001, window: 5 min}]' }],
  ['flapping', { cooldown: '1 s' }],
  ['delay_not_met', { promised_delay: '1 min' }],
  ['delay_not_met', { any: '[{metric: accuracy, below: 0.85, window: 1 h}]' }],
  ['delay_not_met', { any: '[{metric: no_data, for: 1 h}]', promised_delay: '10 min' }],
  ['dead_condition', { any: '[{metric: accuracy, below: 0}]' }],
  ['dead_condition', { any: '[{metric: accuracy, below: 0.9}, {metric: accuracy, below: 0.85}]' }],
  [
    'dead_condition',
    { any: null, all: '[{metric: error_rate, above: 0.1}, {metric: error_rate, below: 0.05}]' },
  ],
]

const SOUND: readonly Readonly<Record<string, string | null>>[] = [
  {},
  { promised_delay: null, route: null },
  { on_no_labels: 'open' },
  { on_no_labels: 'estimate', max_label_silence: '12 h' },
  { fallback: 'human_review', ladder: '[human_review, previous_version, constant]', autonomy: '3' },
  {
    any: '[{metric: error_rate, above: 5%, window: 10 min}]',
    promised_delay: '10 min',
    half_open: '{share: 0.1, min_labelled: 100}',
  },
  {
    any: '[{metric: accuracy, below: 0.9, window: 2000 rows, min_labelled: 300}]',
    half_open: '{share: 0.05, min_labelled: 300, close_above: 0.92}',
  },
  {
    any: '[{metric: p99, above: 2 x baseline, window: 5 min, for: 1 min}, {metric: mean_confidence, below: 0.6}]',
  },
  {
    any: null,
    all: '[{metric: low_confidence_share, above: 0.4}, {metric: psi, column: amount, above: 0.25}]',
  },
  {
    any: '[{metric: no_data, for: 4 min}, {metric: drift_verdict, column: amount, at_least: high}, {metric: ece, above: 0.1, min_labelled: 200}]',
    autonomy: '1',
  },
]

describe('the linter', () => {
  test('has 30 planted faults and 10 sound policies to prove itself on', () => {
    expect([PLANTED.length, SOUND.length]).toEqual([30, 10])
  })

  test.each(PLANTED)('finds %s in %j', (code, change) => {
    const findings = lintBreaker(parsePolicyText(policyText(change), 'p.yaml'))
    const found = findings.find((finding) => finding.code === code)
    expect(findings.map((finding) => finding.code)).toContain(code)
    expect(found?.counterexample.length).toBeGreaterThan(0)
    expect(found?.explanation).toMatch(/\.$|\?$/)
  })

  test.each(SOUND)('finds nothing in %j', (change) => {
    expect(codesOf(policyText(change))).toEqual([])
  })

  test('takes what is known of the traffic into account', () => {
    const policy = parsePolicyText(policyText(), 'p.yaml')
    const facts = {
      rowsPerHour: 100,
      labelRate: 0.05,
      labelDelayMs: 3 * 86_400_000,
      accuracy: 0.86,
      loopTests: null,
      valueShares: {},
    }
    const codes = new Set(lintBreaker(policy, facts).map(({ code }) => code))
    expect([...codes].toSorted()).toEqual(['delay_not_met', 'flapping', 'latch', 'starvation'])
  })

  test('a breaker for each value sees the traffic of one value', () => {
    const condition = conditionOf({ window: { kind: 'time', ms: 3_600_000 }, minLabelled: 100 })
    const policy = policyOf({ conditions: [condition], promisedDelayMs: null, by: 'city' })
    const facts = { ...NO_FACTS, rowsPerHour: 10_000, labelRate: 0.5, valueShares: { city: 0.01 } }
    const starved = (by: string | null) =>
      lintBreaker({ ...policy, by }, facts).some(
        ({ code, where }) => code === 'starvation' && where === 'any.0.min_labelled',
      )
    expect([starved(null), starved('city')]).toEqual([false, true])
  })

  test('the counterexample of a latch is a walk of the reducer that ends where it began to be stuck', () => {
    const [latch] = lintBreaker(policyOf({ halfOpen: { share: 0, minLabelled: 200, closeAbove: 0.87 } }))
    expect(latch.counterexample.map(({ state }) => state)).toEqual([
      'OPEN',
      'HALF_OPEN',
      'HALF_OPEN',
      'HALF_OPEN',
    ])
  })

  test('no state is without exit unless the linter says so', () => {
    const policies = fc.record({
      share: fc.constantFrom(0, 0.01, 0.05, 0.5, 1),
      minLabelled: fc.integer({ min: 0, max: 300 }),
      closeAbove: fc.constantFrom(0.5, 0.87, 0.99, 1, 1.5),
      onNoLabels: fc.constantFrom('hold', 'open', 'estimate'),
      autonomy: fc.constantFrom(2, 3),
      ladder: fc.constantFrom(['rules'], ['rules', 'constant']),
    })
    fc.assert(
      fc.property(policies, ({ share, minLabelled, closeAbove, onNoLabels, autonomy, ladder }) => {
        const policy = policyOf({
          halfOpen: { share, minLabelled, closeAbove },
          onNoLabels,
          autonomy: autonomy as 2 | 3,
          ladder,
        })
        const told = lintBreaker(policy).some(({ code }) => code === 'latch' || code === 'starvation')
        const right = Array.from({ length: 45_000 }, (_, row) => (row < 300 ? 0 : 1))
        const feed = feedOf({ right, times: right.map((_, row) => row * 10_000) })
        const { cursor } = runBreaker(observationsOf(feed), policy)
        if (!told) expect(cursor.state.phase).toBe('CLOSED')
        if (findTrap(policy) !== null) expect(cursor.state.phase).not.toBe('CLOSED')
      }),
      { numRuns: 40 },
    )
  })
})

describe('a malformed policy is told with line, column and the nearest key', () => {
  test.each([
    [
      'any:\n  - metric: acuracy\n    below: 0.9\n',
      '2:5 there is no "acuracy" here; did you mean "accuracy"?',
    ],
    [
      'any:\n  - metric: accuracy\n    belw: 0.9\n',
      '3:5 there is no key "any.0.belw"; did you mean "below"?',
    ],
    ['any: [{metric: accuracy}]\n', '1:7 a limit is missing: "below" or "above"'],
    ['any: [{metric: accuracy, below: 1, above: 0}]\n', '1:7 take "below" or "above", not both'],
    ['any: [{metric: psi, above: 0.2}]\n', '1:7 psi needs the key "column"'],
    ['cooldown: 15\nany: [{metric: no_data}]\n', '1:1 expected text, found a number'],
    [
      'cooldwn: 15 min\nany: [{metric: no_data}]\n',
      '1:1 there is no key "cooldwn"; did you mean "cooldown"?',
    ],
    [
      'half_open: {shore: 0.1}\nany: [{metric: no_data}]\n',
      '1:13 there is no key "half_open.shore"; did you mean "share"?',
    ],
    ['cooldown: 5 min\n', '1:1 there is no condition; list some under "any" or "all"'],
    [
      'any: [{metric: accuracy, below: high}]\n',
      '1:26 "high" is no limit; write a number, "5%", "500 ms" or "2 x baseline"',
    ],
    ['on_no_labels: opne\nany: [{metric: no_data}]\n', '1:1 there is no "opne" here; did you mean "open"?'],
    ['autonomy: 4\nany: [{metric: no_data}]\n', '1:1 there is no "4" here; it may be 1, 2, 3'],
  ])('%j', (text, expected) => {
    const checked = checkPolicyText(text)
    const [first] = 'faults' in checked ? checked.faults : []
    expect(first === undefined ? 'taken' : `${first.line}:${first.column} ${first.what}`).toBe(expected)
  })
})
