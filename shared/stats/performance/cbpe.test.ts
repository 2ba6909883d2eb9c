import { describe, expect, it } from 'vitest'
import { createRandom } from '../random.ts'
import { binaryMetrics, countAtThreshold } from './binary-counts.ts'
import { CBPE_METRICS, cbpe, fitCbpeCalibration } from './cbpe.ts'
import { fitMulticlassCalibration, multiclassCbpe } from './cbpe-multiclass.ts'
import golden from './estimates.golden.json' with { type: 'json' }
import { labelledScores } from './labelled-scores.ts'
import { rocAuc } from './roc-auc.ts'

const { baseline_scores, baseline_labels, current, calibrated, raw } = golden.cbpe

describe('confidence-based estimation', () => {
  it('after isotonic calibration equals its definition over expected counts', () => {
    const { value } = fitCbpeCalibration(labelledScores(baseline_labels, baseline_scores))
    expect(value).not.toBeNull()
    const { metrics } = cbpe(current, value)
    for (const name of CBPE_METRICS) expect(metrics[name].value).toBeCloseTo(calibrated[name], 10)
  })

  it('of probabilities taken as they are needs no baseline', () => {
    const { metrics, rows, left } = cbpe([...current, Number.NaN], null)
    for (const name of CBPE_METRICS) expect(metrics[name].value).toBeCloseTo(raw[name], 10)
    expect([rows, left]).toEqual([500, 1])
  })

  it('has the standard error with which the true metrics scatter around it', () => {
    const { metrics } = cbpe(current, null)
    const random = createRandom(11)
    const seen = { accuracy: [], precision: [], recall: [], f1: [], specificity: [], roc_auc: [] } as Record<
      string,
      number[]
    >
    for (let r = 0; r < 400; r++) {
      const labels = current.map((p) => (random.uniform() < p ? 1 : 0))
      const truth = binaryMetrics(countAtThreshold(labels, current, 0.5), 0.95, { resamples: 1 })
      seen.accuracy.push(truth.accuracy.value ?? 0)
      seen.precision.push(truth.precision.value ?? 0)
      seen.recall.push(truth.recall.value ?? 0)
      seen.f1.push(truth.f1.value ?? 0)
      seen.specificity.push(truth.specificity.value ?? 0)
      seen.roc_auc.push(rocAuc(labelledScores(labels, current)).value ?? 0)
    }
    for (const name of CBPE_METRICS) {
      const error = metrics[name].standardError
      if (error === null) continue
      const values = seen[name]
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length
      const spread = Math.sqrt(
        values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1),
      )
      expect(Math.abs(mean - (metrics[name].value ?? 0))).toBeLessThan(4 * (error / Math.sqrt(400)) + 0.001)
      expect(spread / error).toBeGreaterThan(0.85)
      expect(spread / error).toBeLessThan(1.15)
    }
  })

  it('takes tied scores together, in whatever order they come', () => {
    const scores = [0.2, 0.8, 0.5, 0.5, 0.2, 0.8]
    const reversed = [...scores].reverse()
    expect(cbpe(scores, null).metrics.roc_auc).toEqual(cbpe(reversed, null).metrics.roc_auc)
    const constant = cbpe([0.4, 0.4, 0.4], null).metrics.roc_auc.value
    expect(constant).toBeCloseTo(0.5, 12)
  })

  it('takes decisions that were made otherwise than by the threshold', () => {
    const { truePositives, falsePositives } = cbpe([0.9, 0.1], null, { decisions: [0, 1] })
    expect(truePositives).toBeCloseTo(0.1, 12)
    expect(falsePositives).toBeCloseTo(0.9, 12)
  })

  it('gives null with a reason for what it cannot estimate, never NaN', () => {
    const empty = cbpe([], null)
    for (const name of CBPE_METRICS)
      expect(empty.metrics[name]).toMatchObject({ value: null, standardError: null })
    expect(cbpe([0, 0], null).metrics.precision.reason).toBe('no row was decided positive')
    expect(cbpe([0, 0], null).metrics.roc_auc.value).toBeNull()
    expect(cbpe([1, 1], null).metrics.specificity.value).toBeNull()
    expect(fitCbpeCalibration(labelledScores([1], [0.5])).reason).toBe('every row is of the positive class')
    expect(() => cbpe([2], null)).toThrow('no probability')
  })
})

describe('estimation of several classes', () => {
  it('of calibrated scores comes within two standard errors of the truth', () => {
    const { actual, scores, classes, accuracy, macro_auc, macro_f1 } = golden.multiclass
    const estimated = multiclassCbpe(scores, classes, null)
    expect(estimated.rows).toBe(240)
    expect(Math.abs((estimated.accuracy.value ?? 0) - accuracy)).toBeLessThan(
      2 * (estimated.accuracy.standardError ?? 0),
    )
    expect(Math.abs((estimated.macroAuc.value ?? 0) - macro_auc)).toBeLessThan(0.05)
    expect(Math.abs((estimated.macroF1.value ?? 0) - macro_f1)).toBeLessThan(0.08)
    const fitted = fitMulticlassCalibration(actual, scores, classes)
    const recalibrated = multiclassCbpe(scores, classes, fitted)
    expect(Math.abs((recalibrated.accuracy.value ?? 0) - accuracy)).toBeLessThan(0.05)
  })

  it('of two classes agrees with the binary estimate', () => {
    const scores = current.flatMap((p) => [1 - p, p])
    const binary = cbpe(current, null)
    const several = multiclassCbpe(scores, 2, null)
    expect(several.accuracy.value).toBeCloseTo(binary.metrics.accuracy.value ?? 0, 12)
    expect(several.accuracy.standardError).toBeCloseTo(binary.metrics.accuracy.standardError ?? 0, 12)
    expect(several.macroAuc.value).toBeCloseTo(binary.metrics.roc_auc.value ?? 0, 12)
  })

  it('without rows has no number, and refuses scores of the wrong shape', () => {
    expect(multiclassCbpe([], 3, null).accuracy.value).toBeNull()
    expect(multiclassCbpe([Number.NaN, 1], 2, null).rows).toBe(0)
    expect(() => multiclassCbpe([0.5], 2, null)).toThrow('1 scores for 0 rows of 2 classes')
    expect(fitMulticlassCalibration([0, 0], [1, 0, 1, 0], 2)).toEqual([null, null])
  })
})
