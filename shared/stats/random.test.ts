import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createRandom,
  randomBinomial,
  randomInteger,
  randomMultinomial,
  randomNormal,
  randomPoisson,
  seedFromText,
  shuffle,
} from './random.ts'

function moments(draw: () => number, n: number): { mean: number; variance: number } {
  let sum = 0
  let squares = 0
  for (let i = 0; i < n; i++) {
    const x = draw()
    sum += x
    squares += x * x
  }
  const mean = sum / n
  return { mean, variance: squares / n - mean * mean }
}

describe('createRandom', () => {
  it('gives the same numbers for the same seed, others for another seed or stream', () => {
    const draw = (seed: number, stream?: number) => {
      const random = createRandom(seed, stream)
      return [random.uint32(), random.uint32(), random.uint32()]
    }
    expect(draw(42)).toEqual(draw(42))
    expect(draw(42)).not.toEqual(draw(43))
    expect(draw(42)).not.toEqual(draw(42, 1))
  })
  it('keeps uniform numbers inside the open interval with mean 1/2 and variance 1/12', () => {
    const random = createRandom(1)
    const { mean, variance } = moments(random.uniform, 200_000)
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.003)
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(0.001)
  })
  it('gives whole numbers below the bound, each as often', () => {
    const random = createRandom(7)
    const seen = new Array<number>(6).fill(0)
    for (let i = 0; i < 60_000; i++) seen[randomInteger(random, 6)]++
    for (const count of seen) expect(Math.abs(count - 10_000)).toBeLessThan(450)
  })
  it('draws whole numbers as remainders, and again from the last whole multiple on', () => {
    const word = fc.integer({ min: 0, max: 2 ** 32 - 1 })
    const near = fc.integer({ min: 0, max: 5 }).map((gap) => 2 ** 32 - 1 - gap)
    fc.assert(
      fc.property(
        fc.oneof(word, near, fc.integer({ min: 0, max: 50 })),
        fc.oneof(word, near),
        (less, draw) => {
          const n = less + 1
          const draws = [draw, 0]
          const found = randomInteger({ uint32: () => draws.shift() ?? 0, uniform: () => 0.5 }, n)
          expect(found).toBe(draw < 2 ** 32 - (2 ** 32 % n) ? draw % n : 0)
        },
      ),
      { numRuns: 2_000 },
    )
  })
  it('hashes text to stable seeds (FNV-1a of "a" is 0xe40c292c)', () => {
    expect(seedFromText('a')).toBe(0xe40c292c)
  })
})

describe('draws', () => {
  it('normal: mean 0, variance 1', () => {
    const random = createRandom(3)
    const { mean, variance } = moments(() => randomNormal(random), 200_000)
    expect(Math.abs(mean)).toBeLessThan(0.01)
    expect(Math.abs(variance - 1)).toBeLessThan(0.015)
  })
  it.each([0.4, 3, 9.9, 12, 400])('Poisson with mean %d has that mean and variance', (rate) => {
    const random = createRandom(5)
    const { mean, variance } = moments(() => randomPoisson(random, rate), 100_000)
    expect(Math.abs(mean - rate)).toBeLessThan(5 * Math.sqrt(rate / 100_000))
    expect(Math.abs(variance / rate - 1)).toBeLessThan(0.03)
  })
  it.each([
    [10, 0.3],
    [40, 0.5],
    [1000, 0.02],
    [1000, 0.7],
    [1_000_000, 0.1],
  ])('binomial(%d, %d) has mean np and variance np(1 − p)', (n, p) => {
    const random = createRandom(6)
    const expected = n * p * (1 - p)
    const { mean, variance } = moments(() => randomBinomial(random, n, p), 100_000)
    expect(Math.abs(mean - n * p)).toBeLessThan(5 * Math.sqrt(expected / 100_000))
    expect(Math.abs(variance / expected - 1)).toBeLessThan(0.03)
  })
  it('multinomial draws add up to n, and never land on a bin without weight', () => {
    const random = createRandom(8)
    for (let i = 0; i < 200; i++) {
      const counts = randomMultinomial(random, 1000, [0.2, 0, 0.5, 0.3, 0])
      expect(counts.reduce((a, b) => a + b, 0)).toBe(1000)
      expect(counts[1]).toBe(0)
      expect(counts[4]).toBe(0)
    }
  })
  it('shuffle keeps every item', () => {
    const items = Array.from({ length: 50 }, (_, i) => i)
    const mixed = shuffle(createRandom(9), [...items])
    expect(mixed).not.toEqual(items)
    expect([...mixed].sort((a, b) => a - b)).toEqual(items)
  })
})
