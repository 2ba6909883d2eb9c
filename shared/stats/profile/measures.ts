import { say } from '../../words/say.ts'
import { type BinShape, describeNumericBins } from '../binning/count-numeric.ts'
import { measureCategoricalColumn } from '../drift/column.ts'
import {
  countedBins,
  type DivergenceOptions,
  divergenceMeasures,
  emptySideReason,
  missingMeasure,
} from '../drift/divergence-measures.ts'
import type { ColumnMeasures, NullableMeasure, NumericSummary, Sides } from '../drift/measures.ts'
import { type ColumnProfile, MOMENT, TALLY } from './column-profile.ts'
import {
  type Bounded,
  type CellCounts,
  ksFromCells,
  type SideMoments,
  wassersteinFromCells,
} from './distances.ts'
import type { FrozenCategorical, FrozenColumn, FrozenNumeric } from './frozen-column.ts'
import { binCounts, binOfCells, type NumericGrid, singleValueCells } from './grid.ts'
import { quickKsP } from './quick-ks-p.ts'

/** Where the values from the rows must lie. What is not named here is exact. */
export interface ProfileBounds {
  readonly ks: (Bounded & { readonly pValue: readonly [lower: number, upper: number] }) | null
  readonly wasserstein: Bounded | null
}

/** All metrics of one column in one window, from its profile. */
export interface ProfiledMeasures {
  /**
   * Like those from the rows. PSI, KL, Jensen–Shannon, Hellinger, χ² and missing are exact; Kolmogorov–Smirnov's
   * statistic is its lower bound, its p-value the asymptotic one; Wasserstein-1 and the current median are estimates.
   */
  readonly measures: ColumnMeasures
  readonly bounds: ProfileBounds
}

/** What of a frozen column does not change between windows. */
export interface PreparedColumn {
  readonly column: FrozenColumn
  readonly numeric: {
    readonly shapes: readonly BinShape[]
    readonly binOf: Uint16Array
    readonly single: readonly boolean[]
    readonly referenceBins: readonly number[]
  } | null
}

export function prepareColumn(column: FrozenColumn): PreparedColumn {
  if (column.scale !== 'numeric') return { column, numeric: null }
  const shapes = describeNumericBins(column.bins)
  const binOf = binOfCells(column.grid, column.bins)
  return {
    column,
    numeric: {
      shapes,
      binOf,
      single: singleValueCells(column.grid),
      referenceBins: binCounts(column.reference.counts, binOf, shapes.length),
    },
  }
}

/**
 * The same column with the rows of another window in the place of the baseline's: bins, grid and categories stay, so
 * that PSI and χ² compare the two windows exactly on the bins of the baseline.
 */
export function rebased({ column, numeric }: PreparedColumn, rows: ColumnProfile): PreparedColumn {
  switch (column.scale) {
    case 'numeric':
      return {
        column: { ...column, reference: rows, summary: summarize(rows, column.grid) },
        numeric: numeric && {
          ...numeric,
          referenceBins: binCounts(rows.counts, numeric.binOf, numeric.shapes.length),
        },
      }
    case 'categorical':
    case 'presence':
      return { column: { ...column, reference: rows }, numeric }
  }
}

/**
 * Compares the rows of a window (`windowSums`) with the baseline; null for a column of which only missing counts. With
 * `only: 'psi'` a numeric column goes without the divergences that no verdict asks for, which is twice as fast.
 */
export function measuresFromProfile(
  prepared: PreparedColumn,
  window: ColumnProfile,
  options: Pick<DivergenceOptions, 'only'> = {},
): ProfiledMeasures | null {
  const { column, numeric } = prepared
  switch (column.scale) {
    case 'numeric':
      return numeric === null ? null : numericMeasures(column, numeric, window, options)
    case 'categorical':
      return {
        measures: measureCategoricalColumn(
          asCategories(column, column.reference),
          asCategories(column, window),
          {
            frozenCategories: column.bins,
            interval: false,
          },
        ),
        bounds: { ks: null, wasserstein: null },
      }
    case 'presence':
      return null
  }
}

/** Cells as counts of names: one name of the baseline stands for all in (other), one that it never had for (unseen). */
function asCategories({ bins }: FrozenCategorical, { counts, tallies }: ColumnProfile) {
  const named = new Map(bins.kept.map((name, cell) => [name, counts[cell]]))
  const [other] = bins.others
  if (other !== undefined) named.set(other, counts[bins.kept.length])
  let unseen = '(unseen)'
  while (named.has(unseen) || bins.others.has(unseen)) unseen += ' '
  named.set(unseen, counts[bins.kept.length + 1])
  return { counts: named, missing: tallies[TALLY.missing] }
}

