import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { labelledScores } from '../performance/labelled-scores.ts'
import { createRandom } from '../random.ts'
import { brierDecomposition } from './brier-decomposition.ts'
import golden from './calibration.golden.json' with { type: 'json' }
import {
  type CalibrationNorm,
  calibrationError,
  debiasedCalibrationError,
  maximumCalibrationError,
} from './calibration-error.ts'
import { corpReliability } from './corp.ts'
import { fitIsotonic, groupByScore, groupLabels, isotonicAt, predictIsotonic } from './isotonic.ts'
import { fitPlatt, plattAt } from './platt.ts'
import { recalibrationLine } from './recalibration.ts'
import { recalibrationGain } from './recalibration-gain.ts'
import { reliabilityCurve } from './reliability-curve.ts'
import { calibrationSignatures } from './signatures.ts'
import { spiegelhalter } from './spiegelhalter.ts'

const close = (actual: ArrayLike<number>, expected: ArrayLike<number>, digits = 10): void => {
  expect(actual.length).toBe(expected.length)
  for (let i = 0; i < actual.length; i++) expect(actual[i]).toBeCloseTo(expected[i], digits)
}

/** Scores and labels with P(y = 1) = rate(score), seeded. */
function sample(rows: number, rate: (score: number) => number, seed = 1) {
  const random = createRandom(seed)
  const scores = Float64Array.from({ length: rows }, () => random.uniform())
  return labelledScores(
    scores.map((score) => (random.uniform() < rate(score) ? 1 : 0)),
    scores,
  )
}

const cases = Object.entries(golden).map(([name, expected]) => ({ name, expected }))
const curveCases = cases.flatMap(({ name, expected }) =>
  (
    [
      ['equal_mass', 15, expected.curves.equal_mass_15],
      ['equal_mass', 5, expected.curves.equal_mass_5],
      ['equal_width', 10, expected.curves.equal_width_10],
    ] as const
  ).map(([binning, bins, curve]) => ({
    name,
    data: labelledScores(expected.labels, expected.scores),
    binning,
    bins,
    curve,
  })),
)

describe.each(curveCases)(
  '$name scores in $bins bins of $binning',
  ({ data, binning, bins, curve: expected }) => {
    const curve = reliabilityCurve(data, { binning, bins })

    it('gives the curve of scikit-learn with the Wilson intervals of statsmodels', () => {
      close(
        curve.bins.map((bin) => bin.meanScore),
        expected.mean,
      )
      close(
        curve.bins.map((bin) => bin.observedRate),
        expected.rate,
      )
      expect(curve.bins.map((bin) => bin.rows)).toEqual(expected.rows)
      for (const [i, bin] of curve.bins.entries()) close(bin.ci, expected.ci[i])
    })

    it('gives the calibration errors in three norms', () => {
      for (const norm of ['l1', 'l2', 'max'] as const) {
        expect(calibrationError(curve, norm).value).toBeCloseTo(expected[norm], 12)
      }
      expect(debiasedCalibrationError(curve, 'l1').value).toBeCloseTo(expected.debiased_l1, 10)
      expect(debiasedCalibrationError(curve, 'l2').value).toBeCloseTo(expected.debiased_l2, 10)
    })

    it('gives the parts of the Brier score, which add up to it', () => {
      const parts = brierDecomposition(curve)
      expect(parts?.reliability).toBeCloseTo(expected.reliability, 12)
      expect(parts?.resolution).toBeCloseTo(expected.resolution, 12)
      expect(parts?.uncertainty).toBeCloseTo(expected.uncertainty, 12)
      const brier = data.scores.reduce((sum, score, i) => sum + (score - data.labels[i]) ** 2, 0) / data.rows
      expect(parts?.brier).toBeCloseTo(brier, 12)
    })
  },
)

