import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { AppError } from '#shared/domain/errors.ts'
import { checkConfiguration, readConfiguration } from './check.ts'
import { durationField, shareField, windowField } from './fields.ts'

const rule = z.strictObject({
  metric: z.enum(['accuracy', 'error_rate']),
  window: windowField.optional(),
  below: z.number().min(0).max(1).optional(),
})
const schema = z.strictObject({
  schema: z.literal('example/1').optional(),
  any: z.array(rule).min(1).optional(),
  cooldown: durationField.default(900_000),
  share: shareField.optional(),
  to: z.union([z.literal('rules'), z.strictObject({ constant: z.number() })]).optional(),
})

const faultsIn = (text: string) => {
  const checked = checkConfiguration(text, schema, 'policy')
  return 'faults' in checked
    ? checked.faults.map(({ line, column, what }) => `${line}:${column} ${what}`)
    : []
}

test('YAML and JSON give the same value', () => {
  const yaml =
    'any:\n  - metric: accuracy\n    window: 1000 rows\n    below: 0.85\nshare: 5%\nto: {constant: 1}\n'
  const json = JSON.stringify({
    any: [{ metric: 'accuracy', window: '1000 rows', below: 0.85 }],
    share: 0.05,
    to: { constant: 1 },
  })
  const source = { file: 'a', kind: 'policy' }
  const value = readConfiguration(yaml, schema, source)
  expect(value).toEqual({
    any: [{ metric: 'accuracy', window: { kind: 'rows', rows: 1000 }, below: 0.85 }],
    cooldown: 900_000,
    share: 0.05,
    to: { constant: 1 },
  })
  expect(readConfiguration(json, schema, source)).toEqual(value)
})

test.each([
  ['an unknown key', 'cooldwn: 5 min\n', '1:1 there is no key "cooldwn"; did you mean "cooldown"?'],
  [
    'an unknown key in a list',
    'any:\n  - metric: accuracy\n    windw: 5 min\n',
    '3:5 there is no key "any.0.windw"; did you mean "window"?',
  ],
  [
    'a name near to a known one',
    'any:\n  - metric: acuracy\n',
    '2:5 there is no "acuracy" here; did you mean "accuracy"?',
  ],
  [
    'a missing key beside its misspelling',
    'any: [{metrc: accuracy}]\n',
    '1:8 there is no key "any.0.metrc"; did you mean "metric"?',
  ],
  [
    'a missing key',
    'any:\n  - below: 1\n',
    '2:5 the key "metric" is missing in "any.0"; it may be accuracy, error_rate',
  ],
  ['text for a list', 'any: yes please\n', '1:1 expected a list, found text'],
  ['too much', 'any:\n  - {metric: accuracy, below: 85}\n', '2:24 it has to be at most 1'],
  ['a misspelt unit', 'cooldown: 5 mins\n', '1:1 "5 mins" is no duration; did you mean "5 min"?'],
  ['a number without a unit', 'cooldown: "5"\n', '1:1 "5" is no duration; write it as "15 min"'],
  ['a share beyond 1', 'share: 5\n', '1:1 it has to be at most 1'],
  [
    'an alternative of a union',
    'to: {constnt: 3}\n',
    '1:6 there is no key "to.constnt"; did you mean "constant"?',
  ],
  ['a key twice', 'share: 0.1\nshare: 0.2\n', '2:1 the key "share" is there twice'],
  ['an alias', 'share: &a 0.1\nto: *a\n', '1:11 anchors and aliases are not taken'],
  ['a prototype', '__proto__: {a: 1}\n', '1:1 there is no key "__proto__"'],
  ['two documents', 'share: 0.1\n---\nshare: 0.2\n', '2:1 Source contains multiple documents'],
  ['nothing', '', '1:1 a policy is a list of keys with values'],
  ['a list', '- 1\n', '1:1 a policy is a list of keys with values'],
])('%s is told with its line and column', (_, text, expected) => {
  expect(faultsIn(text)[0]).toBe(expected)
})

test('every fault is told, in the order of the file', () => {
  expect(faultsIn('share: 2\nany:\n  - metric: accuracy\n    below: x\ncooldown: 1\n')).toEqual([
    '1:1 it has to be at most 1',
    '4:5 expected a number, found text',
    '5:1 expected text, found a number',
  ])
})

test('a refused file is named with line and column', () => {
  expect(() => readConfiguration('\nshar: 1\n', schema, { file: 'p.yaml', kind: 'policy' })).toThrow(
    'p.yaml, line 2, column 1: there is no key "shar"; did you mean "share"?',
  )
})

const hostile: readonly (readonly [string, string])[] = [
  ['brackets', '['.repeat(90_000)],
  ['braces with keys', '{a: '.repeat(20_000)],
  ['dashes', '- '.repeat(45_000)],
  ['question marks', '? '.repeat(45_000)],
  ['indentation', Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ['many keys', Array.from({ length: 9_500 }, (_, key) => `k${key}: 1`).join('\n')],
  ['length', 'a'.repeat(300_000)],
  [
    'a bomb of aliases',
    `a: &a [x]\n${Array.from({ length: 20 }, (_, i) => `b${i}: &b${i} [*a,*a]`).join('\n')}`,
  ],
  ['quotes', '"'.repeat(99_999)],
  ['colons', ': '.repeat(45_000)],
  ['tags', '!!js/function "x"'],
  ['block scalars', '|\n'.repeat(45_000)],
]
test.each(hostile)('hostile %s end in a fault within seconds', (_, text) => {
  const start = performance.now()
  expect(faultsIn(text).length).toBeGreaterThan(0)
  expect(performance.now() - start).toBeLessThan(5_000)
})

test('any text ends in a value or in faults, and a refusal is an AppError', () => {
  const pieces = fc.array(
    fc.constantFrom(
      'any',
      ':',
      ' ',
      '\n',
      '- ',
      '[',
      '{',
      '}',
      ']',
      '&a',
      '*a',
      '!!',
      '"',
      "'",
      '|',
      '>',
      '0.5',
      '%',
      '#',
      '?',
      '<<',
      '\t',
      '\u0000',
    ),
    { maxLength: 60 },
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        pieces.map((parts) => parts.join('')),
      ),
      (text) => {
        try {
          readConfiguration(text, schema, { file: 'x', kind: 'policy' })
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
          expect((error as AppError).message).toMatch(/^x, line \d+, column \d+: ./)
        }
      },
    ),
    { numRuns: 300 },
  )
})
