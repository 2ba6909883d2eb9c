import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom, randomNormal } from '../random.ts'
import { leastSquares } from '../series/least-squares.ts'
import { mannKendall } from '../series/mann-kendall.ts'
import { trendTest } from '../series/trend.ts'
import { accumulateLoop } from './accumulate.ts'
import { armContrast } from './arm-contrast.ts'
import { forecastLoop, shareBelow } from './mitigation.ts'
import { gini } from './narrowing.ts'
import { stratumOf } from './strata.ts'
import { armSums, CELL, equalRuns } from './sums.ts'
import { honestLog, loopLog } from './testing/generate-log.ts'

describe('arm contrast', () => {
  it('is the regression with an intercept for every bucket and stratum', () => {
    const log = loopLog({ seed: 4, rows: 2_000, days: 2, arm: 0.4 })
    const sums = accumulateLoop(log)
    const { score, label, times, servedBy } = log
    if (score === null || label === null || times === null || servedBy === null) throw new Error('no log')
    const width = sums.widthMs ?? 1
    const start = sums.starts?.[0] ?? 0
    const mean = score.reduce((sum, value) => sum + value, 0) / log.rows
    const bucketOf = (i: number) => Math.floor((times[i] - start) / width)
    const dummy = (is: (i: number) => boolean) =>
      Float64Array.from({ length: log.rows }, (_, i) => (is(i) ? 1 : 0))
    const columns = [
      Float64Array.from(score, (s, i) => (servedBy.codes[i] === 0 ? s - mean : 0)),
      ...Array.from({ length: sums.buckets }, (_, b) => dummy((i) => bucketOf(i) === b)),
      ...Array.from({ length: 19 }, (_, k) => dummy((i) => stratumOf(sums.strataEdges, score[i]) === k + 1)),
      score.map((s) => s - mean),
      dummy((i) => servedBy.codes[i] === 0),
    ]
    // The gain's column is put first so that it is never the one that is left out.
    const { coefficients } = leastSquares(columns, label)
    const contrast = armContrast({ ...sums, binaryLabel: true })
    expect(contrast.gain?.value).toBeCloseTo(coefficients[0], 6)
  })

  it('says that it needs rows that somebody else decided', () => {
    expect(armContrast(accumulateLoop(honestLog({ seed: 1, rows: 3_000 }))).reason).toContain('served_by')
  })

  it('weighs rows by one over their propensity', () => {
    const log = loopLog({ seed: 4, rows: 20_000, arm: 0.4 })
    const propensity = Float64Array.from({ length: log.rows }, (_, i) => (i % 2 === 0 ? 0.4 : 0.8))
    const sums = accumulateLoop({ ...log, propensity })
    const plain = armSums(sums.cells, 1, 0, sums.buckets)[CELL.weight]
    const weighted = armSums(sums.weightedCells, 1, 0, sums.buckets)[CELL.weight]
    expect(weighted / plain).toBeCloseTo((1 / 0.4 + 1 / 0.8) / 2, 1)
    expect(armContrast(sums).gain?.value).toBeCloseTo(0.6, 1)
  })
})

describe('trend test', () => {
  it('sees a rise on the side that was asked for', () => {
    const random = createRandom(1)
    const rise = Float64Array.from({ length: 30 }, (_, i) => i / 10 + randomNormal(random) / 2)
    expect(trendTest(rise, 'rise')?.pValue).toBeLessThan(1e-4)
    expect(trendTest(rise, 'fall')?.pValue).toBeGreaterThan(0.999)
    expect(trendTest(rise.slice(0, 7), 'rise')).toBeNull()
  })

  it('takes a series that persists for a trend less often than the plain test does', () => {
    let plain = 0
    let corrected = 0
    for (let seed = 0; seed < 200; seed++) {
      const random = createRandom(seed)
      const wander = new Float64Array(40)
      for (let i = 1; i < 40; i++) wander[i] = 0.7 * wander[i - 1] + randomNormal(random)
      if ((mannKendall(wander)?.pValue ?? 1) < 0.1) plain += 1
      const test = trendTest(wander, 'rise')
      if (Math.min(test?.pValue ?? 1, 1 - (test?.pValue ?? 0)) < 0.05) corrected += 1
    }
    expect(corrected).toBeLessThan(0.8 * plain)
  })
})

describe('forecast of the loop', () => {
  const today = { randomOverride: 0, exploration: 0, modelWeight: 0.8, reviewBelow: null }

  it('grows a disturbance towards 1/(1 − g)', () => {
    const { amplification, path } = forecastLoop(0.6, today, null, 0.8, 60)
    expect(amplification).toBeCloseTo(2.5, 12)
    expect(path[0]).toBe(1)
    expect(path[1]).toBeCloseTo(1.6, 12)
    expect(path[60]).toBeCloseTo(2.5, 10)
  })

  it('halves the gain with the weight, and takes a random share off it', () => {
    expect(forecastLoop(0.6, { ...today, modelWeight: 0.4 }, null, 0.8).gain).toBeCloseTo(0.3, 12)
    expect(forecastLoop(0.6, { ...today, randomOverride: 0.15 }, null, 0.8).gain).toBeCloseTo(0.51, 12)
    expect(forecastLoop(1.2, today, null, 0.8).amplification).toBeNull()
  })

  it('sends fewer rows to people when the threshold is lowered', () => {
    const histogram = Float64Array.from({ length: 100 }, () => 10)
    expect(shareBelow(histogram, 0.7)).toBeCloseTo(0.7, 12)
    expect(shareBelow(histogram, 0.305)).toBeCloseTo(0.305, 12)
    const at = (reviewBelow: number) => forecastLoop(0.6, { ...today, reviewBelow }, histogram, 0.8)
    expect(at(0.3).reviewShare).toBeLessThan(at(0.7).reviewShare)
    expect(at(0.3).gain).toBeGreaterThan(at(0.7).gain)
  })
})

describe('Gini coefficient', () => {
  it('is 0 for equal amounts, and what its definition gives', () => {
    expect(gini([5, 5, 5])).toBeCloseTo(0, 12)
    expect(gini([0, 0, 1])).toBeCloseTo(2 / 3, 12)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 20 }), (amounts) => {
        const total = amounts.reduce((sum, amount) => sum + amount, 0)
        fc.pre(total > 0)
        let apart = 0
        for (const a of amounts) for (const b of amounts) apart += Math.abs(a - b)
        expect(gini(amounts)).toBeCloseTo(apart / (2 * amounts.length * total), 10)
      }),
    )
  })
})

describe('runs of buckets', () => {
  it('follow each other, leave no bucket in the middle out, and hold enough', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 80 }),
        fc.integer({ min: 1, max: 50 }),
        (weights, least) => {
          const runs = equalRuns(Float64Array.from(weights), 10, least)
          let at = 0
          for (const { from, to, weight } of runs) {
            expect(from).toBe(at)
            expect(weight).toBe(weights.slice(from, to).reduce((sum, count) => sum + count, 0))
            expect(weight).toBeGreaterThanOrEqual(least)
            at = to
          }
          expect(runs.length).toBeLessThanOrEqual(10)
        },
      ),
    )
  })
})
