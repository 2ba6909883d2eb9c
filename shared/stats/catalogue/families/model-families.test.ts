import { describe, expect, it } from 'vitest'
import { AppError } from '../../../domain/errors.ts'
import calibration from '../../calibration/calibration.golden.json' with { type: 'json' }
import multivariate from '../../multivariate/multivariate.golden.json' with { type: 'json' }
import binary from '../../performance/binary.golden.json' with { type: 'json' }
import estimates from '../../performance/estimates.golden.json' with { type: 'json' }
import series from '../../series/series.golden.json' with { type: 'json' }
import { listStats, runStat } from '../run.ts'

function refusal(name: string, request: unknown): AppError {
  try {
    runStat(name, request)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  return expect.fail(`${name} took ${JSON.stringify(request)}`)
}

const scored = { labels: calibration.continuous.labels, scores: calibration.continuous.scores }

describe('calibration by name', () => {
  const { equal_mass_15, equal_mass_5, equal_width_10 } = calibration.continuous.curves

  it('has the errors of the reference in every binning and norm', () => {
    expect(runStat('ece', scored)).toMatchObject({
      value: expect.closeTo(equal_mass_15.l1, 12),
      detail: {
        bins: 15,
        binning: 'equal_mass',
        norm: 'l1',
        debiased: expect.closeTo(equal_mass_15.debiased_l1, 9),
      },
    })
    expect(runStat('ece', { ...scored, params: { bins: 5, norm: 'l2' } }).value).toBeCloseTo(
      equal_mass_5.l2,
      12,
    )
    expect(runStat('ece', { ...scored, params: { binning: 'equal_width', norm: 'max' } }).value).toBeCloseTo(
      equal_width_10.max,
      12,
    )
    expect(runStat('mce', scored).value).toBeCloseTo(equal_mass_15.max, 12)
  })

  it('has the curve and the parts of the Brier score', () => {
    const curve = runStat('reliability_curve', { ...scored, params: { binning: 'uniform' } })
    expect(curve.value).toBe(10)
    expect(curve.detail.curve).toMatchObject(
      equal_width_10.mean.map((mean, i) => ({
        mean_score: expect.closeTo(mean, 10),
        observed_rate: expect.closeTo(equal_width_10.rate[i], 10),
        rows: equal_width_10.rows[i],
      })),
    )
    expect(runStat('brier', scored)).toMatchObject({
      value: expect.closeTo(calibration.continuous.brier, 12),
      detail: {
        reliability: expect.closeTo(equal_mass_15.reliability, 12),
        corp: { miscalibration: expect.closeTo(calibration.continuous.corp.miscalibration, 12) },
      },
    })
  })
})

describe('performance by name', () => {
  it('has the metrics of scikit-learn', () => {
    const { labels, scores, roc_auc, pr_auc, log_loss, delong_standard_error } = binary.tied
    expect(runStat('roc_auc', { labels, scores })).toMatchObject({
      value: expect.closeTo(roc_auc, 12),
      detail: { standard_error: expect.closeTo(delong_standard_error, 12), rows: 300 },
    })
    expect(runStat('pr_auc', { labels, scores }).value).toBeCloseTo(pr_auc, 12)
    expect(runStat('log_loss', { labels, scores }).value).toBeCloseTo(log_loss, 12)
  })

  it('takes booleans and missing labels, and says why there is no number', () => {
    expect(runStat('roc_auc', { labels: [true, false, null], scores: [0.9, 0.1, 0.5] })).toMatchObject({
      value: 1,
      detail: { rows: 2, left: 1 },
    })
    expect(runStat('roc_auc', { labels: [1, 1], scores: [0.9, 0.1] })).toMatchObject({
      value: null,
      detail: { reason: 'every row is of the positive class' },
    })
    expect(runStat('log_loss', { labels: [1], scores: [1.5] }).detail.reason).toContain('outside 0 to 1')
    for (const name of ['ece', 'mce', 'brier', 'reliability_curve', 'log_loss', 'pr_auc']) {
      expect(runStat(name, { labels: [], scores: [] })).toMatchObject({
        value: null,
        detail: { reason: 'no row has both a label and a score' },
      })
    }
  })

  it('estimates before labels, calibrated on a baseline or as the scores are', () => {
    const { baseline_labels, baseline_scores, current, calibrated, raw } = estimates.cbpe
    const request = { labels: baseline_labels, reference: baseline_scores, current }
    expect(runStat('cbpe', request)).toMatchObject({
      value: expect.closeTo(calibrated.accuracy, 10),
      detail: {
        calibration: 'isotonic',
        estimated: { roc_auc: { value: expect.closeTo(calibrated.roc_auc, 10) } },
      },
    })
    const other = { labels: baseline_labels, scores: baseline_scores, current, params: { metric: 'f1' } }
    expect(runStat('cbpe', other).value).toBeCloseTo(calibrated.f1, 10)
    expect(runStat('cbpe', { scores: current, params: { metric: 'roc_auc' } }).value).toBeCloseTo(
      raw.roc_auc,
      10,
    )
    expect(runStat('cbpe', { ...request, params: { calibrate: 'none' } }).value).toBeCloseTo(raw.accuracy, 10)
    expect(refusal('cbpe', { scores: current, params: { calibrate: 'isotonic' } }).message).toContain(
      '"labels"',
    )
    expect(runStat('cbpe', { labels: [1], reference: [0.5], current: [0.5] }).detail.reason).toContain(
      'no calibration',
    )
  })

  it('sets thresholds on chunk values and judges current ones', () => {
    const { values, lower, upper } = estimates.std_threshold
    expect(runStat('std_threshold', { reference: values, current: [0.8, 2] })).toMatchObject({
      value: expect.closeTo(upper, 12),
      detail: { lower: expect.closeTo(lower, 12), outside: [1] },
    })
    expect(runStat('std_threshold', { reference: [] }).detail.reason).toBe('there are too few chunk values')
  })
})

describe('many columns by name', () => {
  it('has the MMD of the definition, biased and unbiased', () => {
    const request = { reference: multivariate.x, current: multivariate.y }
    const sigma = multivariate.sigma
    expect(runStat('mmd', { ...request, params: { sigma, permutations: 0 } })).toMatchObject({
      value: expect.closeTo(multivariate.unbiased, 12),
      p_value: null,
    })
    const biased = runStat('mmd', {
      ...request,
      params: { sigma, unbiased: false, permutations: 99, seed: 4 },
    })
    expect(biased.value).toBeCloseTo(multivariate.biased, 12)
    expect(biased.p_value).toBeLessThan(0.05)
    expect(runStat('mmd', { ...request, params: { permutations: 0 } }).detail).toMatchObject({
      bandwidth: 'median',
    })
  })

  it('takes plain numbers as one column and refuses what it cannot read', () => {
    expect(runStat('mmd', { reference: [0, 1, 2], current: [5, 6, 7] }).value).toBeGreaterThan(0)
    expect(runStat('mmd', { reference: [0], current: [5, 6] }).detail.reason).toContain('fewer than two rows')
    expect(refusal('mmd', { reference: [[1, 2], [3]], current: [[1, 2]] }).message).toContain(
      '"reference[1]"',
    )
    expect(refusal('mmd', { reference: [[1, null]], current: [[1, 2]] }).message).toContain(
      '"reference[0][1]"',
    )
    expect(refusal('mmd', { reference: [[1, 2]], current: [[1]] }).message).toContain('2 and 1 columns')
  })
})

describe('series by name', () => {
  it('has the Granger test of statsmodels, both ways', () => {
    const [, expected] = series.granger
    const answer = runStat('granger', { reference: series.cause, current: series.effect })
    expect(answer).toMatchObject({
      statistic: expect.closeTo(expected.f, 8),
      p_value: expect.closeTo(expected.p, 10),
      df: 2,
      detail: { lag: 2, lag_chosen_by: 'bic', df_denominator: expected.df_denominator },
    })
    const fixed = runStat('granger', { reference: series.effect, current: series.cause, params: { lag: 2 } })
    expect(fixed.statistic).toBeCloseTo(series.granger_back.f, 8)
    expect(runStat('granger', { reference: [1], current: [2] }).detail.reason).toContain('too few')
  })

  it('has the trend of Mann and Kendall', () => {
    const [rising] = series.trends
    expect(runStat('mann_kendall', { current: rising.values })).toMatchObject({
      statistic: expect.closeTo(rising.z, 10),
      p_value: expect.closeTo(rising.p, 10),
      detail: { s: rising.s, slope: expect.closeTo(rising.slope, 10), trend: 'increasing' },
    })
    expect(runStat('mann_kendall', { scores: [1] }).value).toBeNull()
  })

  it('has the sample-ratio mismatch, shares given as counts or as a parameter', () => {
    const shares = [0.9, 0.08, 0.02]
    const request = { current_counts: [910, 100, 20] }
    for (const answer of [
      runStat('sample_ratio_mismatch', { ...request, reference_counts: shares }),
      runStat('sample_ratio_mismatch', { ...request, params: { expected: shares } }),
    ]) {
      expect(answer).toMatchObject({ statistic: expect.closeTo(series.srm_uneven.statistic, 10), df: 2 })
      expect(answer.p_value).toBeCloseTo(series.srm_uneven.p, 12)
    }
    expect(runStat('sample_ratio_mismatch', { current_counts: [5300, 4700] }).detail.mismatch).toBe(true)
    expect(
      runStat('sample_ratio_mismatch', { current_counts: [5], params: { expected: [1] } }).value,
    ).toBeNull()
    expect(
      runStat('sample_ratio_mismatch', { current_counts: [5, 5], params: { expected: [1, 0] } }).detail
        .reason,
    ).toContain('infinite')
    expect(refusal('sample_ratio_mismatch', { ...request, params: { expected: [1] } }).message).toContain(
      '"expected"',
    )
    expect(refusal('sample_ratio_mismatch', { current_counts: [0.5, 0.5] }).message).toContain('shares')
  })
})

describe('the list', () => {
  it('names every statistic of models', () => {
    const names = listStats().map(({ name }) => name)
    expect(names).toEqual(
      expect.arrayContaining([
        'brier',
        'cbpe',
        'ece',
        'granger',
        'log_loss',
        'mann_kendall',
        'mce',
        'mmd',
        'pr_auc',
        'reliability_curve',
        'roc_auc',
        'sample_ratio_mismatch',
        'sample_size_two_proportions',
        'std_threshold',
      ]),
    )
  })
})
