import { expect, test } from 'vitest'
import { signedBars } from './signed-bar.ts'

test('negative parts go to the left of a zero that all bars share', () => {
  expect(signedBars([3, 1, -1])).toEqual([
    { left: 0.25, width: 0.75, zero: 0.25 },
    { left: 0.25, width: 0.25, zero: 0.25 },
    { left: 0, width: 0.25, zero: 0.25 },
  ])
})

test('without any length there is no bar', () => {
  expect(signedBars([0, 0])).toEqual([
    { left: 0, width: 0, zero: 0 },
    { left: 0, width: 0, zero: 0 },
  ])
})
