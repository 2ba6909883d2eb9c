import fc from 'fast-check'
import { expect, it } from 'vitest'
import { axisTicks } from './axis.ts'

it.each([
  [0, 100, 5, [0, 20, 40, 60, 80, 100]],
  [0, 0.23, 4, [0, 0.1, 0.2]],
  [-1, 1, 4, [-1, -0.5, 0, 0.5, 1]],
  [7, 7, 5, [7]],
])('labels %d to %d at round values', (low, high, wanted, expected) => {
  expect(axisTicks(low, high, wanted)).toEqual(expected)
})

it('stays inside the range and never floods it', () => {
  const range = fc.tuple(
    fc.double({ min: -1e12, max: 1e12, noNaN: true }),
    fc.double({ min: 1e-6, max: 1e12, noNaN: true }),
  )
  fc.assert(
    fc.property(range, fc.integer({ min: 2, max: 10 }), ([low, span], wanted) => {
      fc.pre(low + span > low && span > Math.abs(low) * 1e-9)
      const ticks = axisTicks(low, low + span, wanted)
      expect(ticks.length).toBeLessThanOrEqual(wanted + 1)
      for (const tick of ticks) {
        expect(tick).toBeGreaterThanOrEqual(low - span * 1e-3)
        expect(tick).toBeLessThanOrEqual(low + span * 1.001)
      }
    }),
  )
})
