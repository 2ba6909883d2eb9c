import type { ParameterSchema, Resolved } from './parameters.ts'
import { changeStep, QUIET, type StreamStep } from './step.ts'

export const ADWIN_PARAMETERS = {
  delta: {
    kind: 'number',
    default: 0.002,
    above: 0,
    below: 1,
    description: 'Confidence: the chance of a false cut at one check, between 0 and 1.',
  },
  clock: {
    kind: 'integer',
    default: 32,
    minimum: 1,
    description: 'A check is made at every clock-th value; 1 checks at each.',
  },
  max_buckets: {
    kind: 'integer',
    default: 5,
    minimum: 1,
    description: 'Buckets of one size that are kept before the two oldest are merged.',
  },
  min_window_length: {
    kind: 'integer',
    default: 5,
    minimum: 1,
    description: 'Shortest part, in values, on either side of a cut.',
  },
  grace_period: {
    kind: 'integer',
    default: 10,
    minimum: 0,
    description: 'No check is made until the window holds more values than this.',
  },
} as const satisfies ParameterSchema

export type AdwinParameters = Resolved<typeof ADWIN_PARAMETERS>

/**
 * An adaptive window: an exponential histogram of the values since the last change. Row r holds up to
 * `max_buckets` buckets of 2^r values each, oldest first, as their total and their sum of squared deviations, so
 * that a window of W values takes O(max_buckets · log W) numbers.
 */
export interface Adwin {
  readonly parameters: AdwinParameters
  readonly stride: number
  rows: number
  counts: Int32Array
  totals: Float64Array
  deviations: Float64Array
  width: number
  total: number
  /** Sum of squared deviations from the window's mean. */
  squares: number
  ticks: number
  fired: boolean
}

const FIRST_ROWS = 8

export function createAdwin(parameters: AdwinParameters): Adwin {
  const stride = parameters.max_buckets + 1
  return {
    parameters,
    stride,
    rows: 1,
    counts: new Int32Array(FIRST_ROWS),
    totals: new Float64Array(FIRST_ROWS * stride),
    deviations: new Float64Array(FIRST_ROWS * stride),
    width: 0,
    total: 0,
    squares: 0,
    ticks: 0,
    fired: false,
  }
}

/** Buckets held, the detector's memory but for a constant factor. */
export function adwinBuckets(state: Adwin): number {
  let buckets = 0
  for (let row = 0; row < state.rows; row++) buckets += state.counts[row]
  return buckets
}

function reset(state: Adwin): void {
  state.rows = 1
  state.counts.fill(0)
  state.width = 0
  state.total = 0
  state.squares = 0
  state.ticks = 0
  state.fired = false
}

function grow(state: Adwin): void {
  const counts = new Int32Array(state.counts.length * 2)
  counts.set(state.counts)
  const totals = new Float64Array(state.totals.length * 2)
  totals.set(state.totals)
  const deviations = new Float64Array(state.deviations.length * 2)
  deviations.set(state.deviations)
  state.counts = counts
  state.totals = totals
  state.deviations = deviations
}

function append(state: Adwin, row: number, total: number, squares: number): void {
  const count = state.counts[row]
  const slot = row * state.stride + count
  state.totals[slot] = total
  state.deviations[slot] = squares
  state.counts[row] = count + 1
}

function dropOldest(state: Adwin, row: number, buckets: number): void {
  const count = state.counts[row]
  const start = row * state.stride
  state.totals.copyWithin(start, start + buckets, start + count)
  state.deviations.copyWithin(start, start + buckets, start + count)
  state.counts[row] = count - buckets
}

