import { describe, expect, test } from 'vitest'
import { numericSkew, textSkew } from './skew.ts'

describe('values of two sides', () => {
  test('counts what differs, and missing only where one side has a value', () => {
    const { rows, differ, share, meanDifference } = numericSkew(
      [1, 2, 3, Number.NaN, Number.NaN],
      [1, 4, 3.5, Number.NaN, 7],
    )
    expect({ rows, differ, share, meanDifference }).toEqual({
      rows: 5,
      differ: 3,
      share: 0.6,
      meanDifference: 1.25,
    })
  })

  test('is not disturbed by the order of additions, nor by the sign of zero', () => {
    expect(numericSkew([0.1 + 0.2, -0], [0.3, 0]).differ).toBe(0)
  })

  test('texts are compared as they are', () => {
    expect(textSkew(['a', null, 'b'], ['a', null, 'c'])).toMatchObject({ rows: 3, differ: 1 })
  })

  test('says nothing without rows', () => {
    expect(numericSkew([], [])).toEqual({ rows: 0, differ: 0, share: null, ci: null, meanDifference: null })
  })
})
