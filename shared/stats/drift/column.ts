import { say } from '../../words/say.ts'
import type { CategoryBins, NumericBins } from '../binning/bins.ts'
import { OTHER_LABEL, UNSEEN_LABEL } from '../binning/bins.ts'
import { type CategoryCounts, countCategories, cutCategories } from '../binning/categories.ts'
import { type BinShape, countNumeric, describeNumericBins } from '../binning/count-numeric.ts'
import { cutNumeric, finitePart, type NumericBinningOptions } from '../binning/numeric-bins.ts'
import { sortedQuantile } from '../binning/quantiles.ts'
import { chiSquaredHomogeneity } from '../counts/chi-squared.ts'
import {
  compactNumbers,
  createSortScratch,
  lowerBound,
  type SortScratch,
  sortFloat64,
} from '../sorting/float64.ts'
import { type KsMethod, ks2Sample } from '../two-sample/ks.ts'
import { momentsOf } from '../two-sample/moments.ts'
import { wasserstein1 } from '../two-sample/wasserstein.ts'
import {
  countedBins,
  type DivergenceOptions,
  divergenceMeasures,
  emptySideReason,
  missingMeasure,
} from './divergence-measures.ts'
import type { Chi2Measure, ColumnMeasures, NullableMeasure, NumericSummary, Sides } from './measures.ts'

/** One side of a numeric column. */
export interface NumericSample {
  /** NaN means missing, ±Infinity is allowed. The values are reordered in place. */
  readonly values: Float64Array
  /** Missing rows that are not in `values`. */
  readonly missing: number
}

export interface ColumnOptions extends DivergenceOptions, NumericBinningOptions {
  /** Bins frozen with the baseline earlier (`cutNumeric`); they replace the cut from `reference`. */
  readonly frozenNumeric?: NumericBins
  /** Categories frozen with the baseline earlier (`cutCategories`). */
  readonly frozenCategories?: CategoryBins
  /** Categories with a bin of their own; 50 unless told. */
  readonly keptCategories?: number
  readonly ksMethod?: KsMethod
  /** Buffers to reuse between columns. */
  readonly scratch?: SortScratch
}

function summarize(finite: Float64Array): NumericSummary | null {
  const moments = momentsOf(finite)
  if (!moments) return null
  return {
    mean: moments.mean,
    standardDeviation: moments.populationDeviation,
    minimum: finite[0],
    median: sortedQuantile(finite, 0.5),
    maximum: finite[finite.length - 1],
  }
}

function infinities(sorted: Float64Array, finite: Float64Array): { negative: number; positive: number } {
  const negative = sorted.length === finite.length ? 0 : lowerBound(sorted, -Number.MAX_VALUE)
  return { negative, positive: sorted.length - finite.length - negative }
}

function isConstant(sorted: Float64Array): boolean {
  return sorted.length > 0 && sorted[0] === sorted[sorted.length - 1]
}

/**
 * Compares one numeric column of two windows: bins and their divergences, Kolmogorov–Smirnov, Wasserstein-1,
 * missing and infinite rows. One sort a side; the values are reordered.
 *
 * Kolmogorov–Smirnov takes every number, infinite ones at their ends; Wasserstein-1, moments and bin edges take
 * the finite ones; the divergences take all rows, missing ones in a bin of their own. Sides without numbers give
 * null and a reason.
 */
