import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom, randomNormal } from '../random.ts'
import { compactNumbers, createSortScratch, lowerBound, sortFloat64, upperBound } from './float64.ts'

function expectSameBits(actual: Float64Array, expected: Float64Array): void {
  expect(actual.length).toBe(expected.length)
  for (let i = 0; i < actual.length; i++) {
    if (!Object.is(actual[i], expected[i])) expect.fail(`place ${i}: ${actual[i]} against ${expected[i]}`)
  }
}

const random = createRandom(11)
const shapes: Record<string, () => number> = {
  normal: () => randomNormal(random),
  'heavy tails': () => randomNormal(random) / randomNormal(random),
  'many magnitudes': () => Math.exp(60 * randomNormal(random)),
  'a hundred values': () => Math.floor(random.uniform() * 100) - 50,
  'one value and noise': () => (random.uniform() < 0.9 ? 1e5 : randomNormal(random)),
  'a narrow band far from 0': () => 1e9 + randomNormal(random) * 1e-3,
  'two scales in one bucket': () =>
    random.uniform() < 0.5 ? 1 + random.uniform() * 1e-12 : 1 + random.uniform() / 20,
  'zeros of both signs': () => (random.uniform() < 0.5 ? -0 : 0),
  denormals: () => (random.uniform() - 0.5) * 1e-310,
  'infinities among numbers': () =>
    random.uniform() < 0.05
      ? Number.POSITIVE_INFINITY
      : random.uniform() < 0.05
        ? Number.NEGATIVE_INFINITY
        : random.uniform(),
  'largest numbers': () => (random.uniform() - 0.5) * 2 * Number.MAX_VALUE,
}

describe('sortFloat64', () => {
  it.each(Object.entries(shapes))('orders %s as the engine does, bit for bit', (_, draw) => {
    for (const n of [0, 1, 2, 17, 1499, 1500, 40_000]) {
      const values = Float64Array.from({ length: n }, draw)
      const expected = values.slice().sort()
      expectSameBits(sortFloat64(values), expected)
    }
  })
  it('orders arrays that are ascending or descending already', () => {
    const up = Float64Array.from({ length: 5000 }, (_, i) => i - 2500)
    expectSameBits(sortFloat64(up.slice()), up)
    expectSameBits(sortFloat64(up.slice().reverse()), up)
  })
  it('puts −0 before +0 even when the array looks ascending', () => {
    expectSameBits(sortFloat64(Float64Array.of(-1, 0, -0, 0, -0, 3)), Float64Array.of(-1, -0, -0, 0, 0, 3))
  })
  it('sorts a view that does not start its buffer, and leaves the rest alone', () => {
    const whole = Float64Array.from({ length: 4000 }, () => random.uniform())
    const before = whole.slice(0, 500)
    const view = whole.subarray(500, 3500)
    const expected = view.slice().sort()
    expectSameBits(sortFloat64(view, createSortScratch(10)), expected)
    expectSameBits(whole.slice(0, 500), before)
  })
  it('agrees with the engine on any doubles (property)', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 0, maxLength: 60 }), (seedValues) => {
        const values = Float64Array.from(
          { length: seedValues.length * 40 },
          (_, i) => seedValues[(i * 7) % seedValues.length],
        )
        const expected = values.slice().sort()
        expectSameBits(sortFloat64(values), expected)
      }),
    )
  })
})

describe('searching and compacting', () => {
  it('lowerBound counts the smaller, upperBound the smaller and equal', () => {
    const sorted = Float64Array.of(1, 2, 2, 2, 5)
    expect(lowerBound(sorted, 2)).toBe(1)
    expect(upperBound(sorted, 2)).toBe(4)
    expect(lowerBound(sorted, 9)).toBe(5)
    expect(upperBound(sorted, 0)).toBe(0)
  })
  it('compactNumbers drops NaN and keeps the order', () => {
    const values = Float64Array.of(Number.NaN, 3, Number.NaN, 1, 2, Number.NaN)
    expect([...compactNumbers(values)]).toEqual([3, 1, 2])
  })
})
