import { describe, expect, it } from 'vitest'
import { ksExactEqualSizes } from './kswin.ts'
import { createMersenneTwister, nextWord, sampleRange } from './mersenne-twister.ts'
import golden from './streams.golden.json' with { type: 'json' }

describe('exact Kolmogorov–Smirnov of two samples of one size', () => {
  it('agrees with scipy.stats.ks_2samp(method="exact")', () => {
    expect(ksExactEqualSizes(30, 10)).toBeCloseTo(golden.ks_exact['30,10'], 14)
    expect(ksExactEqualSizes(100, 27)).toBeCloseTo(golden.ks_exact['100,27'], 14)
    expect(ksExactEqualSizes(7, 7)).toBeCloseTo(golden.ks_exact['7,7'], 14)
    expect(ksExactEqualSizes(5, 1)).toBeCloseTo(golden.ks_exact['5,1'], 14)
  })
})

describe('Mersenne Twister', () => {
  it("seeds as CPython's random.Random does", () => {
    // random.Random(42).getrandbits(32)
    expect(nextWord(createMersenneTwister(42))).toBe(2746317213)
  })

  it('draws samples as random.Random(42).sample does, from a small pool, a permutation and a large range', () => {
    const state = createMersenneTwister(42)
    const drawn = [
      [70, 30],
      [100, 100],
      [5000, 10],
    ].map(([size = 0, count = 0]) => [...sampleRange(state, size, count)])
    expect(drawn).toEqual(golden.samples)
  })
})
