import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleSizeTwoProportions } from '../planning/sample-size.ts'
import { createRandom, randomNormal } from '../random.ts'
import { autocorrelation, ljungBox } from './autocorrelation.ts'
import { crossCorrelation } from './cross-correlation.ts'
import { minimumDetectableEffect, powerTwoProportions } from './detectable-effect.ts'
import { granger } from './granger.ts'
import { leastSquares, nestedLeastSquares } from './least-squares.ts'
import { mannKendall } from './mann-kendall.ts'
import { sampleRatioMismatch } from './sample-ratio.ts'
import golden from './series.golden.json' with { type: 'json' }

function walk(n: number, seed: number, persistence: number): Float64Array {
  const random = createRandom(seed)
  const values = new Float64Array(n)
  for (let t = 1; t < n; t++) values[t] = persistence * values[t - 1] + randomNormal(random)
  return values
}

describe('Mann–Kendall', () => {
  it.each(golden.trends)('has the score, variance and slope of its definition for $s', (expected) => {
    const test = mannKendall(expected.values)
    expect(test?.s).toBe(expected.s)
    expect(test?.variance).toBeCloseTo(expected.variance, 9)
    expect(test?.z).toBeCloseTo(expected.z, 12)
    expect(test?.pValue).toBeCloseTo(expected.p, 12)
    expect(test?.slope).toBeCloseTo(expected.slope, 12)
    expect(test?.intercept).toBeCloseTo(expected.intercept, 12)
  })

  it('counts pairs as the sum of signs does, ties included', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 3, maxLength: 60 }), (values) => {
        let s = 0
        for (let i = 0; i < values.length; i++) {
          for (let j = i + 1; j < values.length; j++) s += Math.sign(values[j] - values[i])
        }
        expect(mannKendall(values)?.s).toBe(s)
        expect(mannKendall([...values].reverse())?.s).toBe(-s + 0)
      }),
    )
  })

  it('names the trend and gives the slope of a line with a gap in it', () => {
    const line = Array.from({ length: 30 }, (_, i) => (i === 7 ? Number.NaN : 5 - 2 * i))
    expect(mannKendall(line)).toMatchObject({ trend: 'decreasing', slope: -2, intercept: 5, n: 29 })
    expect(mannKendall([1, 1, 1])?.trend).toBe('none')
    expect(mannKendall([1, Number.NaN, 2])).toBeNull()
  })

  it('is fast and right on more values than the slope takes pairs of', () => {
    const line = Float64Array.from({ length: 50_000 }, (_, i) => i * 0.5 + (i % 3))
    expect(mannKendall(line)?.slope).toBeCloseTo(0.5, 3)
  })
})

describe('Granger', () => {
  it.each(golden.granger)('has the F test of statsmodels at lag $lag', ({ lag, f, p, df_denominator }) => {
    const { value } = granger(golden.cause, golden.effect, { lag })
    expect(value?.f).toBeCloseTo(f, 8)
    expect(value?.pValue).toBeCloseTo(p, 10)
    expect(value?.dfDenominator).toBe(df_denominator)
  })

  it('finds the planted lag by BIC and nothing the other way round', () => {
    expect(granger(golden.cause, golden.effect).value?.lag).toBe(2)
    const back = granger(golden.effect, golden.cause, { lag: 2 }).value
    expect(back?.f).toBeCloseTo(golden.granger_back.f, 8)
    expect(back?.pValue).toBeGreaterThan(0.05)
  })

  it('keeps its level where there is no cause', () => {
    let fired = 0
    for (let seed = 0; seed < 200; seed++) {
      const { value } = granger(walk(80, seed, 0.5), walk(80, seed + 1000, 0.5), { lag: 1 })
      if ((value?.pValue ?? 1) < 0.05) fired += 1
    }
    expect(fired).toBeGreaterThan(1)
    expect(fired).toBeLessThan(22)
  })

  it('says why it cannot answer', () => {
    expect(granger([1, 2], [1]).reason).toContain('different lengths')
    expect(granger([1, 2, 3], [3, 1, 2]).reason).toContain('too few')
    expect(granger(walk(20, 1, 0), walk(20, 2, 0), { lag: 9 }).reason).toContain('too few')
    expect(granger(new Array(40).fill(1), walk(40, 3, 0)).reason).toContain('constant')
    expect(granger(walk(40, 3, 0), walk(40, 3, 0)).reason).toContain('repeat')
    const leading = walk(41, 4, 0)
    expect(granger(leading.slice(1), leading.slice(0, 40), { lag: 1 }).reason).toContain('without any error')
    expect(granger([1, Number.NaN, 3, 2, 1, 3], [1, 2, 3, 1, 2, 3]).reason).toContain('missing')
  })
})

describe('cross-correlation', () => {
  it('finds by how much one series leads the other', () => {
    const first = walk(300, 5, 0.8)
    const random = createRandom(6)
    const second = Float64Array.from(
      { length: 300 },
      (_, t) => (t < 4 ? 0 : first[t - 4]) + 0.5 * randomNormal(random),
    )
    const { value } = crossCorrelation(first, second)
    expect(value?.best).toMatchObject({ lag: 4, significant: true })
    expect(value?.order).toBeGreaterThanOrEqual(1)
    expect(crossCorrelation(second, first).value?.best.lag).toBe(-4)
  })

  it('does not take two unrelated persistent series for related', () => {
    let fired = 0
    for (let seed = 0; seed < 100; seed++) {
      const { value } = crossCorrelation(walk(200, seed, 0.95), walk(200, seed + 500, 0.95))
      if (value?.best.significant) fired += 1
    }
    expect(fired).toBeLessThan(14)
  })

  it('says why it cannot answer', () => {
    expect(crossCorrelation([1], [1, 2]).reason).toContain('different lengths')
    expect(crossCorrelation([1, 2], [1, 2]).reason).toContain('too few')
    expect(crossCorrelation(new Array(20).fill(3), walk(20, 1, 0)).reason).toContain('constant')
    expect(crossCorrelation(new Array(20).fill(Number.NaN), walk(20, 1, 0)).reason).toContain('missing')
  })
})

