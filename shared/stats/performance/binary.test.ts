import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import golden from './binary.golden.json' with { type: 'json' }
import { binaryMetrics, countAtThreshold, meanCost } from './binary-counts.ts'
import { labelledScores } from './labelled-scores.ts'
import { liftAt } from './lift.ts'
import { prAuc } from './pr-auc.ts'
import { brierScore, logLoss } from './probability-scores.ts'
import { rocAuc } from './roc-auc.ts'

const cases = Object.entries(golden).map(([name, expected]) => ({ name, expected }))

describe.each(cases)('$name scores', ({ name, expected }) => {
  const data = labelledScores(expected.labels, expected.scores)

  it("have scikit-learn's ROC AUC and DeLong's error", () => {
    const auc = rocAuc(data)
    expect(auc.value).toBeCloseTo(expected.roc_auc, 12)
    if (expected.delong_standard_error === null) {
      expect(auc).toMatchObject({
        standardError: null,
        ci: null,
        reason: 'one of the classes has a single row',
      })
    } else {
      expect(auc.standardError).toBeCloseTo(expected.delong_standard_error, 12)
      const ci = 'delong_ci' in expected ? expected.delong_ci : []
      expect(auc.ci?.[0]).toBeCloseTo(ci[0], 10)
      expect(auc.ci?.[1]).toBeCloseTo(ci[1], 10)
    }
  })

  it("have scikit-learn's average precision, Brier score and log loss", () => {
    expect(prAuc(data).value).toBeCloseTo(expected.pr_auc, 12)
    expect(brierScore(data).value).toBeCloseTo(expected.brier, 12)
    expect(logLoss(data).value).toBeCloseTo(expected.log_loss, 10)
  })

  it("have scikit-learn's metrics of decisions at 0.5", () => {
    const metrics = binaryMetrics(countAtThreshold(expected.labels, expected.scores, 0.5))
    expect(metrics.accuracy.value).toBeCloseTo(expected.accuracy, 12)
    expect(metrics.accuracy.ci?.[0]).toBeCloseTo(expected.accuracy_ci[0], 10)
    expect(metrics.accuracy.ci?.[1]).toBeCloseTo(expected.accuracy_ci[1], 10)
    expect(metrics.majorityBaseline.value).toBeCloseTo(expected.majority, 12)
    expect(metrics.precision.value).toBeCloseTo(expected.precision, 12)
    expect(metrics.recall.value).toBeCloseTo(expected.recall, 12)
    expect(metrics.f1.value).toBeCloseTo(expected.f1, 12)
    expect(metrics.specificity.value).toBeCloseTo(expected.specificity, 12)
    expect(metrics.falsePositiveRate.value).toBeCloseTo(expected.fpr, 12)
    if (name === 'constant') expect(metrics.matthews).toMatchObject({ value: null })
    else expect(metrics.matthews.value).toBeCloseTo(expected.mcc, 12)
  })
})

describe('lift', () => {
  it('of the top tenth is the share of positives there over the share everywhere', () => {
    const labels = Array.from({ length: 100 }, (_, i) => (i >= 95 || i < 5 ? 1 : 0))
    const scores = labels.map((_, i) => i)
    expect(liftAt(labelledScores(labels, scores), 0.1).value).toBeCloseTo(5, 12)
  })

  it('of constant scores is one', () => {
    expect(liftAt(labelledScores([0, 1, 0, 1, 0], [1, 1, 1, 1, 1])).value).toBeCloseTo(1, 12)
  })
})

describe('cost', () => {
  it('is the mean over all rows', () => {
    const counts = { truePositives: 3, falsePositives: 2, falseNegatives: 1, trueNegatives: 4 }
    expect(meanCost(counts, 5, 100).value).toBe(11)
  })
})

describe('rows', () => {
  it('without a label or a score are left out and counted', () => {
    const data = labelledScores([1, Number.NaN, 0, 1], [0.5, 0.5, Number.NaN, 0.7])
    expect(data).toMatchObject({ rows: 2, positives: 2, unlabelled: 1, unscored: 1, outOfRange: 0 })
    expect([...data.scores]).toEqual([0.5, 0.7])
  })

  it('of unequal number or with other labels are refused', () => {
    expect(() => labelledScores([1], [])).toThrow('1 labels and 0 scores')
    expect(() => labelledScores([2], [0.1])).toThrow('The label of row 0 is 2.')
  })
})

