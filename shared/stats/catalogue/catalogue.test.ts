import { describe, expect, it } from 'vitest'
import { AppError } from '../../domain/errors.ts'
import golden from '../golden/drift.golden.json' with { type: 'json' }
import { listStats, runStat } from './run.ts'

function refusal(name: string, request: unknown): AppError {
  try {
    runStat(name, request)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  return expect.fail(`${name} took ${JSON.stringify(request)}`)
}

const { normal_shift, ties } = golden.samples
const samples = { reference: normal_shift.reference, current: normal_shift.current }
const table = golden.counts.plain
const counts = { reference_counts: table.reference, current_counts: table.current }

describe('runStat against SciPy and written-out NumPy', () => {
  it('divergences of counts', () => {
    const expected = table.divergences
    expect(runStat('psi', counts).value).toBeCloseTo(expected['half-count'].psi, 11)
    expect(runStat('psi', { ...counts, params: { zero_rule: 'epsilon-1e-6' } }).value).toBeCloseTo(
      expected['epsilon-1e-6'].psi,
      11,
    )
    expect(runStat('kl_divergence', counts).value).toBeCloseTo(expected['half-count'].kl, 11)
    expect(runStat('jensen_shannon', counts).value).toBeCloseTo(expected.js_divergence, 11)
    expect(runStat('jensen_shannon', { ...counts, params: { as: 'distance' } }).value).toBeCloseTo(
      expected.js_distance,
      11,
    )
    expect(runStat('hellinger', counts).value).toBeCloseTo(expected.hellinger, 11)
    expect(runStat('total_variation', counts).value).toBeCloseTo(expected.total_variation, 11)
    expect(runStat('l_infinity', counts).value).toBeCloseTo(expected.l_infinity, 11)
  })
  it('divergences of samples use the default bins', () => {
    const answer = runStat('psi', samples)
    expect(answer.value).toBeCloseTo(normal_shift.column['half-count'].psi, 10)
    expect(answer.detail).toMatchObject({ binning: 'quantile', zero_rule: 'half-count' })
  })
  it('probabilities give the plain formula', () => {
    const shares = { reference_counts: [0.2, 0.3, 0.5], current_counts: [0.25, 0.35, 0.4] }
    const expected = 0.05 * Math.log(1.25) + 0.05 * Math.log(0.35 / 0.3) - 0.1 * Math.log(0.8)
    expect(runStat('psi', shares).value).toBeCloseTo(expected, 14)
    expect(runStat('psi', shares).detail).toMatchObject({ zero_rule: 'none' })
  })
  it('PSI by permutation, where it is asked for', () => {
    const sides = { reference_counts: [50, 0], current_counts: [0, 50] }
    expect(runStat('psi', sides).detail).toMatchObject({ permutation_p_value: null, permutations: null })
    const asked = runStat('psi', { ...sides, params: { permutations: 199, seed: 7 } })
    expect(asked.detail).toMatchObject({ permutation_p_value: 0.005, permutations: 199 })
    expect(asked.p_value).toBe(runStat('psi', sides).p_value)
    const shares = { reference_counts: [0.5, 0.5], current_counts: [0.4, 0.6], params: { permutations: 9 } }
    expect(refusal('psi', shares).message).toContain('permutations')
    const many = { reference_counts: [5e8, 5e8], current_counts: [5e8, 5e8], params: { permutations: 999 } }
    expect(refusal('psi', many).message).toContain('too many')
  })
  it('tests of two samples', () => {
    const ks = runStat('ks_2samp', samples)
    expect([ks.statistic, ks.p_value]).toEqual([
      expect.closeTo(normal_shift.ks, 12),
      expect.closeTo(normal_shift.ks_p, 10),
    ])
    expect(runStat('wasserstein', samples).value).toBeCloseTo(normal_shift.wasserstein, 10)
    expect(runStat('energy_distance', samples).value).toBeCloseTo(normal_shift.tests.energy, 10)
    const pairs: [string, number[] | null][] = [
      ['cramer_von_mises_2samp', normal_shift.tests.cramer_von_mises],
      ['anderson_ksamp', normal_shift.tests.anderson],
      ['mann_whitney_u', normal_shift.tests['mann_whitney two-sided']],
      ['welch_t', normal_shift.tests['welch two-sided']],
      ['student_t', normal_shift.tests['student two-sided']],
      ['epps_singleton', normal_shift.tests.epps_singleton],
    ]
    for (const [name, expected] of pairs) {
      const answer = runStat(name, samples)
      expect(answer.statistic, name).toBeCloseTo(expected?.[0] ?? Number.NaN, 6)
      expect(answer.p_value, name).toBeCloseTo(expected?.[1] ?? Number.NaN, 6)
    }
  })
  it('alternative is passed on', () => {
    const answer = runStat('mann_whitney_u', {
      reference: ties.reference,
      current: ties.current,
      params: { alternative: 'less' },
    })
    expect(answer.p_value).toBeCloseTo(ties.tests['mann_whitney less']?.[1] ?? Number.NaN, 10)
  })
  it('tests of counts', () => {
    expect(runStat('chi2_homogeneity', counts)).toMatchObject({
      statistic: expect.closeTo(table.statistic, 9),
      p_value: expect.closeTo(table.p, 10),
      df: table.df,
    })
    expect(runStat('g_test', counts).statistic).toBeCloseTo(table.g, 9)
    expect(runStat('cramers_v', counts).value).toBeCloseTo(table.v, 10)
    expect(runStat('cramers_v', { ...counts, params: { bias_corrected: true } }).value).toBeCloseTo(
      table.v_corrected,
      10,
    )
    const gof = runStat('chi2_gof', {
      current_counts: [18, 22, 30, 30],
      reference_counts: [0.2, 0.2, 0.3, 0.3],
    })
    expect(gof.statistic).toBeCloseTo(golden.gof.statistic, 12)
    const [first] = golden.fisher
    expect(
      runStat('fisher_exact', { reference_counts: first.table[0], current_counts: first.table[1] }).p_value,
    ).toBeCloseTo(first['two-sided'], 11)
    expect(
      runStat('two_proportion_z', { reference_counts: [30, 70], current_counts: [45, 55] }).p_value,
    ).toBeCloseTo(golden.counts.two_by_two.p, 11)
  })
  it('zeros and ones give the same two-proportion test as their counts', () => {
    const zeros = (hits: number, n: number) => Array.from({ length: n }, (_, i) => (i < hits ? 1 : 0))
    const fromRows = runStat('two_proportion_z', { reference: zeros(30, 100), current: zeros(45, 100) })
    expect(fromRows.statistic).toBe(
      runStat('two_proportion_z', { reference_counts: [30, 70], current_counts: [45, 55] }).statistic,
    )
  })
  it('Kolmogorov’s 5% point is 1.3581 (table of Smirnov 1948)', () => {
    expect(runStat('kolmogorov_sf', { params: { x: 1.3581 } }).value).toBeCloseTo(0.05, 5)
  })
  it('p-values come from either place', () => {
    const answer = runStat('benjamini_hochberg', { params: { p_values: golden.adjust.p } })
    expect(answer.detail).toEqual(runStat('benjamini_hochberg', { p_values: golden.adjust.p }).detail)
    expect(answer.detail).toMatchObject({
      adjusted: golden.adjust.benjamini_hochberg.map((p) => expect.closeTo(p, 12)),
    })
  })
  it('sample size 0.5 against 0.6: 388 an arm pooled, 385 unpooled (Fleiss, Levin and Paik)', () => {
    expect(runStat('sample_size_two_proportions', { params: { p1: 0.5, p2: 0.6 } }).value).toBe(388)
    expect(
      runStat('sample_size_two_proportions', { params: { p1: 0.5, p2: 0.6, method: 'unpooled' } }).value,
    ).toBe(385)
  })
})

describe('answers without a value', () => {
  it('say why', () => {
    const infinite = runStat('psi', {
      reference_counts: [5, 0],
      current_counts: [3, 2],
      params: { zero_rule: 'none' },
    })
    expect(infinite.value).toBeNull()
    expect(infinite.detail.reason).toContain('infinite')
    expect(runStat('welch_t', { reference: [1, 1], current: [1, 1] }).detail.reason).toBe(
      'neither side varies',
    )
  })
  it('null is missing and left out', () => {
    const holes = { reference: [...samples.reference, null, null], current: [null, ...samples.current] }
    expect(runStat('ks_2samp', holes).statistic).toBe(runStat('ks_2samp', samples).statistic)
  })
})

describe('refusals', () => {
  it('an unknown name is answered with the nearest', () => {
    const error = refusal('ks_2sam', {})
    expect([error.code, error.mend]).toEqual(['USAGE', 'Did you mean "ks_2samp"?'])
  })
  it.each([
    ['psi', { ...counts, params: { zero_rul: 'none' } }, 'zero_rul', 'zero_rule'],
    ['psi', { ...counts, params: { zero_rule: 'floor' } }, 'zero_rule', 'floor-1e-4'],
    ['psi', { ...counts, params: { bins: 2.5 } }, 'bins', 'whole number'],
    ['psi', { ...counts, params: [] }, 'params', 'Give the parameters'],
    ['ks_2samp', { reference: [1, 2] }, 'current', 'current'],
    ['ks_2samp', { reference: [1, 'x'], current: [1] }, 'reference[1]', 'numbers'],
    ['ks_2samp', { reference: [null], current: [1] }, 'reference', 'Give more rows'],
    ['ks_2samp', { referense: [1], current: [1] }, 'referense', 'reference'],
    ['wasserstein', { reference: [1, 'Infinity'], current: [1] }, 'reference', 'Leave them out'],
    [
      'chi2_homogeneity',
      { reference_counts: [0.5, 0.5], current_counts: [3, 4] },
      'reference_counts',
      'number of rows',
    ],
    [
      'psi',
      { reference_counts: [0.5, 0.5], current_counts: [0.4, 0.6], params: { zero_rule: 'half-count' } },
      'zero_rule',
      'counts',
    ],
    ['psi', { reference_counts: [1, 2], current_counts: [1] }, 'current_counts', 'same bins'],
    ['psi', { reference_counts: [-1, 2], current_counts: [1, 1] }, 'reference_counts[0]', 'Mend'],
    ['kolmogorov_sf', {}, 'x', 'params'],
    ['benjamini_hochberg', { p_values: [0.5, 7] }, 'p_values[1]', 'probabilities'],
  ])('%s names what is wrong (%#)', (name, request, where, mend) => {
    const error = refusal(name, request)
    expect(error.code).toBe('BAD_PARAMS')
    expect(error.message).toContain(`"${where}"`)
    expect(error.mend).toContain(mend)
  })
  it.each([null, 7, 'x', []])('a request that is no object: %s', (request) => {
    expect(refusal('psi', request).code).toBe('BAD_PARAMS')
  })
  it('names of Object.prototype are no parameters, inputs or statistics', () => {
    expect(refusal('constructor', {}).code).toBe('USAGE')
    expect(refusal('psi', { ...counts, params: JSON.parse('{"__proto__": 1}') }).code).toBe('BAD_PARAMS')
    expect(refusal('psi', { ...counts, constructor: [1] }).code).toBe('BAD_PARAMS')
    expect(refusal('psi', { ...counts, params: { zero_rule: 'toString' } }).code).toBe('BAD_PARAMS')
  })
})

describe('listStats', () => {
  it('names every statistic of the drift family with its inputs and parameters', () => {
    const names = listStats().map((entry) => entry.name)
    for (const name of [
      'psi',
      'kl_divergence',
      'jensen_shannon',
      'hellinger',
      'total_variation',
      'l_infinity',
      'bhattacharyya',
      'ks_2samp',
      'kolmogorov_sf',
      'wasserstein',
      'energy_distance',
      'cramer_von_mises_2samp',
      'anderson_ksamp',
      'mann_whitney_u',
      'welch_t',
      'student_t',
      'two_proportion_z',
      'chi2_homogeneity',
      'chi2_gof',
      'g_test',
      'fisher_exact',
      'cramers_v',
      'epps_singleton',
      'benjamini_hochberg',
      'sample_size_two_proportions',
    ]) {
      expect(names).toContain(name)
    }
    expect(new Set(names).size).toBe(names.length)
    expect(listStats().find((entry) => entry.name === 'ks_2samp')).toEqual({
      name: 'ks_2samp',
      summary: 'Two-sample Kolmogorov–Smirnov test, two-sided',
      inputs: [['reference', 'current']],
      params: { method: 'auto | exact | asymptotic, auto unless told' },
    })
  })
})

describe('numbers beyond the range of doubles', () => {
  const huge = [1e308, -1e308, 1e308, -1e308, 1e307, 3]
  it.each([
    ['mmd', { reference: huge, current: [0, 1] }],
    ['std_threshold', { reference: huge }],
  ])('make %s null with a reason', (name, request) => {
    const answer = runStat(name, request)
    expect(answer.value).toBeNull()
    expect(answer.detail.reason).toBe('the numbers leave the range of doubles')
  })
  it('leave what can be said', () => {
    const { value, detail } = runStat('wasserstein', { reference: [0.1, 0.2, 0.3, 0.4], current: huge })
    expect(value).toBeGreaterThan(1e307)
    expect(detail).toMatchObject({ normalized: null, reason: 'the numbers leave the range of doubles' })
  })
})
