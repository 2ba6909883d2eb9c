import type { ColumnKind, ColumnStorage, Role } from '../../domain/columns.ts'
import type { CategoryBins, NumericBins } from '../binning/bins.ts'
import { type CategoryCounts, countCategories, cutCategories } from '../binning/categories.ts'
import { cutNumeric, finitePart } from '../binning/numeric-bins.ts'
import { sortedQuantile } from '../binning/quantiles.ts'
import type { NumericSummary } from '../drift/measures.ts'
import { compactNumbers, type SortScratch, sortFloat64 } from '../sorting/float64.ts'
import { momentsOf } from '../two-sample/moments.ts'
import { cellFinder } from './cell-finder.ts'
import { type ColumnProfile, type ProfileShape, TIMELESS } from './column-profile.ts'
import { profileNumbers } from './fill.ts'
import { cutGrid, type NumericGrid } from './grid.ts'

export interface ColumnHead {
  readonly name: string
  readonly kind: ColumnKind
  readonly role: Role
  readonly storage: ColumnStorage
}

export interface FrozenNumeric extends ColumnHead {
  readonly scale: 'numeric'
  /** The default bins, cut from the baseline. */
  readonly bins: NumericBins
  readonly grid: NumericGrid
  /** The baseline's own rows: one bucket. */
  readonly reference: ColumnProfile
  readonly summary: NumericSummary | null
}

export interface FrozenCategorical extends ColumnHead {
  readonly scale: 'categorical'
  readonly bins: CategoryBins
  /** The baseline's own rows: one bucket. The cells are the kept categories, then (other), then (unseen). */
  readonly reference: ColumnProfile
}

/** A column of which only missing rows are counted, such as free text. */
export interface FrozenPresence extends ColumnHead {
  readonly scale: 'presence'
  readonly reference: ColumnProfile
}

/** One column of a baseline: everything that its metrics in any later window need. */
export type FrozenColumn = FrozenNumeric | FrozenCategorical | FrozenPresence

export function shapeOfColumn(column: FrozenColumn): ProfileShape {
  switch (column.scale) {
    case 'numeric':
      return {
        cells: column.grid.boundaries.length + 1,
        numeric: true,
        score: column.role === 'score',
      }
    case 'categorical':
      return { cells: column.bins.kept.length + 2, numeric: false, score: false }
    case 'presence':
      return { cells: 0, numeric: false, score: false }
  }
}

/**
 * Freezes a numeric column from all rows of its baseline: bins, grid, counts. NaN means missing. `labels` are those
 * of the same rows where the column is a score, NaN where there is none. The values are reordered.
 */
export function freezeNumeric(
  head: ColumnHead,
  values: Float64Array,
  labels: Float64Array | null,
  scratch: SortScratch,
): FrozenNumeric {
  const rows = values.length
  const own = head.role === 'score' ? values.slice() : null
  const sorted = sortFloat64(compactNumbers(values), scratch)
  const bins = cutNumeric(sorted, new Float64Array(0))
  const grid = cutGrid(sorted, bins)
  const finite = finitePart(sorted)
  const moments = momentsOf(finite)
  const missing = rows - sorted.length
  const scored = own ?? sorted
  const profile = profileNumbers(
    scored,
    { buckets: Float64Array.of(TIMELESS), slots: new Uint32Array(scored.length) },
    { grid, finder: cellFinder(grid), labels: own === null ? null : (labels ?? nothing(rows)) },
  )
  const tallies = profile.tallies.slice()
  tallies[0] = rows
  tallies[1] = missing
  return {
    ...head,
    scale: 'numeric',
    bins,
    grid,
    reference: { ...profile, tallies },
    summary: moments && {
      mean: moments.mean,
      standardDeviation: moments.populationDeviation,
      minimum: finite[0],
      median: sortedQuantile(finite, 0.5),
      maximum: finite[finite.length - 1],
    },
  }
}

/** Freezes a categorical column from the counts of its baseline. */
export function freezeCategories(head: ColumnHead, side: CategoryCounts): FrozenCategorical {
  const bins = cutCategories(side)
  const counts = countCategories(side, bins)
  const present = counts.reduce((sum, rows) => sum + rows, 0)
  return {
    ...head,
    scale: 'categorical',
    bins,
    reference: {
      cells: counts.length,
      buckets: Float64Array.of(TIMELESS),
      counts: Float64Array.from(counts),
      tallies: Float64Array.of(present + side.missing, side.missing, 0, 0),
      moments: null,
      score: null,
    },
  }
}

export function freezePresence(head: ColumnHead, rows: number, missing: number): FrozenPresence {
  return {
    ...head,
    scale: 'presence',
    reference: {
      cells: 0,
      buckets: Float64Array.of(TIMELESS),
      counts: new Float64Array(0),
      tallies: Float64Array.of(rows, missing, 0, 0),
      moments: null,
      score: null,
    },
  }
}

/** The cell of each of some category names. */
export function cellsOfCategories(names: readonly string[], bins: CategoryBins): Uint16Array {
  const kept = new Map(bins.kept.map((name, cell) => [name, cell]))
  return Uint16Array.from(
    names,
    (name) => kept.get(name) ?? (bins.others.has(name) ? bins.kept.length : bins.kept.length + 1),
  )
}

function nothing(rows: number): Float64Array {
  return new Float64Array(rows).fill(Number.NaN)
}
