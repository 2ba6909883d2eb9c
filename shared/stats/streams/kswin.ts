import { AppError } from '../../domain/errors.ts'
import { ksExactP } from '../two-sample/ks-exact.ts'
import { createMersenneTwister, type MersenneTwister, sampleRange } from './mersenne-twister.ts'
import type { ParameterSchema, Resolved } from './parameters.ts'
import { changeStep, QUIET, type StreamStep } from './step.ts'

export const KSWIN_PARAMETERS = {
  alpha: {
    kind: 'number',
    default: 0.005,
    minimum: 0,
    maximum: 1,
    description: 'p-value at or under which a test fires; a test is made at every value, so keep it small.',
  },
  window_size: {
    kind: 'integer',
    default: 100,
    minimum: 2,
    description: 'Values in the sliding window.',
  },
  stat_size: {
    kind: 'integer',
    default: 30,
    minimum: 1,
    description:
      'Newest values of the window, compared with as many of the older ones; at most half the window.',
  },
  seed: {
    kind: 'integer',
    default: 0,
    minimum: 0,
    description: 'Seed of the sample of older values.',
  },
} as const satisfies ParameterSchema

export type KswinParameters = Resolved<typeof KSWIN_PARAMETERS>

export interface Kswin {
  readonly parameters: KswinParameters
  /** The newest values, each in its slot; the oldest is at `start`. */
  readonly window: Float64Array
  /** Slots by ascending value, once the window is full. */
  readonly order: Int32Array
  /** By slot: 1 for the newest values, −1 for the drawn older ones, 0 for those left out. */
  readonly marks: Int8Array
  readonly drawn: Int32Array
  readonly pool: Int32Array
  /** Least number of ranks between the two samples that fires; above `stat_size` where nothing can. */
  readonly critical: number
  random: MersenneTwister
  length: number
  start: number
  fired: boolean
}

const EFFECT_FLOOR = 0.1

/** Throws `BAD_PARAMS` where the window cannot hold two samples of `stat_size`. */
export function createKswin(parameters: KswinParameters): Kswin {
  const { alpha, window_size, stat_size, seed } = parameters
  if (window_size < 2 * stat_size) {
    throw new AppError(
      'BAD_PARAMS',
      `The window of kswin has ${window_size} values, too few for two samples of ${stat_size}.`,
      'Give a "window_size" of at least twice "stat_size".',
    )
  }
  let critical = 1
  while (
    critical <= stat_size &&
    !(critical / stat_size > EFFECT_FLOOR && ksExactP(stat_size, stat_size, critical * stat_size) <= alpha)
  )
    critical += 1
  return {
    parameters,
    window: new Float64Array(window_size),
    order: new Int32Array(window_size),
    marks: new Int8Array(window_size),
    drawn: new Int32Array(stat_size),
    pool: new Int32Array(window_size - stat_size),
    critical,
    random: createMersenneTwister(seed),
    length: 0,
    start: 0,
    fired: false,
  }
}

/** The first place in the order whose value is not under `value`. */
function placeOf({ window, order }: Kswin, value: number): number {
  let low = 0
  let high = order.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (window[order[middle]] < value) low = middle + 1
    else high = middle
  }
  return low
}

/** Puts a value in the slot of the oldest one and keeps the order. */
function replaceOldest(state: Kswin, value: number): void {
  const { window, order, start } = state
  let from = placeOf(state, window[start])
  while (order[from] !== start) from += 1
  const to = placeOf(state, value)
  if (to > from) {
    for (let i = from; i < to - 1; i++) order[i] = order[i + 1]
    order[to - 1] = start
  } else {
    for (let i = from; i > to; i--) order[i] = order[i - 1]
    order[to] = start
  }
  window[start] = value
  state.start = start + 1 === order.length ? 0 : start + 1
}

/** Whether the newest and the drawn values are, at some value, `critical` ranks apart or more. */
function areApart({ window, order, marks, critical }: Kswin): boolean {
  let gap = 0
  for (let i = 0; i < order.length; i++) {
    gap += marks[order[i]]
    if (gap < critical && gap > -critical) continue
    // Equal values count together.
    if (i + 1 === order.length || window[order[i + 1]] !== window[order[i]]) return true
  }
  return false
}

/**
 * Takes one value in. Once the window is full, tests its newest `stat_size` values against as many drawn without
 * replacement from the rest by the two-sample Kolmogorov–Smirnov test (exact p-value); fires at p ≤ alpha with
 * D > 0.1. The cut is the start of the newest values.
 *
 * Source: Raab, Heusinger and Schleif (2020), Reactive soft prototype computing for concept drift streams; river's
 * `KSWIN`, whose draws are reproduced for the same seed.
 * Deviations: the seed defaults to 0 where river's is random; `window_size` must be at least twice `stat_size`
 * (river fails later, when it draws).
 */
export function updateKswin(state: Kswin, value: number): StreamStep {
  const { window_size, stat_size, seed } = state.parameters
  if (state.fired) {
    state.length = 0
    state.start = 0
    state.random = createMersenneTwister(seed)
    state.fired = false
  }
  const { window, order, marks, drawn } = state
  if (state.length === window_size) replaceOldest(state, value)
  else {
    window[state.length] = value
    state.length += 1
    if (state.length < window_size) return QUIET
    for (let slot = 0; slot < window_size; slot++) order[slot] = slot
    order.sort((a, b) => window[a] - window[b])
  }
  sampleRange(state.random, window_size - stat_size, drawn, state.pool)
  marks.fill(0)
  let newest = state.start
  for (let i = 0; i < stat_size; i++) {
    const older = state.start + drawn[i]
    marks[older < window_size ? older : older - window_size] = -1
    newest = newest === 0 ? window_size - 1 : newest - 1
    marks[newest] = 1
  }
  if (!areApart(state)) return QUIET
  state.fired = true
  return changeStep(stat_size)
}
