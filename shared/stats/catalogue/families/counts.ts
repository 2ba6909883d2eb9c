import {
  chiSquaredGoodnessOfFit,
  chiSquaredHomogeneity,
  type HomogeneityResult,
} from '../../counts/chi-squared.ts'
import { fisherExact } from '../../counts/fisher-exact.ts'
import { twoProportionZ } from '../../counts/two-proportion.ts'
import { type CatalogueEntry, defineStat, type StatAnswer } from '../definition.ts'
import {
  countPair,
  histogramOf,
  histogramPair,
  type InputName,
  numbersOf,
  type StatInputs,
} from '../inputs.ts'
import { booleanParam, choiceParam, numberParam } from '../params.ts'
import { refuse } from '../refusal.ts'
import { BINNED_INPUTS, binnedSides } from './bins.ts'

const COUNTS: readonly (readonly InputName[])[] = [['reference_counts', 'current_counts']]
const SMALLEST_EXPECTED = numberParam(5, { min: 0 })
const ALTERNATIVE = choiceParam(['two-sided', 'less', 'greater'], 'two-sided', {
  two_sided: 'two-sided',
  'two.sided': 'two-sided',
})
const ONE_BIN = 'a side has no rows, or fewer than two bins are left after pooling'

function homogeneity(
  inputs: StatInputs,
  smallestExpected: number,
  statistic: 'pearson' | 'g',
): HomogeneityResult | null {
  const sampled = inputs.reference !== undefined && inputs.current !== undefined
  const { reference, current } = sampled
    ? binnedSides(inputs, { bins: 10, binning: 'quantile' })
    : countPair(inputs)
  return chiSquaredHomogeneity(reference, current, { smallestExpected, statistic })
}

function vDetail(found: HomogeneityResult): StatAnswer['detail'] {
  return {
    cramers_v: found.cramersV,
    cramers_v_corrected: found.cramersVCorrected,
    pooled_bins: found.pooled,
  }
}

/** Zeros and ones counted, or [successes, failures] as given. */
function successes(inputs: StatInputs, side: 'reference' | 'current'): { hits: number; rows: number } {
  if (inputs[side] !== undefined) {
    let hits = 0
    let rows = 0
    for (const value of numbersOf(inputs, side)) {
      if (Number.isNaN(value)) continue
      if (value !== 0 && value !== 1) throw refuse(side, 'must hold zeros and ones', 'Give 0, 1 or null.')
      rows++
      hits += value
    }
    return { hits, rows }
  }
  const { values } = histogramOf(inputs, `${side}_counts`)
  if (values.length !== 2) {
    throw refuse(`${side}_counts`, 'must be [successes, failures]', 'Give two counts a side.')
  }
  return { hits: values[0], rows: values[0] + values[1] }
}

