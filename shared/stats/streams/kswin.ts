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
  readonly window: Float64Array
  readonly older: Float64Array
  readonly recent: Float64Array
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
    older: new Float64Array(stat_size),
    recent: new Float64Array(stat_size),
    critical,
    random: createMersenneTwister(seed),
    length: 0,
    start: 0,
    fired: false,
  }
}

/** Ascending in place; by insertion where the array is so short that the built-in sort costs more. */
function sortSmall(values: Float64Array): void {
  if (values.length > 100) {
    values.sort()
    return
  }
  for (let i = 1; i < values.length; i++) {
    const value = values[i]
    let j = i - 1
    while (j >= 0 && values[j] > value) {
      values[j + 1] = values[j]
      j -= 1
    }
    values[j + 1] = value
  }
}

/** Greatest distance in ranks between two sorted samples of the same size. */
function rankDistance(a: Float64Array, b: Float64Array): number {
  const n = a.length
  let i = 0
  let j = 0
  let greatest = 0
  while (i < n && j < n) {
    const value = Math.min(a[i], b[j])
    while (i < n && a[i] === value) i += 1
    while (j < n && b[j] === value) j += 1
    greatest = Math.max(greatest, Math.abs(i - j))
  }
  return greatest
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
  const { window, older, recent } = state
  if (state.length < window_size) {
    window[(state.start + state.length) % window_size] = value
    state.length += 1
  } else {
    window[state.start] = value
    state.start = (state.start + 1) % window_size
  }
  if (state.length < window_size) return QUIET
  const drawn = sampleRange(state.random, window_size - stat_size, stat_size)
  for (let i = 0; i < stat_size; i++) {
    older[i] = window[(state.start + drawn[i]) % window_size]
    recent[i] = window[(state.start + window_size - stat_size + i) % window_size]
  }
  sortSmall(older)
  sortSmall(recent)
  if (rankDistance(older, recent) < state.critical) return QUIET
  state.fired = true
  return changeStep(stat_size)
}
