import fc from 'fast-check'
import { expect, test } from 'vitest'
import { niceEnd, niceTicks } from './nice-ticks.ts'
import { stepPoints } from './step-points.ts'

test('ticks are round and within the range', () => {
  expect(niceTicks(1.81, 1581.2, 8)).toEqual([200, 400, 600, 800, 1000, 1200, 1400])
  expect(niceTicks(-0.35, 0.35, 7)).toEqual([-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3])
  expect(niceTicks(0, 0.38, 4)).toEqual([0, 0.1, 0.2, 0.3])
})

test('an axis has two numbers at least', () => {
  expect(niceTicks(0.3, 1.7, 2)).toEqual([0.5, 1, 1.5])
})

test('an axis from zero ends at a round number that is not below the largest value', () => {
  expect([0.38, 0.2, 0.013, 7].map((value) => niceEnd(value, 4))).toEqual([0.4, 0.2, 0.015, 8])
})

test('a range without extent has no ticks', () => {
  expect([niceTicks(3, 3, 5), niceTicks(0, Number.POSITIVE_INFINITY, 5)]).toEqual([[], []])
})

test('a range that doubles hardly tell apart has no ticks outside it', () => {
  const [low, high] = [-999999999.9999995, -999999999.9999985]
  expect(niceTicks(low, high, 8).filter((tick) => tick < low - 1e-12 || tick > high + 1e-12)).toEqual([])
})

test('ticks never leave their range and never come in crowds', () => {
  const edge = fc.double({ min: -1e9, max: 1e9, noNaN: true })
  fc.assert(
    fc.property(edge, edge, (a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)]
      fc.pre(high - low > 1e-6)
      const ticks = niceTicks(low, high, 8)
      const slack = (high - low) * 1e-6
      expect(ticks.every((tick) => tick >= low - slack && tick <= high + slack)).toBe(true)
      expect(ticks.length).toBeLessThanOrEqual(9)
    }),
  )
})

test('a histogram is a point at each left edge and one that closes the last cell', () => {
  const distribution = {
    edges: new Float64Array([0, 1, 2]),
    reference: new Float64Array([0.25, 0.75]),
    current: new Float64Array([0.5, 0.5]),
    below: [0, 0] as [number, number],
    above: [0, 0] as [number, number],
  }
  expect(stepPoints(distribution)).toEqual([
    { x: 0, reference: 0.25, current: 0.5 },
    { x: 1, reference: 0.75, current: 0.5 },
    { x: 2, reference: 0.75, current: 0.5 },
  ])
})
