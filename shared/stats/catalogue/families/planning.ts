import { adjustPValues } from '../../multiplicity/adjust.ts'
import { sampleSizeTwoProportions } from '../../planning/sample-size.ts'
import { type CatalogueEntry, defineStat } from '../definition.ts'
import { numbersOf } from '../inputs.ts'
import { choiceParam, numberParam, optionalNumber, optionalNumbers } from '../params.ts'
import { refuse } from '../refusal.ts'

function probability(value: number | null, name: string): number {
  if (value === null) throw refuse(name, 'is missing', `Give "params": {"${name}": a share from 0 to 1}.`)
  return value
}

/** Families of p-values, and rows needed before a test. */
export const PLANNING_STATS: readonly CatalogueEntry[] = [
  ...(['benjamini_hochberg', 'holm', 'bonferroni'] as const).map((name) =>
    defineStat({
      name,
      summary:
        'Adjusts a family of p-values ("p_values", or "reference"); the value is how many stay under alpha',
      inputs: [],
      params: {
        alpha: numberParam(0.05, { min: 0, max: 1 }),
        p_values: optionalNumbers({ min: 0, max: 1 }),
      },
      compute: (inputs, params) => {
        const given = (['p_values', 'reference', 'scores'] as const).find((key) => inputs[key] !== undefined)
        if (params.p_values === null && given === undefined) {
          throw refuse('p_values', 'is missing', 'Give "p_values" as a list of numbers from 0 to 1.')
        }
        const p = params.p_values ?? (given ? [...numbersOf(inputs, given)] : [])
        p.forEach((value, i) => {
          if (!(value >= 0 && value <= 1)) {
            throw refuse(`${given ?? 'p_values'}[${i}]`, 'must be from 0 to 1', 'Give probabilities.')
          }
        })
        const adjusted = adjustPValues(p, name)
        const rejected = adjusted.map((value) => value <= params.alpha)
        return {
          value: rejected.filter(Boolean).length,
          p_value: adjusted.length > 0 ? Math.min(...adjusted) : null,
          detail: { adjusted, rejected, alpha: params.alpha },
        }
      },
    }),
  ),
  defineStat({
    name: 'sample_size_two_proportions',
    summary: 'Rows an arm that a test of two proportions needs',
    inputs: [],
    params: {
      p1: optionalNumber({ min: 0, max: 1 }),
      p2: optionalNumber({ min: 0, max: 1 }),
      alpha: numberParam(0.05, { min: 1e-12, max: 0.999 }),
      power: numberParam(0.8, { min: 0.001, max: 0.999999 }),
      ratio: numberParam(1, { min: 1e-6, max: 1e6 }),
      alternative: choiceParam(['two-sided', 'one-sided'], 'two-sided', {
        two_sided: 'two-sided',
        less: 'one-sided',
        greater: 'one-sided',
      }),
      method: choiceParam(['pooled', 'unpooled', 'arcsine'], 'pooled'),
    },
    compute: (_, params) => {
      const rows = sampleSizeTwoProportions(probability(params.p1, 'p1'), probability(params.p2, 'p2'), {
        alpha: params.alpha,
        power: params.power,
        ratio: params.ratio,
        sides: params.alternative === 'two-sided' ? 2 : 1,
        method: params.method,
      })
      if (!Number.isFinite(rows)) return { detail: { reason: 'equal proportions can never be told apart' } }
      const first = Math.max(1, Math.ceil(rows - 1e-9))
      const second = Math.max(1, Math.ceil(rows * params.ratio - 1e-9))
      return {
        value: first,
        detail: { exact: rows, rows: [first, second], total: first + second, method: params.method },
      }
    },
  }),
]