describe('autocorrelation', () => {
  it('and its Ljung–Box test are those of statsmodels', () => {
    const correlations = autocorrelation(golden.effect, 10)
    expect(correlations).not.toBeNull()
    if (correlations === null) return
    for (const [lag, r] of golden.acf.entries()) expect(correlations[lag]).toBeCloseTo(r, 12)
    for (const [i, { q, pValue }] of ljungBox(correlations, golden.effect.length).entries()) {
      expect(q).toBeCloseTo(golden.ljung_box_q[i], 9)
      expect(pValue).toBeCloseTo(golden.ljung_box_p[i], 12)
    }
  })

  it('of a constant or a single value is none', () => {
    expect(autocorrelation([4, 4, 4], 2)).toBeNull()
    expect(autocorrelation([1], 2)).toBeNull()
  })
})

describe('sample-ratio mismatch', () => {
  it('is the χ² of SciPy with a strict limit', () => {
    const even = sampleRatioMismatch(golden.srm.counts)
    expect(even?.statistic).toBeCloseTo(golden.srm.statistic, 12)
    expect(even?.pValue).toBeCloseTo(golden.srm.p, 12)
    expect(even?.mismatch).toBe(false)
    const uneven = sampleRatioMismatch([910, 100, 20], [0.9, 0.08, 0.02])
    expect(uneven?.statistic).toBeCloseTo(golden.srm_uneven.statistic, 10)
    expect(uneven?.pValue).toBeCloseTo(golden.srm_uneven.p, 12)
    expect(sampleRatioMismatch([5300, 4700], [50, 50])?.mismatch).toBe(true)
    expect(sampleRatioMismatch([0, 0])).toBeNull()
  })
})

describe('power of two proportions', () => {
  it.each(golden.sizes)(
    'of $p1 against $p2 at the size of statsmodels',
    ({ p1, p2, alpha, power, ratio, pooled, arcsine }) => {
      const options = { alpha, power, ratio }
      expect(sampleSizeTwoProportions(p1, p2, options)).toBeCloseTo(pooled, 6)
      expect(sampleSizeTwoProportions(p1, p2, { ...options, method: 'arcsine', sides: 1 })).toBeCloseTo(
        arcsine,
        4,
      )
      expect(powerTwoProportions(p1, p2, pooled, pooled * ratio, alpha)).toBeCloseTo(power, 3)
    },
  )

  it('is that for which the sample size was asked', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.02, max: 0.98, noNaN: true }),
        fc.double({ min: 0.02, max: 0.98, noNaN: true }),
        fc.double({ min: 0.5, max: 0.99, noNaN: true }),
        (p1, p2, power) => {
          fc.pre(Math.abs(p1 - p2) > 0.01)
          const rows = sampleSizeTwoProportions(p1, p2, { power })
          expect(powerTwoProportions(p1, p2, rows, rows, 0.05)).toBeCloseTo(power, 2)
        },
      ),
    )
  })

  it('has the minimum detectable effect as its inverse', () => {
    expect(minimumDetectableEffect(0.1, 3840.847482436278, 3840.847482436278)).toBeCloseTo(0.02, 4)
    expect(minimumDetectableEffect(0.1, 5000, 5000, { direction: 'decrease' })).toBeLessThan(0)
    expect(minimumDetectableEffect(0.1, 5, 5, { direction: 'decrease' })).toBeNull()
    expect(minimumDetectableEffect(1, 500, 500)).toBeNull()
    expect(() => minimumDetectableEffect(-1, 5, 5)).toThrow('The proportion is -1.')
  })
})

describe('least squares', () => {
  it('of every prefix of the columns are those of the prefix alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 12 }), fc.nat(5), fc.nat(1_000), (rows, columns, seed) => {
        const random = createRandom(seed)
        const draw = () => Float64Array.from({ length: rows }, () => Math.floor(5 * random.uniform()))
        const all = Array.from({ length: columns }, draw)
        const target = draw()
        const nested = nestedLeastSquares(all, target)
        for (let count = 0; count <= columns; count++) {
          const alone = leastSquares(all.slice(0, count), target)
          expect(nested.residualSquares(count)).toBeCloseTo(alone.residualSquares, 9)
          expect(nested.fullRank(count)).toBe(alone.fullRank)
          const coefficients = nested.coefficients(count)
          for (let c = 0; c < count; c++) expect(coefficients[c]).toBeCloseTo(alone.coefficients[c], 8)
        }
      }),
    )
  })

  it('solves a line exactly and leaves a repeated column out', () => {
    const ones = new Float64Array(4).fill(1)
    const x = Float64Array.of(1e6, 1e6 + 1, 1e6 + 2, 1e6 + 3)
    const fit = leastSquares([ones, x, x], Float64Array.of(1, 3, 5, 7))
    expect(fit.fullRank).toBe(false)
    expect(fit.coefficients[1]).toBeCloseTo(2, 6)
    expect(fit.coefficients[2]).toBe(0)
    expect(fit.residualSquares).toBeLessThan(1e-12)
  })
})