export function measureNumericColumn(
  reference: NumericSample,
  current: NumericSample,
  options: ColumnOptions = {},
): ColumnMeasures {
  const scratch = options.scratch ?? createSortScratch()
  const prepare = (sample: NumericSample): Float64Array => sortFloat64(compactNumbers(sample.values), scratch)
  const a = prepare(reference)
  const b = prepare(current)
  const rows = {
    reference: reference.values.length + reference.missing,
    current: current.values.length + current.missing,
  }
  const present = { reference: a.length, current: b.length }
  const missing = { reference: rows.reference - a.length, current: rows.current - b.length }
  const finiteA = finitePart(a)
  const finiteB = finitePart(b)
  const infinite = { reference: infinities(a, finiteA), current: infinities(b, finiteB) }
  const bins = options.frozenNumeric ?? cutNumeric(a, b, options)
  const counted = countedBins(
    describeNumericBins(bins),
    countNumeric(a, bins),
    countNumeric(b, bins),
    missing,
  )
  const reasons: Partial<Record<NullableMeasure, string>> = {
    chi2: say('measure.chi2.numeric'),
  }
  const notes: string[] = []
  const divergences = divergenceMeasures(counted, bins.binning, rows, options, reasons)
  const ks = ks2Sample(a, b, options.ksMethod ?? 'auto')
  if (!ks) reasons.ks = emptySideReason(present, 'numbers')
  const summary = { reference: summarize(finiteA), current: summarize(finiteB) }
  const distance = wasserstein1(finiteA, finiteB)
  const deviation = summary.reference?.standardDeviation ?? 0
  if (distance === null || !Number.isFinite(distance)) {
    reasons.wasserstein =
      distance === null
        ? emptySideReason({ reference: finiteA.length, current: finiteB.length }, 'finite')
        : say('measure.wasserstein.range')
  } else if (!(deviation > 0) || !Number.isFinite(distance / deviation)) {
    reasons.wasserstein_normalized = isConstant(finiteA)
      ? say('measure.constant_baseline')
      : say('measure.no_deviation')
  }
  for (const side of ['reference', 'current'] as const) {
    const { negative, positive } = infinite[side]
    if (negative + positive > 0) {
      notes.push(say(`measure.infinite_rows.${side}`, { rows: negative + positive }))
    }
  }
  return {
    scale: 'numeric',
    rows,
    present,
    missing: missingMeasure(rows, missing),
    infinite,
    summary,
    binning: bins.binning,
    bins: counted,
    ...divergences,
    ks,
    wasserstein:
      reasons.wasserstein === undefined && distance !== null
        ? {
            value: distance,
            normalized: reasons.wasserstein_normalized === undefined ? distance / deviation : null,
          }
        : null,
    chi2: null,
    reasons,
    notes,
  }
}

function categoryShapes(bins: CategoryBins): BinShape[] {
  const shape = (label: string, kind: BinShape['kind']): BinShape => ({
    label,
    kind,
    lower: null,
    upper: null,
  })
  return [
    ...bins.kept.map((name) => shape(name, 'category')),
    shape(OTHER_LABEL, 'other'),
    shape(UNSEEN_LABEL, 'unseen'),
  ]
}

function sideRows(side: CategoryCounts): number {
  let rows = side.missing
  for (const count of side.counts.values()) rows += count
  return rows
}

/**
 * Compares one categorical or boolean column of two windows, from its counts: divergences on the 50 largest
 * baseline categories, `(other)`, `(unseen)` and missing, and χ² of homogeneity with Cramér's V on the same bins.
 */
export function measureCategoricalColumn(
  reference: CategoryCounts,
  current: CategoryCounts,
  options: ColumnOptions = {},
): ColumnMeasures {
  const rows = { reference: sideRows(reference), current: sideRows(current) }
  const missing: Sides<number> = { reference: reference.missing, current: current.missing }
  const present = { reference: rows.reference - missing.reference, current: rows.current - missing.current }
  const bins = options.frozenCategories ?? cutCategories(reference, options.keptCategories)
  const counted = countedBins(
    categoryShapes(bins),
    countCategories(reference, bins),
    countCategories(current, bins),
    missing,
  )
  const reasons: Partial<Record<NullableMeasure, string>> = {
    ks: say('measure.ks.categories'),
    wasserstein: say('measure.wasserstein.categories'),
  }
  const divergences = divergenceMeasures(counted, bins.binning, rows, options, reasons)
  const test = chiSquaredHomogeneity(
    counted.map((bin) => bin.reference),
    counted.map((bin) => bin.current),
  )
  let chi2: Chi2Measure | null = null
  if (test) chi2 = test
  else if (rows.reference === 0 || rows.current === 0) reasons.chi2 = emptySideReason(rows)
  else if (counted.length < 2) reasons.chi2 = say('measure.one_bin')
  else reasons.chi2 = say('measure.pooled')
  const empty = { negative: 0, positive: 0 }
  return {
    scale: 'categorical',
    rows,
    present,
    missing: missingMeasure(rows, missing),
    infinite: { reference: empty, current: empty },
    summary: { reference: null, current: null },
    binning: bins.binning,
    bins: counted,
    ...divergences,
    ks: null,
    wasserstein: null,
    chi2,
    reasons,
    notes: [],
  }
}
