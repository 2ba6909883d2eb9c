import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom, randomExponential, randomNormal } from '../random.ts'
import { wilsonInterval } from '../special/binomial.ts'
import { binaryMetrics, countDecisions } from './binary-counts.ts'
import { boundaryFlux } from './boundary-flux.ts'
import { costCurve, costOfCells } from './cost-curve.ts'
import { differenceOf } from './difference.ts'
import { estimateLoss, fitLossModel } from './direct-loss.ts'
import { labelDelay } from './label-delay.ts'
import { labelledScores } from './labelled-scores.ts'
import { measured, unmeasured } from './measure.ts'
import { weakestSlices } from './slices.ts'
import { unlabelledBounds } from './unlabelled-bounds.ts'

const share = (x: number, n: number) => measured(x / n, wilsonInterval(x, n))

describe('the difference of two metrics', () => {
  it("is Newcombe's published one for 56 of 70 against 48 of 80", () => {
    // Newcombe (1998), Interval estimation for the difference between independent proportions, table II, method 10.
    const { value, ci } = differenceOf(share(56, 70), share(48, 80))
    expect(value).toBeCloseTo(0.2, 12)
    expect(ci?.[0]).toBeCloseTo(0.0524, 4)
    expect(ci?.[1]).toBeCloseTo(0.3339, 4)
  })

  it('has a p-value under 0.05 exactly where the interval leaves out 0', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 }), (a, b) => {
        const { ci, pValue } = differenceOf(share(a, 100), share(b, 100))
        const leavesOut = ci !== null && (ci[0] > 0 || ci[1] < 0)
        expect((pValue ?? 1) < 0.05).toBe(leavesOut)
      }),
    )
  })

  it('is null where one of the two is', () => {
    expect(differenceOf(unmeasured('no rows'), share(1, 2))).toMatchObject({ value: null, reason: 'no rows' })
    expect(differenceOf(share(1, 2), unmeasured('no rows')).reason).toBe('in the baseline, no rows')
  })
})

describe('bounds for rows without a label', () => {
  it('hold every way in which the labels could come', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(0, 1), fc.constantFrom(0, 1), fc.boolean()), {
          minLength: 4,
          maxLength: 40,
        }),
        (rows) => {
          const known = rows.map(([label, , missing]) => (missing ? Number.NaN : label))
          const decisions = rows.map(([, decision]) => decision)
          const counts = countDecisions(known, decisions)
          const yes = rows.filter(([, decision, missing]) => missing && decision === 1).length
          const no = rows.filter(([, decision, missing]) => missing && decision === 0).length
          const bounds = unlabelledBounds(counts, yes, no)
          const truth = binaryMetrics(
            countDecisions(
              rows.map(([label]) => label),
              decisions,
            ),
            0.95,
            { resamples: 20 },
          )
          for (const name of ['accuracy', 'precision', 'recall', 'specificity', 'f1'] as const) {
            const { value } = truth[name]
            const bound = bounds[name]
            if (value === null || bound === null) continue
            expect(value).toBeGreaterThanOrEqual(bound[0] - 1e-12)
            expect(value).toBeLessThanOrEqual(bound[1] + 1e-12)
          }
        },
      ),
    )
  })

  it('are the metric itself when no label is missing', () => {
    const counts = { truePositives: 40, falsePositives: 10, falseNegatives: 20, trueNegatives: 30 }
    expect(unlabelledBounds(counts, 0, 0).accuracy).toEqual([0.7, 0.7])
    expect(unlabelledBounds(counts, 10, 0).precision).toEqual([40 / 60, 50 / 60])
  })
})

describe('the delay of labels', () => {
  const DAY = 86_400_000
  const random = createRandom(3)
  const predictedAt = Float64Array.from({ length: 4_000 }, (_, i) => (i / 4_000) * 30 * DAY)
  const knownAt = predictedAt.map((at) => at + randomExponential(random) * 3 * DAY)

  it('is that of the law, though the newest rows could show short delays only', () => {
    const asOf = 30 * DAY
    const seen = knownAt.map((at) => (at <= asOf ? at : Number.NaN))
    // −ln 0.05 × 3 days and ln 2 × 3 days.
    const found = labelDelay(predictedAt, seen, asOf)
    expect((found?.delay ?? 0) / DAY).toBeCloseTo(8.99, 0)
    expect((found?.median ?? 0) / DAY).toBeCloseTo(2.08, 0)
  })

  it('is the plain quantile when every row is old', () => {
    const found = labelDelay(predictedAt, knownAt, 1_000 * DAY)
    const lags = Array.from(knownAt, (at, i) => at - predictedAt[i]).sort((a, b) => a - b)
    expect(found?.delay).toBeCloseTo(lags[Math.ceil(0.95 * 4_000) - 1], 0)
  })

  it('is unknown for a few rows', () => {
    expect(labelDelay(Float64Array.of(0, 1), Float64Array.of(1, 2), 10)).toBeNull()
  })
})

