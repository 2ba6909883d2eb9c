import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRandom, randomNormal } from '../random.ts'
import { allPairs, laggedProducts, pairwiseCorrelations } from './many-correlations.ts'
import { pairIndex, pairsOf, toUnitSeries } from './unit-series.ts'

function table(series: number, length: number, seed: number) {
  const random = createRandom(seed)
  return toUnitSeries({
    series,
    length,
    values: Float64Array.from({ length: series * length }, () => randomNormal(random) * 3 + 10),
  })
}

// numpy.corrcoef([[1, 2, 4, 8], [2, 1, 5, 3], [0, -1, 1, 7]])
test('correlations of NumPy', () => {
  const unit = toUnitSeries({
    series: 3,
    length: 4,
    values: Float64Array.of(1, 2, 4, 8, 2, 1, 5, 3, 0, -1, 1, 7),
  })
  const [first, second, third] = pairwiseCorrelations(unit)
  expect(first).toBeCloseTo(0.425579619369, 9)
  expect(second).toBeCloseTo(0.951237475567, 9)
  expect(third).toBeCloseTo(0.312268347319, 9)
})

test('products of all pairs are those of the definition, wherever the series are cut', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 11 }),
      fc.integer({ min: 1, max: 1100 }),
      fc.nat(1100),
      (series, length, cut) => {
        const { values } = table(series, length, length)
        const at = Math.min(cut, length)
        const parts = [
          [0, at],
          [at, length],
        ].map(([from, to]) => pairwiseCorrelations({ series, length, values }, from, to))
        for (let a = 0; a < series; a++) {
          for (let b = a + 1; b < series; b++) {
            let sum = 0
            for (let t = 0; t < length; t++) sum += values[a * length + t] * values[b * length + t]
            const pair = pairIndex(series, a, b)
            expect(parts[0][pair] + parts[1][pair]).toBeCloseTo(sum, 12)
          }
        }
      },
    ),
    { numRuns: 40 },
  )
})

test('a lag of 0 is the correlation, and pairs in parts are the whole', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 6 }),
      fc.integer({ min: 3, max: 60 }),
      fc.nat(20),
      (series, length, cut) => {
        const unit = table(series, length, series + length)
        const reach = Math.min(4, length - 1)
        const both = allPairs(series)
        const lagged = laggedProducts(unit, both, reach)
        const pairs = pairsOf(series)
        const at = Math.min(cut, pairs)
        expect([
          ...laggedProducts(unit, both, reach, 0, at),
          ...laggedProducts(unit, both, reach, at),
        ]).toEqual([...lagged])
        const plain = pairwiseCorrelations(unit)
        for (let pair = 0; pair < pairs; pair++) {
          expect(lagged[pair * (2 * reach + 1) + reach]).toBeCloseTo(plain[pair], 12)
        }
      },
    ),
  )
})

test('products at lags are those of the definition, also at lags longer than the series', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.nat(40), (length, reach) => {
      const random = createRandom(length)
      const values = Float64Array.from({ length: 2 * length }, () => randomNormal(random))
      const found = laggedProducts({ series: 2, length, values }, allPairs(2), reach)
      for (let lag = -reach; lag <= reach; lag++) {
        let sum = 0
        for (let t = 0; t < length; t++) {
          if (t + lag >= 0 && t + lag < length) sum += values[t] * values[length + t + lag]
        }
        expect(found[lag + reach]).toBeCloseTo(sum, 12)
      }
    }),
  )
})

test('the series that leads has the positive lag', () => {
  const random = createRandom(3)
  const source = Float64Array.from({ length: 505 }, () => randomNormal(random))
  const values = new Float64Array(1000)
  values.set(source.subarray(5, 505))
  values.set(source.subarray(0, 500), 500)
  const lagged = laggedProducts(toUnitSeries({ series: 2, length: 500, values }), allPairs(2), 8)
  expect(lagged.indexOf(Math.max(...lagged)) - 8).toBe(5)
})

test('a constant series correlates with nothing; a missing value is refused', () => {
  const values = Float64Array.of(0.1, 0.1, 0.1, 1, 2, 4)
  expect([...pairwiseCorrelations(toUnitSeries({ series: 2, length: 3, values }))]).toEqual([0])
  expect(() => toUnitSeries({ series: 1, length: 2, values: Float64Array.of(1, Number.NaN) })).toThrow(
    'series 0',
  )
})

test('pairs are numbered without a gap', () => {
  const seen = []
  for (let a = 0; a < 5; a++) for (let b = a + 1; b < 5; b++) seen.push(pairIndex(5, a, b))
  expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
})
