import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom, randomNormal } from '../random.ts'
import { bootstrapCounts, bootstrapSums, groupSums, percentileInterval } from './bootstrap.ts'
import golden from './estimates.golden.json' with { type: 'json' }
import { confusionMatrix, multiclassMetrics, oneVsRestAuc } from './multiclass.ts'
import { exposureMetrics, ndcgOfList, rankingMetrics } from './ranking.ts'
import { regressionMetrics } from './regression.ts'
import { stdThreshold } from './std-threshold.ts'

describe('several classes', () => {
  const expected = golden.multiclass
  const matrix = confusionMatrix(expected.actual, expected.predicted, expected.classes)

  it("have scikit-learn's confusion matrix and averages", () => {
    const metrics = multiclassMetrics(matrix)
    expect([...matrix.cells]).toEqual(expected.confusion)
    expect(metrics.accuracy.value).toBeCloseTo(expected.accuracy, 12)
    expect(metrics.accuracy.value).toBeCloseTo(expected.micro_f1, 12)
    expect(metrics.macroPrecision.value).toBeCloseTo(expected.macro_precision, 12)
    expect(metrics.macroRecall.value).toBeCloseTo(expected.macro_recall, 12)
    expect(metrics.macroF1.value).toBeCloseTo(expected.macro_f1, 12)
    for (const { ci } of [metrics.accuracy, metrics.macroF1]) expect(ci).not.toBeNull()
  })

  it("have scikit-learn's one-vs-rest AUC", () => {
    const auc = oneVsRestAuc(expected.actual, expected.scores, expected.classes)
    expect(auc.macro.value).toBeCloseTo(expected.macro_auc, 12)
    expect(auc.weighted.value).toBeCloseTo(expected.weighted_auc, 12)
  })

  it('leave out unlabelled rows and say what cannot be had', () => {
    const partial = confusionMatrix([0, Number.NaN, 1], [0, 1, 0], 3)
    const metrics = multiclassMetrics(partial)
    expect(metrics.rows).toBe(2)
    expect(metrics.perClass[1].precision.reason).toBe('no row was predicted to be of this class')
    expect(metrics.perClass[2].f1.value).toBeNull()
    expect(multiclassMetrics(confusionMatrix([], [], 2)).macroF1.value).toBeNull()
    expect(oneVsRestAuc([0, 0], [1, 0, 1, 0], 2).macro.reason).toBe('fewer than two classes occur')
  })

  it('refuse codes out of range and unequal lengths', () => {
    expect(() => confusionMatrix([3], [0], 3)).toThrow('Row 0 has class codes 3 and 0')
    expect(() => confusionMatrix([0.5], [0], 3)).toThrow('class codes')
    expect(() => confusionMatrix([0, 1], [0], 3)).toThrow('2 labels and 1 predictions')
    expect(() => oneVsRestAuc([0], [1], 2)).toThrow('1 scores for 1 rows of 2 classes')
  })
})

describe('regression', () => {
  const expected = golden.regression

  it("has scikit-learn's metrics, with zero actuals told apart", () => {
    const metrics = regressionMetrics(expected.actual, expected.predicted, { tolerance: 3 })
    expect(metrics.meanAbsoluteError.value).toBeCloseTo(expected.mae, 12)
    expect(metrics.rootMeanSquaredError.value).toBeCloseTo(expected.rmse, 12)
    expect(metrics.meanAbsolutePercentageError.value).toBeCloseTo(expected.mape, 12)
    expect(metrics.zeroActuals).toBe(expected.zero_actuals)
    expect(metrics.rSquared.value).toBeCloseTo(expected.r2, 12)
    expect(metrics.bias.value).toBeCloseTo(expected.bias, 12)
    expect(metrics.withinTolerance.value).toBeCloseTo(expected.within_3, 12)
  })

  it('has intervals that hold the value and that the seed repeats', () => {
    const { rows, left, zeroActuals, ...one } = regressionMetrics(expected.actual, expected.predicted, {
      tolerance: 3,
    })
    const {
      rows: _,
      left: __,
      zeroActuals: ___,
      ...two
    } = regressionMetrics(expected.actual, expected.predicted, {
      tolerance: 3,
    })
    expect([rows, left, zeroActuals]).toEqual([120, 0, 7])
    expect(one).toEqual(two)
    for (const { value, ci } of Object.values(one)) {
      expect(ci?.[0]).toBeLessThan(value ?? 0)
      expect(ci?.[1]).toBeGreaterThan(value ?? 0)
    }
  })

  it('gives null with a reason for what it cannot judge', () => {
    const none = regressionMetrics([Number.NaN], [1])
    expect(none).toMatchObject({ rows: 0, left: 1, bias: { value: null } })
    const zero = regressionMetrics([0, 0], [1, 2])
    expect(zero.meanAbsolutePercentageError.reason).toBe('every actual value is 0')
    expect(zero.rSquared.reason).toBe('the actual values do not vary')
    expect(zero.withinTolerance.reason).toBe('no tolerance is given')
    expect(regressionMetrics([5], [6]).meanAbsoluteError).toMatchObject({ value: 1, ci: null })
  })

  it('measures the looser of an absolute and a relative tolerance', () => {
    const { withinTolerance } = regressionMetrics([100, 100, 1, 1], [109, 112, 1.4, 1.6], {
      tolerance: 0.5,
      relativeTolerance: 0.1,
    })
    expect(withinTolerance.value).toBe(0.5)
  })

  it('does not lose R² to a large offset', () => {
    const actual = Array.from({ length: 5000 }, (_, i) => 1e9 + (i % 10))
    const predicted = actual.map((value, i) => value + (i % 2 === 0 ? 1 : -1))
    const { rSquared } = regressionMetrics(actual, predicted)
    expect(rSquared.value).toBeCloseTo(1 - 1 / 8.25, 6)
    expect(rSquared.ci?.[0]).toBeGreaterThan(0.85)
  })
})

