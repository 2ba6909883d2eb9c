import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import golden from '../golden/drift.golden.json' with { type: 'json' }
import { ascending, formulaSample } from '../golden/samples.ts'
import { createRandom, randomNormal } from '../random.ts'
import { upperBound } from '../sorting/float64.ts'
import { ks2Sample } from './ks.ts'
import { ksGaps } from './ks-statistic.ts'
import { momentsOf } from './moments.ts'
import { wasserstein1 } from './wasserstein.ts'

interface Expected {
  ks: number
  ks_p: number
  ks_asymptotic_p: number
  location: number
  sign: number
  wasserstein: number
}

function expectScipy(a: Float64Array, b: Float64Array, expected: Expected): void {
  const result = ks2Sample(a, b)
  const asymptotic = ks2Sample(a, b, 'asymptotic')
  expect(result?.statistic).toBeCloseTo(expected.ks, 12)
  expect(Math.abs((result?.pValue ?? -1) - expected.ks_p)).toBeLessThanOrEqual(1e-9)
  if (expected.ks_p > 1e-200) expect((result?.pValue ?? -1) / expected.ks_p).toBeCloseTo(1, 6)
  expect(Math.abs((asymptotic?.pValue ?? -1) - expected.ks_asymptotic_p)).toBeLessThanOrEqual(1e-9)
  const location = result?.location ?? Number.NaN
  const gap = upperBound(a, location) / a.length - upperBound(b, location) / b.length
  expect(gap * expected.sign).toBeCloseTo(expected.ks, 12)
  // SciPy takes the first place in its own order where several values share the largest gap.
  expect(location).toBeLessThanOrEqual(expected.location)
  expect(result?.sign).toBe(expected.sign)
  const distance = wasserstein1(a, b) ?? Number.NaN
  expect(Math.abs(distance - expected.wasserstein)).toBeLessThanOrEqual(
    1e-9 * Math.max(1, expected.wasserstein),
  )
}

describe('ks2Sample and wasserstein1 against SciPy', () => {
  it.each(Object.entries(golden.samples))('%s', (_, sample) => {
    expectScipy(ascending(sample.reference), ascending(sample.current), sample)
  })
  it.each(Object.entries(golden.long))('%s', (_, sample) => {
    expectScipy(formulaSample(sample.reference), formulaSample(sample.current), sample)
  })
  it('takes ±Infinity at the ends of the order', () => {
    const a = ascending([Number.NEGATIVE_INFINITY, 1, 2, 3, Number.POSITIVE_INFINITY, 2.5, 0.5])
    const b = ascending([
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      4,
      2,
      6,
    ])
    const result = ks2Sample(a, b)
    expect(result?.statistic).toBeCloseTo(golden.infinite.ks, 12)
    expect(result?.pValue).toBeCloseTo(golden.infinite.ks_p, 10)
  })
  it('is null when a side is empty', () => {
    expect(ks2Sample(new Float64Array(0), Float64Array.of(1))).toBeNull()
    expect(wasserstein1(Float64Array.of(1), new Float64Array(0))).toBeNull()
  })
})

const numbers = fc.array(
  fc.oneof(fc.integer({ min: -9, max: 9 }), fc.double({ min: -50, max: 50, noNaN: true })),
  {
    minLength: 1,
    maxLength: 400,
  },
)

describe('laws', () => {
  it('the skipping walk finds the gaps of the full walk', () => {
    fc.assert(
      fc.property(numbers, numbers, fc.integer({ min: 1, max: 9 }), (x, y, repeat) => {
        const a = ascending(Array.from({ length: repeat }, () => x).flat())
        const b = ascending(y)
        const n = a.length
        const m = b.length
        let above = 0
        let below = 0
        for (const v of [...a, ...b]) {
          const gap = a.filter((u) => u <= v).length * m - b.filter((u) => u <= v).length * n
          above = Math.max(above, gap)
          below = Math.max(below, -gap)
        }
        const gaps = ksGaps(a, b)
        expect([gaps.above, gaps.below]).toEqual([above, below])
      }),
      { numRuns: 60 },
    )
  })
  it('D, its p-value and Wasserstein are symmetric', () => {
    fc.assert(
      fc.property(numbers, numbers, (x, y) => {
        const a = ascending(x)
        const b = ascending(y)
        const there = ks2Sample(a, b)
        const back = ks2Sample(b, a)
        expect(there?.statistic).toBe(back?.statistic)
        expect(there?.pValue).toBeCloseTo(back?.pValue ?? -1, 12)
        expect(wasserstein1(a, b)).toBeCloseTo(wasserstein1(b, a) ?? -1, 10)
      }),
    )
  })
  it('D does not change under a rising transformation', () => {
    fc.assert(
      fc.property(numbers, numbers, (x, y) => {
        const rise = (v: number): number => v * 8 + 3
        const before = ks2Sample(ascending(x), ascending(y))
        const after = ks2Sample(ascending(x.map(rise)), ascending(y.map(rise)))
        const collapsed =
          new Set([...x, ...y].map(rise)).size !== new Set([...x, ...y].map((v) => v + 0)).size
        if (!collapsed) expect(after?.statistic).toBe(before?.statistic)
      }),
    )
  })
  it('Wasserstein of a shifted copy is the shift', () => {
    const random = createRandom(4)
    const a = Float64Array.from({ length: 1000 }, () => randomNormal(random)).sort()
    expect(
      wasserstein1(
        a,
        a.map((x) => x + 2.5),
      ),
    ).toBeCloseTo(2.5, 12)
  })
  it('moments survive a large offset', () => {
    const moments = momentsOf(Float64Array.of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16))
    expect(moments?.mean).toBe(1e9 + 10)
    expect(moments?.sampleDeviation).toBeCloseTo(Math.sqrt(30), 12)
  })
})
