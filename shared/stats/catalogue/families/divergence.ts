import {
  bhattacharyya,
  hellinger,
  jensenShannon,
  klDivergence,
  lInfinity,
  totalVariation,
} from '../../divergence/divergences.ts'
import { expectedPsi, psi, psiInterval } from '../../divergence/psi.ts'
import {
  finishPsiPermutation,
  type PsiPermutation,
  planPsiPermutation,
} from '../../divergence/psi-permutation.ts'
import type { ZeroRule } from '../../divergence/zero-rules.ts'
import { MOST_RESAMPLED_BINS } from '../../resampling/resample-counts.ts'
import { chiSquaredSf } from '../../special/chi-squared.ts'
import { type CatalogueEntry, defineStat } from '../definition.ts'
import type { AnswerBackend } from '../large-work.ts'
import { choiceParam, numberParam, optionalNumber } from '../params.ts'
import { refuse } from '../refusal.ts'
import { BIN_PARAMS, BINNED_INPUTS, type BinnedSides, binnedSides, finiteOr, zeroRuleOf } from './bins.ts'

/** Rows that are dealt out for one request: some ten seconds. */
const MOST_DRAWS = 2_000_000_000
const INFINITE = 'infinite: a bin is empty on one side alone; name a zero rule'
const BASE = numberParam(Math.E, { min: 1.000001 })

/** What is permuted for the PSI, or null where nothing was asked for; refuses what cannot be dealt out row by row. */
function permutationOf(
  { reference, current, rows }: BinnedSides,
  rule: ZeroRule,
  { permutations, seed }: { readonly permutations: number | null; readonly seed: number },
): PsiPermutation | null {
  if (permutations === null || permutations === 0) return null
  const counted = rows !== null && [...reference, ...current].every(Number.isInteger)
  if (!counted) {
    throw refuse('permutations', 'needs counts of rows, not shares', 'Give whole counts, or the samples.')
  }
  if (reference.length > MOST_RESAMPLED_BINS) {
    throw refuse(
      'permutations',
      `cannot be had in ${reference.length} bins`,
      `Use at most ${MOST_RESAMPLED_BINS} bins.`,
    )
  }
  const draws = permutations * Math.min(rows.reference, rows.current)
  if (draws > MOST_DRAWS || rows.reference + rows.current > 0xffff_ffff) {
    throw refuse(
      'permutations',
      'is too many for so many rows',
      `Rows of the smaller side times permutations may be ${MOST_DRAWS} at most; the p-value without them serves so many rows.`,
    )
  }
  return { reference, current, rule, permutations, seed: Math.trunc(seed) >>> 0 }
}

/** Divergences and distances on bins. */
export const DIVERGENCE_STATS: readonly CatalogueEntry[] = [
  defineStat({
    name: 'psi',
    summary:
      'Population stability index on bins: Σ (q − p) ln(q / p); with permutations a permutation p-value, too',
    inputs: BINNED_INPUTS,
    params: {
      ...BIN_PARAMS,
      permutations: optionalNumber({ min: 0, max: 100_000, integer: true }),
      seed: numberParam(0),
      replicates: numberParam(400, { min: 0, max: 100_000, integer: true }),
    },
    compute: (inputs, params) => {
      const sides = binnedSides(inputs, params)
      const rule = zeroRuleOf(sides, params.zero_rule)
      const value = psi(sides.reference, sides.current, rule)
      const answer = (permutation_p_value: number | null, backend: AnswerBackend | null) => {
        const detail = {
          zero_rule: rule,
          binning: sides.binning,
          ...(sides.bins ? { bins: sides.bins } : {}),
          permutation_p_value,
          permutations: params.permutations,
          ...(backend === null ? {} : { backend }),
        }
        if (sides.rows === null) return finiteOr(value, INFINITE, detail)
        const { reference: n, current: m } = sides.rows
        const df = sides.reference.length - 1
        const statistic = ((n * m) / (n + m)) * value
        const usable = Number.isFinite(statistic) && df > 0
        return {
          statistic: usable ? statistic : null,
          p_value: usable ? chiSquaredSf(statistic, df) : null,
          df: usable ? df : null,
          ...finiteOr(value, INFINITE, {
            ...detail,
            expected: expectedPsi(sides.reference.length, n, m),
            ci: psiInterval(sides.reference, sides.current, {
              rule,
              seed: params.seed,
              replicates: params.replicates,
            }),
          }),
        }
      }
      const permutation = permutationOf(sides, rule, params)
      if (permutation === null) return answer(null, null)
      return {
        kind: 'resample',
        task: planPsiPermutation(permutation),
        answer: (drawn, backend) => answer(finishPsiPermutation(permutation, drawn), backend),
      }
    },
  }),
  defineStat({
    name: 'kl_divergence',
    summary: 'Kullback–Leibler divergence KL(reference‖current) on bins, natural logarithm unless told',
    inputs: BINNED_INPUTS,
    params: { ...BIN_PARAMS, base: BASE },
    compute: (inputs, params) => {
      const sides = binnedSides(inputs, params)
      const rule = zeroRuleOf(sides, params.zero_rule)
      const reverse = klDivergence(sides.current, sides.reference, rule, params.base)
      return finiteOr(klDivergence(sides.reference, sides.current, rule, params.base), INFINITE, {
        zero_rule: rule,
        binning: sides.binning,
        base: params.base,
        reverse: Number.isFinite(reverse) ? reverse : null,
      })
    },
  }),
  defineStat({
    name: 'jensen_shannon',
    summary: 'Jensen–Shannon divergence, or its root the distance, base 2 unless told',
    inputs: BINNED_INPUTS,
    params: {
      ...BIN_PARAMS,
      base: numberParam(2, { min: 1.000001 }),
      as: choiceParam(['divergence', 'distance'], 'divergence'),
    },
    compute: (inputs, params) => {
      const sides = binnedSides(inputs, params)
      const rule = zeroRuleOf(sides, params.zero_rule, 'none')
      const found = jensenShannon(sides.reference, sides.current, rule, params.base)
      return {
        value: found[params.as],
        detail: { ...found, as: params.as, zero_rule: rule, binning: sides.binning },
      }
    },
  }),
  ...(
    [
      ['hellinger', 'Hellinger distance √(½ Σ (√p − √q)²)', hellinger],
      ['total_variation', 'Total variation distance ½ Σ |p − q|', totalVariation],
      ['l_infinity', 'L-infinity distance max |p − q|', lInfinity],
    ] as const
  ).map(([name, summary, kernel]) =>
    defineStat({
      name,
      summary,
      inputs: BINNED_INPUTS,
      params: BIN_PARAMS,
      compute: (inputs, params) => {
        const sides = binnedSides(inputs, params)
        const rule = zeroRuleOf(sides, params.zero_rule, 'none')
        return {
          value: kernel(sides.reference, sides.current, rule),
          detail: { zero_rule: rule, binning: sides.binning },
        }
      },
    }),
  ),
  defineStat({
    name: 'bhattacharyya',
    summary: 'Bhattacharyya distance −ln Σ √(p q), with the coefficient in the detail',
    inputs: BINNED_INPUTS,
    params: BIN_PARAMS,
    compute: (inputs, params) => {
      const sides = binnedSides(inputs, params)
      const rule = zeroRuleOf(sides, params.zero_rule, 'none')
      const { coefficient, distance } = bhattacharyya(sides.reference, sides.current, rule)
      return finiteOr(distance, 'infinite: the sides have no bin in common', {
        coefficient,
        zero_rule: rule,
        binning: sides.binning,
      })
    },
  }),
]
