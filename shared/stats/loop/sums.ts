/** Score, and who decided, of rows whose outcome is known: sums of w, w·s, w·s², w·y, w·y², w·s·y. */
export const CELL = { weight: 0, s: 1, ss: 2, y: 3, yy: 4, sy: 5 } as const
export const CELL_SUMS = 6
export const STRATA = 20
export const CONFIDENCE_CELLS = 100

/** Who decided the rows that the model did not. */
export type Comparison = 'random' | 'observed'

export interface GroupSums {
  readonly name: string
  readonly values: readonly string[]
  /** Buckets × values. */
  readonly rows: Float64Array
  readonly selected: Float64Array
}

export interface FeatureSums {
  readonly name: string
  /** By bucket: rows with a value, sum, sum of squares. */
  readonly rows: Float64Array
  readonly sum: Float64Array
  readonly squares: Float64Array
}

/**
 * What the loop test needs of a log, as sums by bucket of time. All of it adds up, so that coarser buckets and longer
 * windows are sums of these, and the cost of the test depends on buckets, not on rows.
 */
export interface LoopSums {
  readonly buckets: number
  /** Start of each bucket, UTC milliseconds, ascending and evenly spaced; null where rows have no time. */
  readonly starts: Float64Array | null
  readonly widthMs: number | null
  /** Upper edges of the score strata but the last, ascending: quantiles of the score over the whole log. */
  readonly strataEdges: Float64Array
  readonly hasLabels: boolean
  readonly binaryLabel: boolean
  /** Whether all scores lie from 0 to 1, so that their spread is taken on the logit scale. */
  readonly scoreIsShare: boolean
  readonly rows: Float64Array
  /**
   * Labelled rows with a score: bucket × (0 the comparison, 1 the model) × stratum × CELL_SUMS. Without a comparison
   * all rows are the model's.
   */
  readonly cells: Float64Array
  /** The same, each row weighted by one over its propensity; the same array where there are no propensities. */
  readonly weightedCells: Float64Array
  readonly comparison: Comparison | null
  /** Rows by what `served_by` says. */
  readonly servedBy: Readonly<Record<string, number>>
  /** All rows that the model scored: count, sum and squares of the score (of its logit where it is a share). */
  readonly scored: Float64Array
  readonly spreadSum: Float64Array
  readonly spreadSquares: Float64Array
  /** Labelled rows with a confidence and an error: count, sum of confidence, sum of the error. */
  readonly judged: Float64Array
  readonly confidenceSum: Float64Array
  readonly errorSum: Float64Array
  /** Rows by confidence over the whole log, in hundredths; null without a confidence. */
  readonly confidenceHistogram: Float64Array | null
  /** Labelled rows of which it is known whether the model shaped the outcome, and those it did; null without. */
  readonly influenceKnown: Float64Array | null
  readonly influenced: Float64Array | null
  /** What was predicted or shown, three values or more: bucket × value; null where there is no such choice. */
  readonly shown: { readonly values: readonly string[]; readonly counts: Float64Array } | null
  readonly groups: readonly GroupSums[]
  readonly features: readonly FeatureSums[]
  /** Version that served most rows of each bucket, −1 where none is known; empty without versions. */
  readonly versions: readonly string[]
  readonly versionOf: Int32Array
}

/** Where the sums of one cell begin. */
export function cellOffset(bucket: number, arm: number, stratum: number): number {
  return ((bucket * 2 + arm) * STRATA + stratum) * CELL_SUMS
}

/** Sums of one arm of buckets[from, to) over all strata. */
export function armSums(cells: Float64Array, arm: number, from: number, to: number): Float64Array {
  const total = new Float64Array(CELL_SUMS)
  for (let bucket = from; bucket < to; bucket++) {
    const start = cellOffset(bucket, arm, 0)
    for (let cell = start; cell < start + STRATA * CELL_SUMS; cell += CELL_SUMS) {
      for (let i = 0; i < CELL_SUMS; i++) total[i] += cells[cell + i]
    }
  }
  return total
}

export interface Moments {
  readonly rows: number
  readonly meanScore: number
  readonly meanLabel: number
  readonly varianceScore: number
  readonly varianceLabel: number
  readonly covariance: number
}

export function momentsOf(sums: Float64Array): Moments {
  const n = sums[CELL.weight]
  const meanScore = sums[CELL.s] / n
  const meanLabel = sums[CELL.y] / n
  return {
    rows: n,
    meanScore,
    meanLabel,
    varianceScore: Math.max(0, sums[CELL.ss] / n - meanScore * meanScore),
    varianceLabel: Math.max(0, sums[CELL.yy] / n - meanLabel * meanLabel),
    covariance: sums[CELL.sy] / n - meanScore * meanLabel,
  }
}

/** Pearson's r; NaN where one of the two does not vary. */
export function correlationOf(moments: Moments): number {
  const scale = Math.sqrt(moments.varianceScore * moments.varianceLabel)
  return scale > 0 ? Math.max(-1, Math.min(1, moments.covariance / scale)) : Number.NaN
}

/** Labelled rows with a score by bucket, both arms. */
export function labelledByBucket(sums: LoopSums): Float64Array {
  return Float64Array.from({ length: sums.buckets }, (_, bucket) => {
    let rows = 0
    for (let arm = 0; arm < 2; arm++) {
      for (let k = 0; k < STRATA; k++) rows += sums.cells[cellOffset(bucket, arm, k) + CELL.weight]
    }
    return rows
  })
}

/**
 * Cuts buckets into runs of about equal weight, in order: at most `most` runs, each with at least `least`. Empty when
 * not even one run has that.
 */
export function equalRuns(
  weights: Float64Array,
  most: number,
  least: number,
): { readonly from: number; readonly to: number; readonly weight: number }[] {
  let total = 0
  for (const weight of weights) total += weight
  const count = Math.min(most, Math.floor(total / least))
  const runs: { from: number; to: number; weight: number }[] = []
  if (count < 1) return runs
  let from = 0
  let weight = 0
  let before = 0
  for (let bucket = 0; bucket < weights.length; bucket++) {
    weight += weights[bucket]
    const isLast = bucket === weights.length - 1
    if (before + weight >= ((runs.length + 1) * total) / count - 1e-9 * total || isLast) {
      if (weight >= least) {
        runs.push({ from, to: bucket + 1, weight })
        before += weight
        from = bucket + 1
        weight = 0
      }
    }
  }
  return runs
}