describe('what has no answer', () => {
  it('gets null and a reason, never NaN', () => {
    const none = labelledScores([], [])
    const positives = labelledScores([1, 1], [0.1, 0.2])
    const negatives = labelledScores([0, 0], [0.1, 0.2])
    for (const data of [none, positives, negatives]) {
      for (const measure of [rocAuc(data), prAuc(data), liftAt(data)]) {
        expect(measure.value).toBeNull()
        expect(measure.reason).toBeTruthy()
      }
    }
    const odds = labelledScores([0, 1], [-1, 2])
    for (const data of [none, odds]) {
      expect(brierScore(data).value).toBeNull()
      expect(logLoss(data).value).toBeNull()
    }
    expect(logLoss(odds).reason).toBe('2 scores are outside 0 to 1, so they are no probabilities')
    expect(rocAuc(odds).value).toBe(1)
    const empty = binaryMetrics({ truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 0 })
    const { rows, ...measures } = empty
    expect(rows).toBe(0)
    for (const measure of Object.values(measures)) {
      expect(measure.value).toBeNull()
      expect(measure.reason).toBeTruthy()
    }
  })
})

describe('laws of ROC AUC', () => {
  const rows = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: -5, max: 5 })), {
      minLength: 2,
      maxLength: 60,
    })
    .filter((pairs) => new Set(pairs.map(([label]) => label)).size === 2)

  it('is one less the AUC of the negated scores, and no monotone map changes it', () => {
    fc.assert(
      fc.property(rows, (pairs) => {
        const labels = pairs.map(([label]) => label)
        const auc = (map: (score: number) => number) =>
          rocAuc(
            labelledScores(
              labels,
              pairs.map(([, score]) => map(score)),
            ),
          ).value ?? Number.NaN
        expect(auc((s) => -s)).toBeCloseTo(1 - auc((s) => s), 12)
        expect(auc((s) => Math.exp(s) * 3)).toBeCloseTo(
          auc((s) => s),
          12,
        )
      }),
    )
  })

  it('equals the share of pairs in the right order', () => {
    fc.assert(
      fc.property(rows, (pairs) => {
        let right = 0
        let all = 0
        for (const [a, s] of pairs) {
          for (const [b, t] of pairs) {
            if (a !== 1 || b !== 0) continue
            all += 1
            right += s > t ? 1 : s === t ? 0.5 : 0
          }
        }
        const data = labelledScores(
          pairs.map(([label]) => label),
          pairs.map(([, score]) => score),
        )
        expect(rocAuc(data).value).toBeCloseTo(right / all, 12)
      }),
    )
  })
})

describe('intervals', () => {
  it('of F1 are those of TP/(TP + FP + FN), carried over', () => {
    // Wilson of 80 in 120 is 0.5783 to 0.7446.
    const { f1 } = binaryMetrics({
      truePositives: 80,
      falsePositives: 25,
      falseNegatives: 15,
      trueNegatives: 180,
    })
    expect(f1.value).toBeCloseTo(0.8, 12)
    expect(f1.ci?.[0]).toBeCloseTo((2 * 0.5783) / 1.5783, 3)
    expect(f1.ci?.[1]).toBeCloseTo((2 * 0.7446) / 1.7446, 3)
  })

  it('of F1 are not sure of 0 where nothing was found yet', () => {
    const { f1 } = binaryMetrics({
      truePositives: 0,
      falsePositives: 2,
      falseNegatives: 6,
      trueNegatives: 400,
    })
    expect(f1.value).toBe(0)
    expect(f1.ci?.[1]).toBeGreaterThan(0.4)
  })

  it('of Matthews’ correlation are seeded and hold the value', () => {
    const counts = { truePositives: 80, falsePositives: 25, falseNegatives: 15, trueNegatives: 180 }
    const one = binaryMetrics(counts, 0.95, { seed: 5 })
    const two = binaryMetrics(counts, 0.95, { seed: 5 })
    expect(one.matthews.ci).toEqual(two.matthews.ci)
    expect(one.matthews.ci?.[0]).toBeLessThan(one.matthews.value ?? 0)
    expect(one.matthews.ci?.[1]).toBeGreaterThan(one.matthews.value ?? 0)
  })
})
