import { type CountedBin, NUMERIC_BINNINGS } from '../../binning/bins.ts'
import { DEFAULT_ZERO_RULE, ZERO_RULES, type ZeroRule } from '../../divergence/zero-rules.ts'
import { measureCategoricalColumn, measureNumericColumn } from '../../drift/column.ts'
import {
  categoriesOf,
  histogramPair,
  type InputName,
  isCategorical,
  numbersOf,
  type StatInputs,
} from '../inputs.ts'
import { choiceParam, numberParam, optionalChoice } from '../params.ts'
import { refuse } from '../refusal.ts'

/** Samples are binned; histograms are taken as they are. */
export const BINNED_INPUTS: readonly (readonly InputName[])[] = [
  ['reference', 'current'],
  ['reference_counts', 'current_counts'],
]

/** The parameters of every divergence on bins. */
export const BIN_PARAMS = {
  bins: numberParam(10, { min: 1, max: 10_000, integer: true }),
  binning: choiceParam(NUMERIC_BINNINGS, 'quantile'),
  zero_rule: optionalChoice(ZERO_RULES),
}

export interface BinnedSides {
  readonly reference: readonly number[]
  readonly current: readonly number[]
  /** Rows of the sides; null where shares were given. */
  readonly rows: { readonly reference: number; readonly current: number } | null
  readonly bins: readonly CountedBin[] | null
  readonly binning: string
}

/** Both sides on the same bins, from samples or from histograms. */
export function binnedSides(
  inputs: StatInputs,
  params: { readonly bins: number; readonly binning: (typeof NUMERIC_BINNINGS)[number] },
): BinnedSides {
  if (inputs.reference === undefined || inputs.current === undefined) {
    const { reference, current } = histogramPair(inputs)
    const shares = reference.probabilities || current.probabilities
    return {
      reference: reference.values,
      current: current.values,
      rows: shares ? null : { reference: reference.total, current: current.total },
      bins: null,
      binning: 'given',
    }
  }
  const categorical = isCategorical(inputs.reference) || isCategorical(inputs.current)
  const measures = categorical
    ? measureCategoricalColumn(categoriesOf(inputs, 'reference'), categoriesOf(inputs, 'current'), {
        interval: false,
      })
    : measureNumericColumn(
        { values: numbersOf(inputs, 'reference'), missing: 0 },
        { values: numbersOf(inputs, 'current'), missing: 0 },
        { interval: false, bins: params.bins, binning: params.binning },
      )
  for (const side of ['reference', 'current'] as const) {
    if (measures.rows[side] === 0) throw refuse(side, 'holds no rows', 'Give at least one row.')
  }
  return {
    reference: measures.bins.map((bin) => bin.reference),
    current: measures.bins.map((bin) => bin.current),
    rows: measures.rows,
    bins: measures.bins,
    binning: measures.binning,
  }
}

/**
 * The zero rule of a request. Where none is named, counts take `fallback`, and shares take `none`, since half a row
 * cannot be added without knowing how many rows there are.
 */
export function zeroRuleOf(
  sides: BinnedSides,
  asked: ZeroRule | null,
  fallback: ZeroRule = DEFAULT_ZERO_RULE,
): ZeroRule {
  if (sides.rows !== null) return asked ?? fallback
  if (asked === 'half-count') {
    throw refuse(
      'zero_rule',
      'half-count needs counts of rows, not shares',
      'Give counts, or another zero rule.',
    )
  }
  return asked ?? 'none'
}

/** A finite value, or null with the reason in the detail. */
export function finiteOr(
  value: number,
  reason: string,
  detail: Readonly<Record<string, unknown>>,
): { readonly value: number | null; readonly detail: Readonly<Record<string, unknown>> } {
  return Number.isFinite(value) ? { value, detail } : { value: null, detail: { ...detail, reason } }
}
