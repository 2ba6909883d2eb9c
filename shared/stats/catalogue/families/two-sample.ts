import { kolmogorovSf } from '../../special/kolmogorov.ts'
import { kolmogorovSmirnovSf } from '../../special/kolmogorov-finite.ts'
import { andersonDarling2Sample } from '../../two-sample/anderson-darling.ts'
import { cramerVonMises2Sample } from '../../two-sample/cramer-von-mises.ts'
import { energyDistance } from '../../two-sample/energy.ts'
import { eppsSingleton } from '../../two-sample/epps-singleton.ts'
import { ks2Sample } from '../../two-sample/ks.ts'
import { mannWhitneyU } from '../../two-sample/mann-whitney.ts'
import { momentsOf } from '../../two-sample/moments.ts'
import { studentT, welchT } from '../../two-sample/t-tests.ts'
import { wasserstein1 } from '../../two-sample/wasserstein.ts'
import { type CatalogueEntry, defineStat, type StatAnswer } from '../definition.ts'
import { finiteNumbersOf, type InputName, sortedNumbersOf } from '../inputs.ts'
import { choiceParam, optionalNumber, optionalNumbers } from '../params.ts'
import { refuse } from '../refusal.ts'

const SAMPLES: readonly (readonly InputName[])[] = [['reference', 'current']]
const ALTERNATIVE = choiceParam(['two-sided', 'less', 'greater'], 'two-sided', {
  two_sided: 'two-sided',
  'two.sided': 'two-sided',
})
/** Pairs of rows up to which the exact p-value takes a second or two. */
const MOST_CRAMER_VON_MISES_PAIRS = 5_000

const METHOD = choiceParam(['auto', 'exact', 'asymptotic'], 'auto', { asymp: 'asymptotic' })

function withoutAnswer(reason: string): Partial<StatAnswer> {
  return { detail: { reason } }
}

