import { openDraws, type RowDraws } from './draw-rows.ts'

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

/** Rows that are drawn for a task, one by one: of both sides for a bootstrap, of the reference for a permutation. */
export function drawsOf({ mode, columns, replicates }: ResamplingTask): number {
  const rows = columns.reduce(
    (sum, { reference, current }) => sum + rowsOf(reference) + (mode === 'bootstrap' ? rowsOf(current) : 0),
    0,
  )
  return replicates * rows
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
 * Draws the replicates `from` ≤ r < `to` of every column, row by row: O(columns × replicates × rows × bins/4). Everything is
 * whole-number arithmetic on the words of Philox4x32-10 with the counter (draw ÷ 4, replicate, column, side) and the key
 * (seed, mode), so that every machine, and a graphics processor too, gives the very same counts. A row of a permutation
 * is picked as ⌊word·left/2³²⌋, whose bias is below left/2³². `between` is called before each block of draws and may
 * throw.
 * @throws RangeError for counts that are no whole numbers, more than 128 bins or 2³² rows.
 */
export function resampleCounts(
  task: ResamplingTask,
  from = 0,
  to = task.replicates,
  between: () => void = () => {},
): ResampledCounts {
  checkResampling(task)
  const bins = widestBins(task.columns)
  const counts = new Uint32Array(task.columns.length * (to - from) * 2 * bins)
  const draws = openDraws(task.mode, task.seed, bins, between)
  for (const [column, pair] of task.columns.entries()) {
    const sides = task.mode === 'bootstrap' ? [anew(pair.reference), anew(pair.current)] : [dealtOut(pair)]
    for (let replicate = from; replicate < to; replicate++) {
      const at = (column * (to - from) + replicate - from) * 2 * bins
      for (const [side, drawn] of sides.entries()) {
        const own = counts.subarray(at + side * bins, at + (side + 1) * bins)
        draws(drawn, [replicate, column, side], own)
      }
      if (task.mode === 'permutation') fillRest(pair, counts.subarray(at, at + 2 * bins), bins)
    }
  }
  return { bins, counts }
}

/** A side of a bootstrap. */
const anew = (counts: ArrayLike<number>): RowDraws => ({
  bounds: drawThresholds(counts),
  draws: rowsOf(counts),
  left: 0,
})

/** The reference side of a permutation. */
function dealtOut({ reference, current }: CountedPair): RowDraws {
  const bounds = new Uint32Array(Math.max(0, reference.length - 1))
  let before = 0
  for (let bin = 0; bin < bounds.length; bin++) {
    before += reference[bin] + current[bin]
    bounds[bin] = before
  }
  return { bounds, draws: rowsOf(reference), left: rowsOf(reference) + rowsOf(current) }
}

/** What one side of a permutation was not dealt falls to the other. */
function fillRest({ reference, current }: CountedPair, into: Uint32Array, bins: number): void {
  for (let bin = 0; bin < reference.length; bin++) {
    into[bins + bin] = reference[bin] + current[bin] - into[bin]
  }
}
