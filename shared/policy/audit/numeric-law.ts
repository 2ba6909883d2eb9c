import type { ColumnMeasures } from '../../stats/drift/measures.ts'
import { normalQuantile } from '../../stats/special/normal.ts'
import { bridgePaths, GRID_CORRECTION } from './bridges.ts'

/** What a rule can look at in one drawn comparison of a numeric column. */
export interface DrawnEffects {
  /** √(n·m/(n+m)) · D. */
  readonly scaledKs: number
  readonly ks: number
  readonly psi: number
  readonly wasserstein: number
}

/** Where a column's bins and distances lie on the grid of ranks. */
export interface ColumnGrid {
  /** Grid index of the end of each bin, ascending, and the shares between them. */
  readonly ends: readonly number[]
  readonly shares: readonly number[]
  /** Weight of |F − G| at each grid point in the Wasserstein distance over the standard deviation. */
  readonly weights: Float64Array
}

/** Reads the grid of a column from its counted bins; the quantile function is taken as linear inside a bin. */
export function columnGrid(measures: ColumnMeasures): ColumnGrid {
  const { steps } = bridgePaths()
  const weights = new Float64Array(steps + 1)
  const ends: number[] = []
  const shares: number[] = []
  const summary = measures.summary.reference
  const bins = measures.bins.filter((bin) => bin.kind === 'interval' || bin.kind === 'value')
  const total = bins.reduce((sum, bin) => sum + bin.reference, 0)
  const deviation = summary?.standardDeviation ?? 0
  let cumulative = 0
  let position = summary?.minimum ?? 0
  const spread = (from: number, to: number, width: number): void => {
    if (!(deviation > 0) || !(width > 0) || !Number.isFinite(width / deviation)) return
    const first = Math.round(from * steps)
    const last = Math.max(first, Math.round(to * steps))
    for (let g = first; g <= last; g++) weights[g] += width / deviation / (last - first + 1)
  }
  for (const bin of bins) {
    const before = cumulative
    cumulative += total > 0 ? bin.reference / total : 0
    const lower = bin.lower ?? summary?.minimum ?? position
    const upper = bin.upper ?? summary?.maximum ?? position
    spread(before, before, lower - position)
    spread(before, cumulative, upper - Math.max(lower, position))
    position = Math.max(position, upper)
    if (bin.reference > 0) {
      ends.push(Math.round(cumulative * steps))
      shares.push(bin.reference / total)
    }
  }
  return { ends, shares, weights }
}

/** Ten equal bins of a normal baseline: what a rule is worth before a column is known. */
export function standardGrid(): ColumnGrid {
  const { steps } = bridgePaths()
  const weights = new Float64Array(steps + 1)
  for (let g = 1; g < steps; g++) {
    weights[g] = normalQuantile((g + 0.5) / steps) - normalQuantile((g - 0.5) / steps)
  }
  const ends = Array.from({ length: 10 }, (_, i) => Math.round(((i + 1) * steps) / 10))
  return { ends, shares: ends.map((end, i) => (end - (i === 0 ? 0 : ends[i - 1])) / steps), weights }
}

/**
 * Draws comparisons of `effective` = n·m/(n+m) rows with a true gap F − G of `gap` (none: no change) and hands the
 * effects of each to `visit`.
 */
export function drawEffects(
  grid: ColumnGrid,
  effective: number,
  gap: Float64Array | null,
  visit: (effects: DrawnEffects, path: number) => void,
): void {
  const { paths, steps, values } = bridgePaths()
  const root = Math.sqrt(effective)
  for (let path = 0; path < paths; path++) {
    const from = path * (steps + 1)
    let largest = 0
    let distance = 0
    for (let g = 1; g < steps; g++) {
      const d = Math.abs(values[from + g] + (gap ? root * gap[g] : 0))
      if (d > largest) largest = d
      distance += d * grid.weights[g]
    }
    let chi = 0
    let previous = 0
    for (let b = 0; b < grid.ends.length; b++) {
      const g = grid.ends[b]
      const end = values[from + g] + (gap ? root * gap[g] : 0)
      chi += (end - previous) ** 2 / grid.shares[b]
      previous = end
    }
    const scaledKs = largest + GRID_CORRECTION
    visit({ scaledKs, ks: scaledKs / root, psi: chi / effective, wasserstein: distance / root }, path)
  }
}