describe('ranking', () => {
  const expected = golden.ranking
  const lists = expected.scores.map((scores, i) => ({ scores, relevance: expected.relevance[i] }))

  it("has scikit-learn's NDCG, ties in the scores included", () => {
    expect(rankingMetrics(lists, { k: 5 }).ndcg.value).toBeCloseTo(expected.ndcg_5, 12)
    expect(rankingMetrics(lists, { k: 12 }).ndcg.value).toBeCloseTo(expected.ndcg_12, 12)
    expect(rankingMetrics(lists).listsWithoutRelevant).toBe(1)
  })

  it('counts precision, recall and clicks of the first k places', () => {
    const list = { scores: [3, 2, 1, 0], relevance: [1, 0, 0, 1] }
    const metrics = rankingMetrics([list, { scores: [1], relevance: [0] }], { k: 2 })
    expect(metrics.precision.value).toBe(0.25)
    expect(metrics.recall.value).toBe(0.5)
    expect(metrics.clickThroughRate.value).toBeCloseTo(1 / 3, 12)
  })

  it('gives exponential gains their weight', () => {
    const list = { scores: [2, 1], relevance: [1, 3] }
    const discounted = 1 / Math.log2(3)
    expect(ndcgOfList(list, 2, 'exponential')).toBeCloseTo((1 + 7 * discounted) / (7 + discounted), 12)
    expect(ndcgOfList({ scores: [1], relevance: [0] }, 1)).toBeNaN()
  })

  it('without lists or relevant items has no number', () => {
    expect(rankingMetrics([]).precision.reason).toBe('there is no list')
    expect(rankingMetrics([{ scores: [1], relevance: [0] }]).ndcg.reason).toBe('no list has a relevant item')
  })

  it('measures exposure: coverage, entropy and Gini', () => {
    const even = exposureMetrics([5, 5, 5, 5])
    expect(even.coverage.value).toBe(1)
    expect(even.entropy.value).toBeCloseTo(Math.log(4), 12)
    expect(even.normalizedEntropy.value).toBeCloseTo(1, 12)
    expect(even.gini.value).toBeCloseTo(0, 12)
    const one = exposureMetrics([0, 0, 0, 8])
    expect(one.coverage.value).toBe(0.25)
    expect(one.entropy.value).toBe(0)
    expect(one.gini.value).toBeCloseTo(0.75, 12)
    expect(exposureMetrics([0]).gini.reason).toBe('no item was shown')
  })
})

describe('standard deviation threshold', () => {
  const { values, lower, upper, upper_ddof_1 } = golden.std_threshold

  it('is the mean of the chunks and three population deviations', () => {
    const threshold = stdThreshold([...values, Number.NaN])
    expect(threshold.lower).toBeCloseTo(lower, 12)
    expect(threshold.upper).toBeCloseTo(upper, 12)
    expect(threshold.chunks).toBe(10)
    expect(stdThreshold(values, { upper: 2, ddof: 1 }).upper).toBeCloseTo(upper_ddof_1, 12)
  })

  it('can be open on a side and keeps within the limits of the metric', () => {
    expect(stdThreshold(values, { lower: null }).lower).toBeNull()
    expect(stdThreshold([0.99, 0.5, 1], { maximum: 1, minimum: 0 })).toMatchObject({ upper: 1 })
    expect(stdThreshold([], {}).reason).toBe('there are too few chunk values')
    expect(stdThreshold([1], { ddof: 1 }).lower).toBeNull()
    expect(stdThreshold([0.7]).lower).toBe(0.7)
  })
})

describe('bootstrap', () => {
  it('of a mean is as wide as the normal interval, below and above the group limit', () => {
    for (const rows of [400, 20_000]) {
      const random = createRandom(rows)
      const values = Float64Array.from({ length: rows }, () => randomNormal(random))
      const sums = groupSums(rows, 2, (row, into) => {
        into[0] = 1
        into[1] = values[row]
      })
      const [ci] = bootstrapSums(sums, 2, [(s) => s[1] / s[0]])
      expect(((ci?.[1] ?? 0) - (ci?.[0] ?? 0)) / (3.92 / Math.sqrt(rows))).toBeGreaterThan(0.85)
      expect(((ci?.[1] ?? 0) - (ci?.[0] ?? 0)) / (3.92 / Math.sqrt(rows))).toBeLessThan(1.15)
    }
  })

  it('of a share agrees with the binomial', () => {
    const ci = bootstrapCounts([300, 700], ([a, b]) => a / (a + b), { resamples: 4000 })
    expect(ci?.[0]).toBeCloseTo(0.3 - 1.96 * Math.sqrt(0.21 / 1000), 2)
    expect(ci?.[1]).toBeCloseTo(0.3 + 1.96 * Math.sqrt(0.21 / 1000), 2)
  })

  it('has no interval for too little', () => {
    expect(bootstrapCounts([0, 0], () => 1)).toBeNull()
    expect(bootstrapSums(new Float64Array(2), 2, [() => 1])).toEqual([null])
    expect(percentileInterval(new Float64Array(100).fill(Number.NaN))).toBeNull()
  })

  it('keeps within the resampled values', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 20 }), (values) => {
        const ci = percentileInterval(Float64Array.from(values))
        expect(ci?.[0]).toBeGreaterThanOrEqual(Math.min(...values))
        expect(ci?.[1]).toBeLessThanOrEqual(Math.max(...values))
      }),
    )
  })
})
