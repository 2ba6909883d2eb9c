import { describe, expect, it } from 'vitest'
import { createMersenneTwister, nextWord, sampleRange } from './mersenne-twister.ts'
import golden from './streams.golden.json' with { type: 'json' }

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
    ].map(([size = 0, count = 0]) => [...sampleRange(state, size, new Int32Array(count))])
    expect(drawn).toEqual(golden.samples)
  })
})