describe('costs', () => {
  const data = labelledScores([0, 0, 1, 0, 1, 1], [0.1, 0.2, 0.3, 0.6, 0.7, 0.9])
  const costs = { falsePositive: 1, falseNegative: 5 }

  it('are least where an exhaustive search finds it', () => {
    const curve = costCurve(data, costs)
    // At 0.3: one false positive (0.6) of six rows.
    expect(curve?.cheapest).toMatchObject({ threshold: 0.3, cost: 1 / 6 })
    expect(curve?.points.map(({ threshold, cost }) => [threshold, cost])).toEqual([
      [0.1, 3 / 6],
      [0.2, 2 / 6],
      [0.3, 1 / 6],
      [0.6, 6 / 6],
      [0.7, 5 / 6],
      [0.9, 10 / 6],
      [Number.POSITIVE_INFINITY, 15 / 6],
    ])
  })

  it('of no rows have no value', () => {
    expect(costOfCells({ tp: 0, fp: 0, fn: 0, tn: 0 }, costs).value).toBeNull()
    expect(costCurve(labelledScores([], []), costs)).toBeNull()
  })
})

describe('boundary flux', () => {
  const baseline = Float64Array.from({ length: 100 }, (_, i) => i / 100)

  it('is none where nothing moved', () => {
    expect(boundaryFlux(baseline, baseline, null, 0.7)).toMatchObject({ rows: 0, difference: 0, value: null })
  })

  it('counts the rows that a shift pushed over, with their money', () => {
    const current = baseline.map((score) => score + 0.1)
    const values = new Float64Array(100).fill(2)
    const flux = boundaryFlux(baseline, current, values, 0.7)
    expect(flux).toMatchObject({ rows: 10, value: 20 })
    expect(flux?.difference).toBeCloseTo(0.1, 12)
    expect(boundaryFlux(current, baseline, values, 0.7)).toMatchObject({ rows: -10, value: -20 })
  })
})

describe('weakest slices', () => {
  const random = createRandom(7)
  const rows = 4_000
  const city = Int32Array.from({ length: rows }, (_, i) => i % 4)
  const device = Int32Array.from({ length: rows }, () => (random.uniform() < 0.5 ? 0 : 1))
  const columns = [
    { name: 'city', codes: city, values: ['a', 'b', 'c', 'd'] },
    { name: 'device', codes: device, values: ['phone', 'web'] },
  ]
  const lossWith = (rate: (i: number) => number) =>
    Float64Array.from({ length: rows }, (_, i) => (random.uniform() < rate(i) ? 1 : 0))

  it('are none where every slice errs alike', () => {
    const { slices, examined } = weakestSlices(
      lossWith(() => 0.1),
      columns,
    )
    expect(slices).toEqual([])
    expect(examined).toBe(14)
  })

  it('name two columns where only both together err', () => {
    const { slices } = weakestSlices(
      lossWith((i) => (city[i] === 2 && device[i] === 1 ? 0.5 : 0.1)),
      columns,
    )
    expect(slices[0].parts).toEqual([
      { column: 'city', value: 'c' },
      { column: 'device', value: 'web' },
    ])
  })

  it('name one column where its pairs add nothing', () => {
    const { slices } = weakestSlices(
      lossWith((i) => (city[i] === 1 ? 0.4 : 0.1)),
      columns,
    )
    expect(slices.map(({ parts }) => parts.length)).toEqual([1])
    expect(slices[0].parts[0]).toEqual({ column: 'city', value: 'b' })
  })
})

describe('direct loss estimation', () => {
  const random = createRandom(11)
  const draw = (rows: number, centre: number) => {
    const feature = Float64Array.from({ length: rows }, () => randomNormal(random) + centre)
    const prediction = feature.map((x) => 10 + x)
    // |error| grows with the feature: mean 1 + 0.5·x around.
    const loss = feature.map((x) => Math.max(0, 2 + 0.5 * x + 0.2 * randomNormal(random)))
    return { feature, prediction, loss }
  }

  it('follows the features where the error does, within its standard error', () => {
    const baseline = draw(3_000, 0)
    const model = fitLossModel(baseline.loss, baseline.prediction, [baseline.feature])
    const now = draw(1_000, 1)
    const mean = now.loss.reduce((sum, value) => sum + value, 0) / 1_000
    const estimate = model === null ? null : estimateLoss(model, now.prediction, [now.feature])
    expect(model?.skill).toBeGreaterThan(0.8)
    expect(Math.abs((estimate?.value ?? 0) - mean)).toBeLessThan(0.03)
    expect(estimate?.reason).toBeNull()
  })

  it('is the mean of the baseline, and says so, where nothing tells about the error', () => {
    const prediction = Float64Array.from({ length: 500 }, (_, i) => i)
    const loss = Float64Array.from({ length: 500 }, () => randomExponential(random))
    const model = fitLossModel(loss, prediction, [])
    const estimate = model === null ? null : estimateLoss(model, prediction, [])
    expect(model?.skill).toBeLessThanOrEqual(0)
    expect(estimate?.value).toBeCloseTo(model?.mean ?? 0, 12)
    expect(estimate?.reason).toContain('the mean of the baseline')
  })

  it('is not tried on a few rows', () => {
    expect(fitLossModel(Float64Array.of(1, 2), Float64Array.of(1, 2), [])).toBeNull()
  })
})