function insert(state: Adwin, value: number): void {
  append(state, 0, value, 0)
  if (state.width > 0) {
    const gap = value - state.total / state.width
    state.squares += (state.width * gap * gap) / (state.width + 1)
  }
  state.width += 1
  state.total += value
  for (let row = 0; state.counts[row] === state.stride; row++) {
    if (row + 1 === state.rows) {
      if (state.rows === state.counts.length) grow(state)
      state.counts[state.rows] = 0
      state.rows += 1
    }
    const start = row * state.stride
    const size = 2 ** row
    const first = state.totals[start]
    const second = state.totals[start + 1]
    const gap = first / size - second / size
    const squares = state.deviations[start] + state.deviations[start + 1] + size * 0.5 * gap * gap
    append(state, row + 1, first + second, squares)
    dropOldest(state, row, 2)
  }
}

function dropOldestBucket(state: Adwin): void {
  const row = state.rows - 1
  const size = 2 ** row
  const start = row * state.stride
  const total = state.totals[start]
  const mean = total / size
  state.width -= size
  state.total -= total
  const gap = mean - state.total / state.width
  state.squares -= state.deviations[start] + (size * state.width * gap * gap) / (size + state.width)
  dropOldest(state, row, 1)
  while (state.rows > 1 && state.counts[state.rows - 1] === 0) state.rows -= 1
}

/**
 * The strongest cut of the window into an older part of n0 and a newer part of n1 values, as its n1; 0 where no cut
 * has means further apart than ε. Strongest is the greatest n0·n1/W·(μ0 − μ1)², the likelihood ratio of a step in
 * the mean; with `any` the first one found will do. ε = √(2·m·σ²·ln(2·ln W/δ)) + ⅔·m·ln(2·ln W/δ), with m = 1/(n0 − l + 1) + 1/(n1 − l + 1), σ² the window's
 * variance and l the minimum part length.
 */
function significantCut(state: Adwin, any: boolean): number {
  const { delta, min_window_length: shortest } = state.parameters
  const logarithm = Math.log((2 * Math.log(state.width)) / delta)
  const variance = state.squares / state.width
  let n0 = 0
  let n1 = state.width
  let total0 = 0
  let total1 = state.total
  let strongest = 0
  let newer = 0
  for (let row = state.rows - 1; row >= 0; row--) {
    const size = 2 ** row
    const start = row * state.stride
    const count = state.counts[row]
    for (let bucket = 0; bucket < count; bucket++) {
      const total = state.totals[start + bucket]
      n0 += size
      n1 -= size
      total0 += total
      total1 -= total
      if (n1 < shortest) return newer
      if (n0 < shortest) continue
      const m = 1 / (n0 - shortest + 1) + 1 / (n1 - shortest + 1)
      const bound = Math.sqrt(2 * m * variance * logarithm) + (2 / 3) * logarithm * m
      const gap = Math.abs(total0 / n0 - total1 / n1)
      if (gap <= bound) continue
      if (any) return n1
      const strength = n0 * n1 * gap * gap
      if (strength <= strongest) continue
      strongest = strength
      newer = n1
    }
  }
  return newer
}

/**
 * Takes one finite value in. On a change the cut's age is that of the strongest cut of the window before it shrinks;
 * then the oldest buckets are dropped until no cut is significant, and `cut.width` values are left. As in river the
 * next value after a change begins an empty window.
 * Cost: O(1) amortised a value and O(max_buckets · log W) at each check, all buckets of all rows being scanned.
 *
 * Source: Bifet and Gavaldà (2007), Learning from time-changing data with adaptive windowing; river's `ADWIN`.
 * No deviations in what fires; river does not tell where the cut is.
 */
export function updateAdwin(state: Adwin, value: number): StreamStep {
  if (state.fired) reset(state)
  insert(state, value)
  state.ticks += 1
  if (state.ticks % state.parameters.clock !== 0 || state.width <= state.parameters.grace_period) return QUIET
  if (significantCut(state, true) === 0) return QUIET
  state.fired = true
  const age = significantCut(state, false)
  do dropOldestBucket(state)
  while (significantCut(state, true) > 0)
  return changeStep(age, false, state.width)
}
