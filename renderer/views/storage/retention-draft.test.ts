import { expect, test } from 'vitest'
import { daysOf } from './retention-draft.ts'

test.each([
  ['90', 90],
  [' 1 ', 1],
  ['36500', 36_500],
  ['36501', null],
  ['0', null],
  ['', null],
  ['1.5', null],
  ['-3', null],
  ['1e3', null],
])('%j is %j days', (text, days) => {
  expect(daysOf(text)).toBe(days)
})
