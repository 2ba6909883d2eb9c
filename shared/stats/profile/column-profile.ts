/** What is kept of each score cell besides its rows, so that calibration can be drawn for any window. */
export interface ScoreCells {
  /** Sum of the score over the rows of the cell. */
  readonly sums: Float64Array
  /** Rows with a label. */
  readonly labelled: Float64Array
  /** Sum of the labels: the positives, where labels are 0 and 1. */
  readonly labels: Float64Array
}

/** Places in `tallies`, for each bucket. */
export const TALLY = { rows: 0, missing: 1, negativeInfinite: 2, positiveInfinite: 3 } as const
export const TALLIES = 4
/**
 * Places in `moments`, for each bucket; all over the finite values. `sum` and `squares` are about the grid's origin;
 * `below` is Σ (first boundary − x) over what lies below the grid and `above` Σ (x − last boundary) over what lies
 * above it.
 */
export const MOMENT = { minimum: 0, maximum: 1, sum: 2, squares: 3, below: 4, above: 5 } as const
export const MOMENTS = 6

/** The bucket of rows that have no place in time. It sorts first and is in no window but the whole. */
export const TIMELESS = Number.NEGATIVE_INFINITY

/**
 * One column of a log, as counts and sums by bucket of time (or of row numbers). All of it adds up, so that any
 * window is a sum of buckets.
 */
export interface ColumnProfile {
  readonly cells: number
  /** Ascending numbers of the buckets that have rows: bucket b holds [b · width, (b + 1) · width). */
  readonly buckets: Float64Array
  /** Rows by bucket and cell: `counts[slot · cells + cell]`. Missing rows are in no cell. */
  readonly counts: Float64Array | Uint32Array
  readonly tallies: Float64Array
  /** Null for categories. */
  readonly moments: Float64Array | null
  /** Null for what is not a score; by bucket and cell like `counts`. */
  readonly score: ScoreCells | null
}

export type ProfileShape = {
  readonly cells: number
  readonly numeric: boolean
  readonly score: boolean
}

export function shapeOf({ cells, moments, score }: ColumnProfile): ProfileShape {
  return { cells, numeric: moments !== null, score: score !== null }
}

/** A profile of `buckets` without rows. */
export function emptyProfile(buckets: Float64Array, { cells, numeric, score }: ProfileShape): ColumnProfile {
  const moments = numeric ? new Float64Array(buckets.length * MOMENTS) : null
  if (moments !== null) {
    for (let slot = 0; slot < buckets.length; slot++) {
      moments[slot * MOMENTS + MOMENT.minimum] = Number.POSITIVE_INFINITY
      moments[slot * MOMENTS + MOMENT.maximum] = Number.NEGATIVE_INFINITY
    }
  }
  const perCell = () => new Float64Array(buckets.length * cells)
  return {
    cells,
    buckets,
    counts: new Uint32Array(buckets.length * cells),
    tallies: new Float64Array(buckets.length * TALLIES),
    moments,
    score: score ? { sums: perCell(), labelled: perCell(), labels: perCell() } : null,
  }
}

/** Adds one bucket of a profile to a bucket of another of the same shape. */
export function addBucket(
  into: ColumnProfile,
  intoSlot: number,
  from: ColumnProfile,
  fromSlot: number,
): void {
  const { cells } = into
  addRange(into.counts, intoSlot * cells, from.counts, fromSlot * cells, cells)
  addRange(into.tallies, intoSlot * TALLIES, from.tallies, fromSlot * TALLIES, TALLIES)
  if (into.moments !== null && from.moments !== null) {
    addMoments(into.moments, intoSlot * MOMENTS, from.moments, fromSlot * MOMENTS)
  }
  if (into.score !== null && from.score !== null) {
    addRange(into.score.sums, intoSlot * cells, from.score.sums, fromSlot * cells, cells)
    addRange(into.score.labelled, intoSlot * cells, from.score.labelled, fromSlot * cells, cells)
    addRange(into.score.labels, intoSlot * cells, from.score.labels, fromSlot * cells, cells)
  }
}

function addRange(
  into: Float64Array | Uint32Array,
  at: number,
  from: Float64Array | Uint32Array,
  start: number,
  length: number,
): void {
  for (let i = 0; i < length; i++) into[at + i] += from[start + i]
}

function addMoments(into: Float64Array, at: number, from: Float64Array, start: number): void {
  into[at] = Math.min(into[at], from[start])
  into[at + 1] = Math.max(into[at + 1], from[start + 1])
  addRange(into, at + 2, from, start + 2, MOMENTS - 2)
}

/** The bucket numbers of several profiles, ascending, without repetition. */
export function unionOfBuckets(lists: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(lists.reduce((length, list) => length + list.length, 0))
  let length = 0
  for (const list of lists) {
    all.set(list, length)
    length += list.length
  }
  all.sort()
  let kept = 0
  for (let i = 0; i < all.length; i++) {
    if (i === 0 || all[i] !== all[i - 1]) all[kept++] = all[i]
  }
  return all.slice(0, kept)
}

/** Adds all buckets of `from` to `into`, which has them all. */
export function addProfile(into: ColumnProfile, from: ColumnProfile): void {
  let slot = 0
  for (let i = 0; i < from.buckets.length; i++) {
    while (into.buckets[slot] < from.buckets[i]) slot++
    addBucket(into, slot, from, i)
  }
}

/**
 * The profile of the rows of all of `profiles`, which share a shape: associative and commutative, up to the rounding
 * of the sums of values. An empty list gives a profile without buckets.
 */
export function mergeProfiles(profiles: readonly ColumnProfile[], shape: ProfileShape): ColumnProfile {
  const merged = emptyProfile(unionOfBuckets(profiles.map(({ buckets }) => buckets)), shape)
  for (const profile of profiles) addProfile(merged, profile)
  return merged
}

/** The same rows in buckets that are `factor` times as wide. */
export function coarsenProfile(profile: ColumnProfile, factor: number): ColumnProfile {
  const wide = profile.buckets.map((bucket) => Math.floor(bucket / factor))
  const coarse = emptyProfile(unionOfBuckets([wide]), shapeOf(profile))
  let slot = 0
  for (let i = 0; i < wide.length; i++) {
    while (coarse.buckets[slot] < wide[i]) slot++
    addBucket(coarse, slot, profile, i)
  }
  return coarse
}
