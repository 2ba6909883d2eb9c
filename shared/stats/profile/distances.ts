/** A value known from counts on cells: the estimate, and between which values the one from the rows must lie. */
export interface Bounded {
  readonly estimate: number
  readonly lower: number
  readonly upper: number
}

export interface BoundedKs extends Bounded {
  /** The edge at which the lower bound is reached. */
  readonly location: number
  /** +1 when the reference's distribution function is the higher one there, else −1. */
  readonly sign: 1 | -1
}

/** Counts of both sides on one grid. */
export interface CellCounts {
  readonly boundaries: readonly number[]
  /** Which cells hold a single double. */
  readonly single: readonly boolean[]
  readonly reference: ArrayLike<number>
  readonly current: ArrayLike<number>
}

/**
 * Kolmogorov–Smirnov's D from counts on cells; null when a side is empty.
 *
 * At the edges of the cells both distribution functions are known, so their largest gap there is a lower bound, and
 * the estimate. Inside a cell with shares p and q, entered with the gap g = F − G, the gap stays within
 * [g − q, g + p], which gives the upper bound: at most the largest mass of a cell above the lower one. Cells of a
 * single value and cells that are empty on one side add nothing: their largest gap is at an edge.
 */
export function ksFromCells({ boundaries, single, reference, current }: CellCounts): BoundedKs | null {
  const n = total(reference)
  const m = total(current)
  if (n === 0 || m === 0) return null
  let i = 0
  let j = 0
  let largest = 0
  let location = boundaries.length === 0 ? 0 : boundaries[0]
  let sign: 1 | -1 = 1
  let most = 0
  for (let cell = 0; cell < reference.length; cell++) {
    const gap = i * m - j * n
    i += reference[cell]
    j += current[cell]
    const after = i * m - j * n
    if (!single[cell]) most = Math.max(most, gap + reference[cell] * m, current[cell] * n - gap)
    if (Math.abs(after) > largest) {
      largest = Math.abs(after)
      location = boundaries[single[cell] ? cell - 1 : Math.min(cell, boundaries.length - 1)]
      sign = after > 0 ? 1 : -1
    }
  }
  const lower = largest / (n * m)
  return { estimate: lower, lower, upper: Math.min(1, Math.max(lower, most / (n * m))), location, sign }
}

/** What the two outer cells hold of one side, and its mean. */
export interface SideMoments {
  /** Σ (first boundary − x) over finite values below the grid. */
  readonly below: number
  /** Σ (x − last boundary) over finite values above the grid. */
  readonly above: number
  readonly negativeInfinite: number
  readonly positiveInfinite: number
  /** Of the finite values. */
  readonly mean: number
}

/**
 * Wasserstein-1 of the finite values from counts on cells; null when a side has none, or the distance is beyond the
 * range of doubles.
 *
 * Inside a cell of width w, entered with the gap g and shares p and q, |F − G| lies between 0 (or the nearest end of
 * [g − q, g + p]) and the farther end; the estimate takes the values as spread evenly. Beyond the outer boundaries the
 * sums of distances give the integral, exactly where one side is empty there. The difference of the means is a lower
 * bound of the whole.
 */
export function wassersteinFromCells(
  { boundaries, single, reference, current }: CellCounts,
  a: SideMoments,
  b: SideMoments,
): Bounded | null {
  const last = reference.length - 1
  const n = total(reference) - a.negativeInfinite - a.positiveInfinite
  const m = total(current) - b.negativeInfinite - b.positiveInfinite
  if (n <= 0 || m <= 0 || boundaries.length === 0) return null
  let lower = 0
  let upper = 0
  let estimate = 0
  const outer = (left: number, right: number) => {
    lower += Math.abs(left - right)
    estimate += Math.abs(left - right)
    upper += left + right
  }
  outer(a.below / n, b.below / m)
  outer(a.above / n, b.above / m)
  let gap = (reference[0] - a.negativeInfinite) / n - (current[0] - b.negativeInfinite) / m
  for (let cell = 1; cell < last; cell++) {
    const p = reference[cell] / n
    const q = current[cell] / m
    const after = gap + p - q
    if (!single[cell]) {
      const width = boundaries[cell] - boundaries[cell - 1]
      const low = gap - q
      const high = gap + p
      lower += width * Math.max(0, low, -high)
      upper += width * Math.max(high, -low)
      estimate += width * meanAbsolute(gap, after)
    }
    gap = after
  }
  lower = Math.max(lower, Math.abs(a.mean - b.mean))
  upper = Math.max(lower, upper)
  if (!Number.isFinite(upper)) return null
  return { estimate: Math.min(upper, Math.max(lower, estimate)), lower, upper }
}

/** Mean of |g| while g goes evenly from one value to another. */
function meanAbsolute(from: number, to: number): number {
  if (from * to >= 0) return Math.abs(from + to) / 2
  return (from * from + to * to) / (2 * (Math.abs(from) + Math.abs(to)))
}

function total(counts: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < counts.length; i++) sum += counts[i]
  return sum
}
