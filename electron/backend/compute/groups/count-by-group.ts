import type { CategoryBins, NumericBins } from '#shared/stats/binning/bins.ts'
import { upperBound } from '#shared/stats/sorting/float64.ts'
import type { RowSource, Sides } from '../procedures.ts'
import { visitCategories, visitNumbers } from '../visit-columns.ts'
import type { RowGroups } from './row-groups.ts'

/**
 * Rows of each bin in each group: `counts[group · bins + bin]`. The bins are those of the column's measures, in
 * their order.
 */
export type GroupCounts = { readonly counts: Float64Array; readonly groups: number; readonly bins: number }

/** One grouping of one column; a side that is not grouped is null. */
export type GroupedCounts = Sides<GroupCounts | null>

/** The bins of a column as they are frozen with its baseline. */
export type FrozenBins =
  | { readonly scheme: 'numeric'; readonly bins: NumericBins }
  | { readonly scheme: 'categories'; readonly bins: CategoryBins }

/** Number of bins of a cut, the last one for missing values. */
export function binCount({ scheme, bins }: FrozenBins): number {
  if (scheme === 'categories') return bins.kept.length + 3
  return bins.scheme === 'values' ? bins.values.length + 3 : bins.boundaries.length + 2
}

/** Counts the rows of one side in every bin of every group of every grouping: one reading, one pass. */
export function countByGroup(
  source: RowSource,
  column: string,
  frozen: FrozenBins,
  groupings: readonly RowGroups[],
  throwIfCancelled: () => void,
): GroupCounts[] {
  const bins = binCount(frozen)
  const results = groupings.map(({ groups }) => ({ counts: new Float64Array(groups * bins), groups, bins }))
  let binOf = new Uint16Array(0)
  const addChunk = (rows: number, first: number) => {
    for (let g = 0; g < groupings.length; g += 1) {
      const { codes } = groupings[g]
      const { counts } = results[g]
      for (let i = 0; i < rows; i += 1) counts[codes[first + i] * bins + binOf[i]] += 1
    }
  }
  const roomFor = (rows: number) => {
    if (binOf.length < rows) binOf = new Uint16Array(rows)
  }
  if (frozen.scheme === 'numeric') {
    const assign = numericAssigner(frozen.bins)
    visitNumbers(source, column, throwIfCancelled, (values, first) => {
      roomFor(values.length)
      assign(values, binOf)
      addChunk(values.length, first)
    })
    return results
  }
  const place = new Map(frozen.bins.kept.map((name, index) => [name, index]))
  const kept = frozen.bins.kept.length
  visitCategories(source, column, throwIfCancelled, (codes, values, first) => {
    roomFor(codes.length)
    const binOfCode = values.map(
      (name) => place.get(name) ?? (frozen.bins.others.has(name) ? kept : kept + 1),
    )
    for (let i = 0; i < codes.length; i += 1) binOf[i] = codes[i] < 0 ? kept + 2 : binOfCode[codes[i]]
    addChunk(codes.length, first)
  })
  return results
}

const FEW_EDGES = 24

/** Writes the bin of each value, in the order in which `countNumeric` counts them, missing ones last. */
export function numericAssigner(bins: NumericBins): (values: Float64Array, into: Uint16Array) => void {
  if (bins.scheme === 'values') {
    const place = new Map(bins.values.map((value, index) => [value, index]))
    const other = bins.values.length
    for (const value of bins.others) place.set(value, other)
    return (values, into) => {
      for (let i = 0; i < values.length; i += 1) {
        const value = values[i]
        // Map keys take −0 for 0, as the cut does.
        into[i] = Number.isNaN(value) ? other + 2 : (place.get(value) ?? other + 1)
      }
    }
  }
  const edges = Float64Array.from(bins.boundaries)
  const missing = edges.length + 1
  if (edges.length > FEW_EDGES) {
    return (values, into) => {
      for (let i = 0; i < values.length; i += 1) {
        into[i] = Number.isNaN(values[i]) ? missing : upperBound(edges, values[i])
      }
    }
  }
  return (values, into) => {
    for (let i = 0; i < values.length; i += 1) {
      const value = values[i]
      let bin = 0
      for (let e = 0; e < edges.length; e += 1) bin += value >= edges[e] ? 1 : 0
      into[i] = Number.isNaN(value) ? missing : bin
    }
  }
}

/** Leaves out the bins that hold no row on either side, as the column's measures do. */
export function withoutEmptyBins(counts: GroupCounts, keep: readonly number[]): GroupCounts {
  const { groups, bins } = counts
  const kept = new Float64Array(groups * keep.length)
  for (let g = 0; g < groups; g += 1) {
    for (let b = 0; b < keep.length; b += 1) kept[g * keep.length + b] = counts.counts[g * bins + keep[b]]
  }
  return { counts: kept, groups, bins: keep.length }
}