describe.each(cases)('$name scores', ({ expected }) => {
  const data = labelledScores(expected.labels, expected.scores)

  it('have the isotonic regression of scikit-learn', () => {
    for (const groups of [groupLabels(data), groupByScore(data.scores, data.labels)]) {
      const model = fitIsotonic(groups)
      close(predictIsotonic(model, expected.scores), expected.isotonic.fitted)
      close(predictIsotonic(model, expected.isotonic.probes), expected.isotonic.predicted)
    }
  })

  it('have the CORP parts that follow from it', () => {
    const parts = corpReliability(data).value?.decomposition
    expect(parts?.brier).toBeCloseTo(expected.brier, 12)
    expect(parts?.miscalibration).toBeCloseTo(expected.corp.miscalibration, 12)
    expect(parts?.discrimination).toBeCloseTo(expected.corp.discrimination, 12)
    expect(parts?.uncertainty).toBeCloseTo(expected.corp.uncertainty, 12)
  })

  it("have Spiegelhalter's z", () => {
    const test = spiegelhalter(data)
    expect(test.z).toBeCloseTo(expected.spiegelhalter.z, 10)
    expect(test.pValue).toBeCloseTo(expected.spiegelhalter.p, 10)
  })

  it('have the recalibration line of statsmodels with its Wald intervals', () => {
    const line = recalibrationLine(data).value
    expect(line?.slope).toBeCloseTo(expected.line.slope, 10)
    expect(line?.intercept).toBeCloseTo(expected.line.intercept, 10)
    close(line?.slopeCi ?? [], expected.line.slope_ci, 9)
    close(line?.interceptCi ?? [], expected.line.intercept_ci, 9)
    expect(line?.interceptAtSlopeOne).toBeCloseTo(expected.line.intercept_at_slope_one, 10)
    close(line?.interceptAtSlopeOneCi ?? [], expected.line.intercept_at_slope_one_ci, 9)
  })

  it("have scikit-learn's Platt scaling, as far as its optimiser converges", () => {
    const platt = fitPlatt(data.scores, data.labels)
    expect(platt?.a).toBeCloseTo(expected.platt.a, 3)
    expect(platt?.b).toBeCloseTo(expected.platt.b, 3)
  })
})

describe('what has no answer', () => {
  it('gets null and a reason, never NaN', () => {
    const none = labelledScores([], [])
    const odds = labelledScores([0, 1], [0.5, 3])
    const one = labelledScores([1, 1, 1], [0.2, 0.5, 0.9])
    const constant = labelledScores([0, 1, 1, 0], [0.3, 0.3, 0.3, 0.3])
    const certain = labelledScores([0, 1], [0, 1])
    const apart = labelledScores([0, 0, 0, 1, 1, 1], [0.1, 0.2, 0.3, 0.7, 0.8, 0.9])
    for (const data of [none, odds]) {
      const curve = reliabilityCurve(data)
      for (const norm of ['l1', 'l2', 'max'] as CalibrationNorm[]) {
        expect(calibrationError(curve, norm)).toMatchObject({ value: null, reason: curve.reason })
        expect(debiasedCalibrationError(curve, norm).value).toBeNull()
      }
      expect(brierDecomposition(curve)).toBeNull()
      expect(corpReliability(data).value).toBeNull()
      expect(spiegelhalter(data).z).toBeNull()
    }
    for (const data of [none, odds, one, constant, apart]) {
      expect(recalibrationLine(data).value).toBeNull()
      expect(recalibrationLine(data).reason).not.toBeNull()
    }
    expect(spiegelhalter(certain).reason).toContain('0.5')
    expect(recalibrationGain(one).reason).toContain('class')
    expect(debiasedCalibrationError(reliabilityCurve(one), 'max').reason).toContain('max')
  })

  it('does not keep a single class from having a curve and an error', () => {
    const curve = reliabilityCurve(labelledScores([1, 1], [0.25, 0.75]), { bins: 1 })
    expect(calibrationError(curve).value).toBe(0.5)
    expect(maximumCalibrationError(curve).value).toBe(0.5)
  })

  it('refuses bins that are no number of bins', () => {
    expect(() => reliabilityCurve(labelledScores([1], [0.5]), { bins: 0 })).toThrow('0 is no number of bins')
  })
})

describe('laws', () => {
  const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 20 })), {
    minLength: 1,
    maxLength: 80,
  })
  const build = (pairs: [number, number][]) =>
    labelledScores(
      pairs.map(([label]) => label),
      pairs.map(([, score]) => score / 20),
    )

  it('isotonic values ascend, stay within the targets and keep their mean', () => {
    fc.assert(
      fc.property(rows, (pairs) => {
        const data = build(pairs)
        const model = fitIsotonic(groupLabels(data))
        const fitted = predictIsotonic(model, data.scores)
        const order = [...fitted.keys()].sort((a, b) => data.scores[a] - data.scores[b])
        for (let i = 1; i < order.length; i++) {
          expect(fitted[order[i]]).toBeGreaterThanOrEqual(fitted[order[i - 1]] - 1e-12)
        }
        const mean = fitted.reduce((sum, value) => sum + value, 0) / data.rows
        expect(mean).toBeCloseTo(data.positives / data.rows, 10)
        expect(isotonicAt(model, Number.NaN)).toBeNaN()
      }),
    )
  })

  it('CORP parts are not negative and add up', () => {
    fc.assert(
      fc.property(rows, (pairs) => {
        const parts = corpReliability(build(pairs), { resamples: 20 }).value?.decomposition
        expect(parts).toBeDefined()
        if (parts === undefined) return
        expect(parts.miscalibration).toBeGreaterThanOrEqual(-1e-12)
        expect(parts.discrimination).toBeGreaterThanOrEqual(-1e-12)
        expect(parts.miscalibration - parts.discrimination + parts.uncertainty).toBeCloseTo(parts.brier, 10)
      }),
    )
  })

  it('errors do not depend on the order of the rows, and l1 ≤ l2 ≤ max', () => {
    fc.assert(
      fc.property(rows, fc.integer(), (pairs, seed) => {
        const shuffled = [...pairs].sort((a, b) => ((a[1] * 7 + seed) % 5) - ((b[1] * 7 + seed) % 5))
        const curve = reliabilityCurve(build(pairs))
        const again = reliabilityCurve(build(shuffled))
        const [l1, l2, max] = (['l1', 'l2', 'max'] as const).map(
          (norm) => calibrationError(curve, norm).value ?? -1,
        )
        expect(calibrationError(again).value).toBeCloseTo(l1, 12)
        expect(l1).toBeLessThanOrEqual(l2 + 1e-12)
        expect(l2).toBeLessThanOrEqual(max + 1e-12)
      }),
    )
  })
})

