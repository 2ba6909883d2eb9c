import { expect, test } from 'vitest'
import { drawDistribution } from './distribution.ts'

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)

test('every value is drawn or counted as outside', () => {
  const reference = Float64Array.from({ length: 1_000 }, (_, index) => index)
  const current = Float64Array.from({ length: 500 }, (_, index) => index * 4)
  const drawn = drawDistribution(reference, current)
  if (drawn === null) throw new Error('nothing drawn')
  expect(sum(drawn.reference) * 1_000 + drawn.below[0] + drawn.above[0]).toBeCloseTo(1_000, 9)
  expect(sum(drawn.current) * 500 + drawn.below[1] + drawn.above[1]).toBeCloseTo(500, 9)
})

test('one extreme value does not flatten the picture', () => {
  const reference = Float64Array.from({ length: 1_000 }, (_, index) => index / 1_000)
  const current = Float64Array.from([...reference.slice(1), 1e9])
  const drawn = drawDistribution(reference, current)
  expect(drawn?.edges.at(-1)).toBeLessThan(2)
  expect(drawn?.above[1]).toBeGreaterThanOrEqual(1)
})

test('infinite values are outside, not in the range', () => {
  const numbers = [1, 1, 2, 3, 3]
  const reference = Float64Array.from([Number.NEGATIVE_INFINITY, ...numbers, Number.POSITIVE_INFINITY])
  const drawn = drawDistribution(reference, Float64Array.from(numbers))
  expect(drawn?.edges[0]).toBe(1)
  expect(drawn?.edges.at(-1)).toBe(3)
  expect([drawn?.below, drawn?.above]).toEqual([
    [1, 0],
    [1, 0],
  ])
})

test('one constant value, or none, has no picture', () => {
  expect(drawDistribution(Float64Array.from([5, 5]), Float64Array.from([5]))).toBeNull()
  expect(drawDistribution(new Float64Array(), new Float64Array())).toBeNull()
})