function numericMeasures(
  { bins, grid, reference, summary }: FrozenNumeric,
  { shapes, binOf, single, referenceBins }: NonNullable<PreparedColumn['numeric']>,
  window: ColumnProfile,
  options: Pick<DivergenceOptions, 'only'>,
): ProfiledMeasures {
  const rows = both(reference, window, TALLY.rows)
  const missing = both(reference, window, TALLY.missing)
  const present = {
    reference: rows.reference - missing.reference,
    current: rows.current - missing.current,
  }
  const currentBins = binCounts(window.counts, binOf, shapes.length)
  const counted = countedBins(shapes, referenceBins, currentBins, missing)
  const reasons: Partial<Record<NullableMeasure, string>> = {
    chi2: say('measure.chi2.numeric'),
  }
  const divergences = divergenceMeasures(
    counted,
    bins.binning,
    rows,
    { ...options, interval: false },
    reasons,
  )

  const cells: CellCounts = {
    boundaries: grid.boundaries,
    single,
    reference: reference.counts,
    current: window.counts,
  }
  const ks = ksFromCells(cells)
  if (ks === null) reasons.ks = emptySideReason(present, 'numbers')
  const pValue = (statistic: number) => quickKsP(present.reference, present.current, statistic)

  const most = ks === null ? 1 : pValue(ks.lower)
  const currentSummary = summarize(window, grid)
  const distance =
    summary === null || currentSummary === null
      ? null
      : wassersteinFromCells(
          cells,
          momentsOf(reference, summary.mean),
          momentsOf(window, currentSummary.mean),
        )
  const deviation = summary?.standardDeviation ?? 0
  if (distance === null) {
    reasons.wasserstein =
      finiteRows(reference) === 0 || finiteRows(window) === 0
        ? emptySideReason({ reference: finiteRows(reference), current: finiteRows(window) }, 'finite')
        : say('measure.wasserstein.range')
  } else if (!(deviation > 0) || !Number.isFinite(distance.upper / deviation)) {
    reasons.wasserstein_normalized = say('measure.no_deviation')
  }
  return {
    measures: {
      scale: 'numeric',
      rows,
      present,
      missing: missingMeasure(rows, missing),
      infinite: { reference: infinities(reference), current: infinities(window) },
      summary: { reference: summary, current: currentSummary },
      binning: bins.binning,
      bins: counted,
      ...divergences,
      ks: ks && {
        statistic: ks.estimate,
        pValue: most,
        method: 'asymptotic',
        location: ks.location,
        sign: ks.sign,
      },
      wasserstein: distance && {
        value: distance.estimate,
        normalized: reasons.wasserstein_normalized === undefined ? distance.estimate / deviation : null,
      },
      chi2: null,
      reasons,
      notes: [],
    },
    bounds: {
      ks: ks && {
        estimate: ks.estimate,
        lower: ks.lower,
        upper: ks.upper,
        pValue: [ks.upper > ks.lower ? pValue(ks.upper) : most, most],
      },
      wasserstein: distance,
    },
  }
}

function both(reference: ColumnProfile, current: ColumnProfile, place: number): Sides<number> {
  return { reference: reference.tallies[place], current: current.tallies[place] }
}

function infinities({ tallies }: ColumnProfile): { negative: number; positive: number } {
  return { negative: tallies[TALLY.negativeInfinite], positive: tallies[TALLY.positiveInfinite] }
}

function finiteRows({ tallies }: ColumnProfile): number {
  return (
    tallies[TALLY.rows] -
    tallies[TALLY.missing] -
    tallies[TALLY.negativeInfinite] -
    tallies[TALLY.positiveInfinite]
  )
}

function momentsOf(profile: ColumnProfile, mean: number): SideMoments {
  const { negative, positive } = infinities(profile)
  return {
    below: profile.moments?.[MOMENT.below] ?? 0,
    above: profile.moments?.[MOMENT.above] ?? 0,
    negativeInfinite: negative,
    positiveInfinite: positive,
    mean,
  }
}

/** Mean, deviation and range of the finite values of a window, null without any; the median lies evenly within its cell. */
function summarize(window: ColumnProfile, { boundaries, origin }: NumericGrid): NumericSummary | null {
  const { moments } = window
  const rows = finiteRows(window)
  if (moments === null || rows <= 0) return null
  const minimum = moments[MOMENT.minimum]
  const maximum = moments[MOMENT.maximum]
  const offset = moments[MOMENT.sum] / rows
  const variance = moments[MOMENT.squares] / rows - offset * offset
  // Sums beyond the range of doubles say nothing.
  if (!Number.isFinite(offset) || !Number.isFinite(variance)) return null
  return {
    mean: Math.min(maximum, Math.max(minimum, origin + offset)),
    standardDeviation: Math.sqrt(Math.max(0, variance)),
    minimum,
    median: medianFromCells(window, boundaries, minimum, maximum),
    maximum,
  }
}

function medianFromCells(
  window: ColumnProfile,
  boundaries: readonly number[],
  minimum: number,
  maximum: number,
): number {
  const { negative } = infinities(window)
  const wanted = negative + finiteRows(window) / 2
  let before = 0
  for (let cell = 0; cell < window.cells; cell++) {
    const rows = window.counts[cell]
    if (rows > 0 && before + rows >= wanted) {
      const low = Math.max(minimum, cell === 0 ? minimum : boundaries[cell - 1])
      const high = Math.min(maximum, cell === boundaries.length ? maximum : boundaries[cell])
      return low + (high - low) * Math.max(0, (wanted - before) / rows)
    }
    before += rows
  }
  return maximum
}
