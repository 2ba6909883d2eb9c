import { granger } from '../../series/granger.ts'
import { mannKendall } from '../../series/mann-kendall.ts'
import { sampleRatioMismatch } from '../../series/sample-ratio.ts'
import { type CatalogueEntry, defineStat } from '../definition.ts'
import { histogramOf, numbersOf } from '../inputs.ts'
import { numberParam, optionalNumber, optionalNumbers } from '../params.ts'
import { refuse } from '../refusal.ts'

/** Series in time, and the shares of an experiment. */
export const SERIES_STATS: readonly CatalogueEntry[] = [
  defineStat({
    name: 'granger',
    summary: 'Whether the past of "reference" helps to predict "current": F test, lag by BIC unless given',
    inputs: [['reference', 'current']],
    params: {
      lag: optionalNumber({ min: 1, integer: true }),
      max_lag: numberParam(5, { min: 1, integer: true }),
    },
    compute: (inputs, params) => {
      const cause = numbersOf(inputs, 'reference')
      const effect = numbersOf(inputs, 'current')
      const options = { maxLag: params.max_lag, ...(params.lag === null ? {} : { lag: params.lag }) }
      const found = granger(cause, effect, options)
      if (found.value === null) return { detail: { reason: found.reason } }
      const reverse = granger(effect, cause, options).value
      const { f, pValue, dfNumerator, dfDenominator, lag, rows } = found.value
      return {
        value: f,
        statistic: f,
        p_value: pValue,
        df: dfNumerator,
        detail: {
          lag,
          lag_chosen_by: params.lag === null ? 'bic' : 'given',
          df_denominator: dfDenominator,
          effect: found.value.effect,
          rows,
          reverse: reverse && { statistic: reverse.f, p_value: reverse.pValue, lag: reverse.lag },
        },
      }
    },
  }),
  defineStat({
    name: 'mann_kendall',
    summary:
      'Mann–Kendall trend test of a series in time order ("current"); z, with Sen’s slope in the detail',
    inputs: [['current'], ['reference'], ['scores']],
    params: { alpha: numberParam(0.05, { min: 0, max: 1 }) },
    compute: (inputs, params) => {
      const name = (['current', 'reference', 'scores'] as const).find((input) => inputs[input] !== undefined)
      const found = mannKendall(numbersOf(inputs, name ?? 'current'), params.alpha)
      if (found === null) return { detail: { reason: 'there are fewer than three values' } }
      return {
        value: found.z,
        statistic: found.z,
        p_value: found.pValue,
        detail: {
          s: found.s,
          variance: found.variance,
          tau: found.tau,
          slope: found.slope,
          intercept: found.intercept,
          trend: found.trend,
          rows: found.n,
        },
      }
    },
  }),
  defineStat({
    name: 'sample_ratio_mismatch',
    summary:
      'Sample-ratio mismatch of the arms’ counts ("current_counts") against planned shares: χ², p < 0.001',
    inputs: [['current_counts', 'reference_counts'], ['current_counts']],
    params: { expected: optionalNumbers({ min: 0 }), alpha: numberParam(0.001, { min: 0, max: 1 }) },
    compute: (inputs, params) => {
      const observed = histogramOf(inputs, 'current_counts')
      if (observed.probabilities) {
        throw refuse(
          'current_counts',
          'holds shares; a test needs counts of rows',
          'Give the rows of each arm.',
        )
      }
      const planned =
        params.expected ??
        (inputs.reference_counts === undefined ? null : histogramOf(inputs, 'reference_counts').values)
      if (planned !== null && planned.length !== observed.values.length) {
        throw refuse(
          params.expected === null ? 'reference_counts' : 'expected',
          `has ${planned.length} shares for ${observed.values.length} arms`,
          'Give a planned share for each arm.',
        )
      }
      const found = sampleRatioMismatch(observed.values, planned, params.alpha)
      if (found === null) return { detail: { reason: 'there are fewer than two arms, or no planned share' } }
      const infinite = !Number.isFinite(found.statistic)
      return {
        value: infinite ? null : found.statistic,
        statistic: infinite ? null : found.statistic,
        p_value: found.pValue,
        df: found.df,
        detail: {
          mismatch: found.mismatch,
          alpha: params.alpha,
          observed_shares: found.observedShares,
          expected_shares: found.expectedShares,
          ...(infinite ? { reason: 'infinite: an arm with rows was planned to have none' } : {}),
        },
      }
    },
  }),
]