/** Tests and distances of two samples of numbers; null in a list is missing and left out. */
export const TWO_SAMPLE_STATS: readonly CatalogueEntry[] = [
  defineStat({
    name: 'ks_2samp',
    summary: 'Two-sample Kolmogorov–Smirnov test, two-sided',
    inputs: SAMPLES,
    params: { method: METHOD },
    compute: (inputs, params) => {
      const reference = sortedNumbersOf(inputs, 'reference')
      const found = ks2Sample(reference, sortedNumbersOf(inputs, 'current'), params.method)
      if (!found) return withoutAnswer('a side holds no numbers')
      return {
        value: found.statistic,
        statistic: found.statistic,
        p_value: found.pValue,
        detail: {
          method: found.method,
          location: Number.isFinite(found.location) ? found.location : null,
          sign: found.sign,
        },
      }
    },
  }),
  defineStat({
    name: 'kolmogorov_sf',
    summary: 'P(K > x) of Kolmogorov’s limit law; with n, P(Dₙ ≥ x) of one sample of n rows',
    inputs: [],
    params: { x: optionalNumber(), n: optionalNumber({ min: 1, integer: true }) },
    compute: (_, params) => {
      if (params.x === null) throw refuse('x', 'is missing', 'Give "params": {"x": number}.')
      const value = params.n === null ? kolmogorovSf(params.x) : kolmogorovSmirnovSf(params.n, params.x)
      return { value, p_value: value, detail: { law: params.n === null ? 'limit' : 'one sample' } }
    },
  }),
  defineStat({
    name: 'wasserstein',
    summary:
      'Wasserstein-1 distance in the values’ unit; over the baseline’s standard deviation in the detail',
    inputs: SAMPLES,
    params: {
      as: choiceParam(['distance', 'normalized'], 'distance'),
      sigma: optionalNumber({ min: Number.MIN_VALUE }),
    },
    compute: (inputs, params) => {
      const reference = finiteNumbersOf(inputs, 'reference')
      const distance = wasserstein1(reference, finiteNumbersOf(inputs, 'current'))
      const deviation = params.sigma ?? momentsOf(reference)?.populationDeviation ?? 0
      const normalized = distance !== null && deviation > 0 ? distance / deviation : null
      const value = params.as === 'normalized' ? normalized : distance
      return {
        value,
        detail: {
          distance,
          normalized,
          sigma: deviation,
          ...(value === null ? { reason: 'the baseline’s standard deviation is 0' } : {}),
        },
      }
    },
  }),
  defineStat({
    name: 'energy_distance',
    summary: 'Energy distance √(2 ∫ (F − G)²)',
    inputs: SAMPLES,
    params: {},
    compute: (inputs) => ({
      value: energyDistance(finiteNumbersOf(inputs, 'reference'), finiteNumbersOf(inputs, 'current')),
    }),
  }),
  defineStat({
    name: 'cramer_von_mises_2samp',
    summary: 'Two-sample Cramér–von Mises test',
    inputs: SAMPLES,
    params: { method: METHOD },
    compute: (inputs, params) => {
      const reference = sortedNumbersOf(inputs, 'reference', 2)
      const current = sortedNumbersOf(inputs, 'current', 2)
      const pairs = reference.length * current.length
      if (params.method === 'exact' && pairs > MOST_CRAMER_VON_MISES_PAIRS) {
        throw refuse(
          'method',
          `cannot be "exact" for ${pairs} pairs of rows; the most are ${MOST_CRAMER_VON_MISES_PAIRS}`,
          'Leave "method" out, or give "asymptotic".',
        )
      }
      const found = cramerVonMises2Sample(reference, current, params.method)
      if (!found) return withoutAnswer('a side holds fewer than two numbers')
      return {
        value: found.statistic,
        statistic: found.statistic,
        p_value: found.pValue,
        detail: { method: found.method },
      }
    },
  }),
  defineStat({
    name: 'anderson_ksamp',
    summary: 'Anderson–Darling test of two samples with midranks, normalised statistic',
    inputs: SAMPLES,
    params: {},
    compute: (inputs) => {
      const reference = sortedNumbersOf(inputs, 'reference')
      const found = andersonDarling2Sample(reference, sortedNumbersOf(inputs, 'current'))
      if (!found) return withoutAnswer('all values are equal, or there are fewer than four')
      return {
        value: found.statistic,
        statistic: found.statistic,
        p_value: found.pValue,
        detail: { capped: found.capped, critical: found.critical },
      }
    },
  }),
  defineStat({
    name: 'mann_whitney_u',
    summary: 'Mann–Whitney U test, two-sided unless told; U of the reference',
    inputs: SAMPLES,
    params: { alternative: ALTERNATIVE, method: METHOD },
    compute: (inputs, params) => {
      const reference = sortedNumbersOf(inputs, 'reference')
      const current = sortedNumbersOf(inputs, 'current')
      const found = mannWhitneyU(reference, current, params.alternative, params.method)
      if (!found) return withoutAnswer('all values are equal')
      return {
        value: found.statistic,
        statistic: found.statistic,
        p_value: found.pValue,
        detail: { method: found.method, effect: found.effect, alternative: params.alternative },
      }
    },
  }),
  ...(
    [
      ['welch_t', 'Welch’s t-test: unequal variances', welchT],
      ['student_t', 'Student’s t-test: equal variances', studentT],
    ] as const
  ).map(([name, summary, kernel]) =>
    defineStat({
      name,
      summary,
      inputs: SAMPLES,
      params: { alternative: ALTERNATIVE },
      compute: (inputs, params) => {
        const reference = finiteNumbersOf(inputs, 'reference', 2)
        const found = kernel(reference, finiteNumbersOf(inputs, 'current', 2), params.alternative)
        if (!found) return withoutAnswer('neither side varies')
        return {
          value: found.statistic,
          statistic: found.statistic,
          p_value: found.pValue,
          df: found.df,
          detail: { difference: found.difference, ci: found.interval, alternative: params.alternative },
        }
      },
    }),
  ),
  defineStat({
    name: 'epps_singleton',
    summary: 'Epps–Singleton test on empirical characteristic functions',
    inputs: SAMPLES,
    params: { t: optionalNumbers({ min: Number.MIN_VALUE }) },
    compute: (inputs, params) => {
      const reference = finiteNumbersOf(inputs, 'reference', 5)
      const current = finiteNumbersOf(inputs, 'current', 5)
      const found = eppsSingleton(reference, current, params.t ?? undefined)
      if (!found) return withoutAnswer('the pooled interquartile range is 0, or both sides are constant')
      return { value: found.statistic, statistic: found.statistic, p_value: found.pValue, df: found.df }
    },
  }),
]
