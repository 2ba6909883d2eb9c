import { multiplyHigh, philox } from './philox.ts'

/** Counts of one column on the same bins in two samples; whole numbers, at most 2³² − 1 together. */
export interface CountedPair {
  readonly reference: ArrayLike<number>
  readonly current: ArrayLike<number>
}

/**
 * `bootstrap`: each side drawn anew from its own shares, with replacement. `permutation`: the rows of both sides
 * together dealt out anew to sides of the same sizes.
 */
export type ResamplingMode = 'bootstrap' | 'permutation'

export interface ResamplingTask {
  readonly mode: ResamplingMode
  readonly columns: readonly CountedPair[]
  readonly replicates: number
  /** A whole number below 2³². */
  readonly seed: number
}

/** Bins that a column may have: what a thread of a graphics processor holds. */
export const MOST_RESAMPLED_BINS = 128

/**
 * Replicate counts of every column: for the replicate `r` of the column `c` both sides' bins one after the other,
 * `2 × bins` words at `(c × replicates + r) × 2 × bins`, where `bins` is the most that any column has (the rest is 0).
 */
export interface ResampledCounts {
  readonly bins: number
  readonly counts: Uint32Array
}

export function checkResampling({ columns, replicates }: ResamplingTask): void {
  for (const { reference, current } of columns) {
    if (reference.length !== current.length) throw new RangeError('both sides need the same bins')
    if (reference.length > MOST_RESAMPLED_BINS) {
      throw new RangeError(
        `a column has ${reference.length} bins, at most ${MOST_RESAMPLED_BINS} can be resampled`,
      )
    }
    let total = 0
    for (const side of [reference, current]) {
      for (let bin = 0; bin < side.length; bin++) {
        if (!Number.isInteger(side[bin]) || side[bin] < 0) throw new RangeError('counts are whole numbers')
        total += side[bin]
      }
    }
    if (total > 0xffffffff) throw new RangeError('a column has more rows than can be resampled one by one')
  }
  if (!Number.isInteger(replicates) || replicates < 0) throw new RangeError('replicates is a whole number')
}

/** Bins of the widest column, at least one. */
export function widestBins(columns: readonly CountedPair[]): number {
  return columns.reduce((most, { reference }) => Math.max(most, reference.length), 1)
}

export function rowsOf(counts: ArrayLike<number>): number {
  let rows = 0
  for (let bin = 0; bin < counts.length; bin++) rows += counts[bin]
  return rows
}

/**
 * The words that fall into each bin: those below ⌊2³²·(c₀ + … + c_b)/n⌋ and in no bin before; the rest falls into the
 * last bin that has rows, so there is a threshold for each bin before that one.
 */
export function drawThresholds(counts: ArrayLike<number>): Uint32Array {
  const rows = rowsOf(counts)
  let last = counts.length - 1
  while (last > 0 && counts[last] === 0) last -= 1
  const thresholds = new Uint32Array(Math.max(0, last))
  let before = 0
  for (let bin = 0; bin < last; bin++) {
    before += counts[bin]
    thresholds[bin] = Math.floor((before / rows) * 4294967296)
  }
  return thresholds
}

/**
 * Draws the replicates `from` ≤ r < `to` of every column, row by row: O(columns × replicates × rows). Everything is
 * whole-number arithmetic on the words of `philox` with the counter (draw ÷ 4, replicate, column, side) and the key
 * (seed, mode), so that every machine, and a graphics processor too, gives the very same counts. A row of a permutation
 * is picked as ⌊word·left/2³²⌋, whose bias is below left/2³².
 * @throws RangeError for counts that are no whole numbers, more than 128 bins or 2³² rows.
 */
export function resampleCounts(task: ResamplingTask, from = 0, to = task.replicates): ResampledCounts {
  checkResampling(task)
  const bins = widestBins(task.columns)
  const counts = new Uint32Array(task.columns.length * (to - from) * 2 * bins)
  const key = [task.seed >>> 0, task.mode === 'bootstrap' ? 0 : 1] as const
  for (const [column, pair] of task.columns.entries()) {
    for (let replicate = from; replicate < to; replicate++) {
      const at = (column * (to - from) + replicate - from) * 2 * bins
      const own = counts.subarray(at, at + 2 * bins)
      if (task.mode === 'bootstrap') bootstrap(pair, replicate, column, key, own, bins)
      else permute(pair, replicate, column, key, own, bins)
    }
  }
  return { bins, counts }
}

const words = new Uint32Array(4)

function bootstrap(
  pair: CountedPair,
  replicate: number,
  column: number,
  key: readonly [number, number],
  into: Uint32Array,
  bins: number,
): void {
  for (const [side, counts] of [pair.reference, pair.current].entries()) {
    const rows = rowsOf(counts)
    const thresholds = drawThresholds(counts)
    for (let draw = 0; draw < rows; draw++) {
      if ((draw & 3) === 0) philox([draw >>> 2, replicate, column, side], key, words)
      const word = words[draw & 3]
      let bin = 0
      while (bin < thresholds.length && word >= thresholds[bin]) bin += 1
      into[side * bins + bin] += 1
    }
  }
}

function permute(
  { reference, current }: CountedPair,
  replicate: number,
  column: number,
  key: readonly [number, number],
  into: Uint32Array,
  bins: number,
): void {
  const left = into.subarray(bins)
  let rows = 0
  for (let bin = 0; bin < reference.length; bin++) {
    left[bin] = reference[bin] + current[bin]
    rows += left[bin]
  }
  const drawn = rowsOf(reference)
  for (let draw = 0; draw < drawn; draw++) {
    if ((draw & 3) === 0) philox([draw >>> 2, replicate, column, 0], key, words)
    let place = multiplyHigh(words[draw & 3], rows - draw)
    let bin = 0
    while (place >= left[bin]) {
      place -= left[bin]
      bin += 1
    }
    left[bin] -= 1
    into[bin] += 1
  }
}
