import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRandom, randomNormal } from '../random.ts'
import { categoryShift, numberShift, rampAt, SHIFT_KINDS } from './shift.ts'

const random = createRandom(1)
const sorted = Float64Array.from({ length: 10_000 }, () => 50 + 10 * randomNormal(random)).sort()
const mean = sorted.reduce((sum, x) => sum + x, 0) / sorted.length
const deviation = Math.sqrt(sorted.reduce((sum, x) => sum + (x - mean) ** 2, 0) / sorted.length)
const scale = { mean, deviation, sorted }

function shifted(kind: Exclude<(typeof SHIFT_KINDS)[number], 'flip'>, strength: number): Float64Array {
  const draws = createRandom(2)
  const shift = numberShift(kind, scale)
  return sorted.map((x) => shift(x, strength, draws.uniform(), draws.uniform()))
}
const meanOf = (values: Float64Array) => values.reduce((sum, x) => sum + x, 0) / values.length

describe('a shift of numbers', () => {
  test('moves the mean by that many standard deviations', () => {
    expect(meanOf(shifted('mean', 0.5)) - mean).toBeCloseTo(0.5 * deviation, 9)
  })

  test('widens the spread by that part and keeps the mean', () => {
    const wide = shifted('spread', 0.4)
    const own = meanOf(wide)
    expect(own).toBeCloseTo(mean, 9)
    expect(Math.sqrt(wide.reduce((sum, x) => sum + (x - own) ** 2, 0) / wide.length) / deviation).toBeCloseTo(
      1.4,
      9,
    )
  })

  test.each([
    ['sentinel', (x: number) => x === -999],
    ['missing', (x: number) => Number.isNaN(x)],
    ['tail', (x: number) => x > sorted[9_900]],
  ] as const)('%s reaches that share of the rows', (kind, isReached) => {
    const count = shifted(kind, 0.2).reduce((sum, x) => sum + Number(isReached(x)), 0)
    // Four standard errors of a share of 0.2 in 10,000 rows; the tail has a hundredth already.
    expect(Math.abs(count / 10_000 - (kind === 'tail' ? 0.208 : 0.2))).toBeLessThan(0.016)
  })

  test('a mix moves rows into the top quarter of the baseline, and keeps its shape there', () => {
    const mixed = shifted('mix', 0.4)
    const top = mixed.filter((x) => x >= sorted[7_500])
    expect(top.length / 10_000).toBeCloseTo(0.25 + 0.4 * 0.75, 1)
    expect(Math.max(...top)).toBeLessThanOrEqual(sorted[9_999])
  })

  test('of no size changes nothing', () => {
    for (const kind of SHIFT_KINDS) {
      if (kind === 'flip') continue
      const same = shifted(kind, 0)
      expect(same.every((x, i) => Math.abs(x - sorted[i]) < 1e-9)).toBe(true)
    }
  })

  test('that is greater touches every row that a smaller one touches', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('tail', 'mix', 'sentinel', 'missing'),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true, minExcluded: true, maxExcluded: true }),
        (kind, a, b, u) => {
          const shift = numberShift(kind, scale)
          const isTouched = (size: number) => !Object.is(shift(1e9, size, u, 0.5), 1e9)
          const [less, more] = a < b ? [a, b] : [b, a]
          return !isTouched(less) || isTouched(more)
        },
      ),
    )
  })
})

describe('a shift of categories', () => {
  const counts = [700, 250, 45, 5]
  test('mixes rows into the rarest category that holds a hundredth', () => {
    expect(categoryShift('mix', counts, 4)?.(0, 1, 0.5)).toBe(2)
    expect(categoryShift('mix', [1000, 3], 2)?.(0, 1, 0.5)).toBe(1)
  })
  test('gives a sentinel that was never seen, and rows without a category', () => {
    expect(categoryShift('sentinel', counts, 4)?.(1, 0.6, 0.5)).toBe(4)
    expect(categoryShift('sentinel', counts, 4)?.(1, 0.4, 0.5)).toBe(1)
    expect(categoryShift('missing', counts, 4)?.(1, 0.6, 0.5)).toBe(-1)
  })
  test('has no mean, spread or tail', () => {
    expect(['mean', 'spread', 'tail'].map((kind) => categoryShift(kind as 'mean', counts, 4))).toEqual([
      null,
      null,
      null,
    ])
  })
})

test('a ramp grows evenly from the onset on', () => {
  expect([-1, 0, 25, 100, 500].map((distance) => rampAt(distance, 100))).toEqual([0, 0, 0.25, 1, 1])
  expect([-1, 0, 7].map((distance) => rampAt(distance, 0))).toEqual([0, 1, 1])
})
