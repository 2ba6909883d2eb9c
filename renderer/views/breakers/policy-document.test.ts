import { expect, test } from 'vitest'
import { formOf, withChoice, withNumber } from './policy-document.ts'

const TEXT = `# the policy of fraud
any:
  - metric: accuracy # the one that matters
    below: 0.85
    window: 1000 rows
  - metric: p99
    above: 2 x baseline
cooldown: 2 h
half_open: {share: 0.05, close_above: 0.87}
fallback: rules
`

test('the form shows every number that a slider can move', () => {
  const { numbers, choices } = formOf(TEXT)
  expect(numbers.map(({ path, value }) => [path.join('.'), value])).toEqual([
    ['any.0.below', 0.85],
    ['any.0.window', 1_000],
    ['cooldown', 120],
    ['half_open.share', 0.05],
    ['half_open.close_above', 0.87],
  ])
  expect(choices.map(({ key, value }) => [key, value])).toEqual([['fallback', 'rules']])
})

test('moving a slider changes its number in the text and nothing else', () => {
  const [below, window] = formOf(TEXT).numbers
  expect(withNumber(TEXT, below, 0.9)).toBe(TEXT.replace('below: 0.85', 'below: 0.9'))
  expect(withNumber(TEXT, window, 500)).toBe(TEXT.replace('1000 rows', '500 rows'))
  expect(withChoice(TEXT, 'fallback', 'constant')).toBe(
    TEXT.replace('rules\n', 'rules\n').replace('fallback: rules', 'fallback: constant'),
  )
})

test('a text that is no YAML has no form', () => {
  expect(formOf('any: [')).toEqual({ numbers: [], choices: [] })
})