describe('a calibrated model', () => {
  const data = sample(20_000, (score) => score)

  it('shows a slope of one, no intercept and a small error that the debiased one takes away', () => {
    const curve = reliabilityCurve(data)
    const line = recalibrationLine(data).value
    expect(line?.slopeCi[0]).toBeLessThan(1)
    expect(line?.slopeCi[1]).toBeGreaterThan(1)
    expect(Math.abs(line?.intercept ?? 1)).toBeLessThan(0.06)
    expect(calibrationError(curve).value).toBeLessThan(0.02)
    expect(debiasedCalibrationError(curve).value).toBeLessThan(calibrationError(curve).value ?? 0)
    expect(calibrationSignatures(data, line)).toEqual([])
  })

  it('stays within its consistency band', () => {
    const points = corpReliability(data, { seed: 3 }).value?.points ?? []
    const inside = points.filter(({ rate, consistency: [lower, upper] }) => rate >= lower && rate <= upper)
    expect(points.length).toBe(500)
    expect(inside.length / points.length).toBeGreaterThan(0.75)
  })

  it('gains nothing from recalibration', () => {
    const gain = recalibrationGain(data).value
    expect(gain?.isotonic.brier ?? 0).toBeGreaterThan((gain?.asIs.brier ?? 0) - 0.0005)
    expect(gain?.platt.brier ?? 0).toBeGreaterThan((gain?.asIs.brier ?? 0) - 0.0005)
  })
})

describe('signatures', () => {
  it('name the class weight that multiplied the odds', () => {
    const odds = (score: number, weight: number) => score / (score + weight * (1 - score))
    const data = sample(20_000, (score) => odds(score, 5), 4)
    const found = calibrationSignatures(data, recalibrationLine(data).value)
    expect(found).toHaveLength(1)
    expect(found[0].code).toBe('class_weights')
    if (found[0].code === 'class_weights') expect(found[0].weight).toBeCloseTo(5, 0)
  })

  it('name a hard-coded confidence with the rate that it stands for', () => {
    const calibrated = sample(5000, (score) => score, 5)
    const hardCoded = Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 1 : 0))
    const data = labelledScores(
      [...calibrated.labels, ...hardCoded],
      [...calibrated.scores, ...hardCoded.map(() => 0.95)],
    )
    const found = calibrationSignatures(data, recalibrationLine(data).value)
    expect(found.filter(({ code }) => code === 'constant_confidence')).toEqual([
      { code: 'constant_confidence', score: 0.95, rows: 400, share: 400 / 5400, observedRate: 0.5 },
    ])
  })

  it('of an overconfident model promise a gain from either recalibration', () => {
    const data = sample(5000, (score) => 0.25 + 0.5 * score, 6)
    const gain = recalibrationGain(data).value
    expect(gain?.isotonic.brier ?? 1).toBeLessThan((gain?.asIs.brier ?? 0) - 0.01)
    expect(gain?.platt.brier ?? 1).toBeLessThan((gain?.asIs.brier ?? 0) - 0.01)
  })
})

describe('Platt scaling', () => {
  it('gives finite probabilities to scores that separate the classes', () => {
    const platt = fitPlatt([1, 2, 3, 4], [0, 0, 1, 1])
    expect(platt).not.toBeNull()
    if (platt === null) return
    expect(plattAt(platt, 4)).toBeGreaterThan(0.6)
    expect(plattAt(platt, 1)).toBeLessThan(0.4)
  })
})