/** Tests of counts. */
export const COUNT_STATS: readonly CatalogueEntry[] = [
  defineStat({
    name: 'chi2_homogeneity',
    summary: 'χ² test that two rows of counts have the same shares; sparse bins are pooled',
    inputs: BINNED_INPUTS,
    params: { smallest_expected: SMALLEST_EXPECTED },
    compute: (inputs, params) => {
      const found = homogeneity(inputs, params.smallest_expected, 'pearson')
      if (!found) return { detail: { reason: ONE_BIN } }
      return {
        value: found.statistic,
        statistic: found.statistic,
        p_value: found.pValue,
        df: found.df,
        detail: vDetail(found),
      }
    },
  }),
  defineStat({
    name: 'g_test',
    summary: 'Likelihood-ratio (G) test that two rows of counts have the same shares',
    inputs: BINNED_INPUTS,
    params: { smallest_expected: SMALLEST_EXPECTED },
    compute: (inputs, params) => {
      const found = homogeneity(inputs, params.smallest_expected, 'g')
      if (!found) return { detail: { reason: ONE_BIN } }
      return {
        value: found.statistic,
        statistic: found.statistic,
        p_value: found.pValue,
        df: found.df,
        detail: { pooled_bins: found.pooled },
      }
    },
  }),
  defineStat({
    name: 'cramers_v',
    summary: 'Cramér’s V of two rows of counts, plain unless told',
    inputs: BINNED_INPUTS,
    params: { bias_corrected: booleanParam(false), smallest_expected: SMALLEST_EXPECTED },
    compute: (inputs, params) => {
      const found = homogeneity(inputs, params.smallest_expected, 'pearson')
      if (!found) return { detail: { reason: ONE_BIN } }
      return {
        value: params.bias_corrected ? found.cramersVCorrected : found.cramersV,
        statistic: found.statistic,
        p_value: found.pValue,
        df: found.df,
        detail: vDetail(found),
      }
    },
  }),
  defineStat({
    name: 'chi2_gof',
    summary:
      'χ² goodness of fit of "current_counts" to "reference_counts" (counts or shares) or to equal shares',
    inputs: [['current_counts', 'reference_counts'], ['current_counts']],
    params: { fitted: numberParam(0, { min: 0, integer: true }) },
    compute: (inputs, params) => {
      const given = inputs.reference_counts !== undefined
      const observed = given ? histogramPair(inputs).current : histogramOf(inputs, 'current_counts')
      if (observed.probabilities) {
        throw refuse('current_counts', 'holds shares; a test needs counts of rows', 'Give counts.')
      }
      const expected = given ? histogramPair(inputs).reference.values : null
      const found = chiSquaredGoodnessOfFit(observed.values, expected, params.fitted)
      if (!found) return { detail: { reason: 'fewer than two bins, or no degrees of freedom left' } }
      if (!Number.isFinite(found.statistic)) {
        return {
          p_value: 0,
          df: found.df,
          detail: { reason: 'infinite: a bin with rows was expected to have none' },
        }
      }
      return { value: found.statistic, statistic: found.statistic, p_value: found.pValue, df: found.df }
    },
  }),
  defineStat({
    name: 'fisher_exact',
    summary: 'Fisher’s exact test of a 2 × 2 table; the value is the odds ratio',
    inputs: COUNTS,
    params: { alternative: ALTERNATIVE },
    compute: (inputs, params) => {
      const { reference, current } = countPair(inputs)
      if (reference.length !== 2) {
        throw refuse('reference_counts', 'must have two bins', 'Give a 2 × 2 table: two counts a side.')
      }
      for (const [name, counts] of [
        ['reference_counts', reference],
        ['current_counts', current],
      ] as const) {
        if (!counts.every(Number.isInteger))
          throw refuse(name, 'must hold whole numbers', 'Give counts of rows.')
      }
      const found = fisherExact(reference[0], reference[1], current[0], current[1], params.alternative)
      const finite = found.oddsRatio !== null && Number.isFinite(found.oddsRatio)
      return {
        value: finite ? found.oddsRatio : null,
        p_value: found.pValue,
        detail: {
          alternative: params.alternative,
          ...(finite ? {} : { reason: 'the odds ratio is not finite: a cell is 0' }),
        },
      }
    },
  }),
  defineStat({
    name: 'two_proportion_z',
    summary: 'Two-proportion z-test with the pooled error; zeros and ones, or [successes, failures]',
    inputs: BINNED_INPUTS,
    params: { alternative: ALTERNATIVE },
    compute: (inputs, params) => {
      const first = successes(inputs, 'reference')
      const second = successes(inputs, 'current')
      const found = twoProportionZ(first.hits, first.rows, second.hits, second.rows, params.alternative)
      if (!found) return { detail: { reason: 'a side has no rows' } }
      return {
        value: found.statistic,
        statistic: found.statistic,
        p_value: found.pValue,
        detail: {
          difference: found.difference,
          ci: found.interval,
          shares: [first.hits / first.rows, second.hits / second.rows],
          alternative: params.alternative,
        },
      }
    },
  }),
]
