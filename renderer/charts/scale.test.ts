import { expect, test } from 'vitest'
import { linearScale, pathThrough, rangeWithMargin } from './scale.ts'

test('a scale maps its ends onto its ends, and a point onto the middle', () => {
  const scale = linearScale(0, 10, 100, 0)
  expect([scale(0), scale(5), scale(10)]).toEqual([100, 50, 0])
  expect(linearScale(3, 3, 0, 8)(3)).toBe(4)
})

test('a range leaves out what is missing and keeps a margin', () => {
  expect(rangeWithMargin([null, 1, Number.NaN, 2], 0.5)).toEqual([0.5, 2.5])
  expect(rangeWithMargin([null])).toBeNull()
})

test('a path breaks where a value is missing', () => {
  expect(pathThrough([[0, 1], [2, 3], null, [4, 5]])).toBe('M0.0 1.0L2.0 3.0M4.0 5.0')
})
