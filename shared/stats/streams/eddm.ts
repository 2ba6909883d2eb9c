import { AppError } from '../../domain/errors.ts'
import type { ParameterSchema, Resolved } from './parameters.ts'
import {
  changeStep,
  QUIET,
  type RunningVariance,
  type StreamStep,
  sampleVariance,
  updateVariance,
  WARNING,
} from './step.ts'

export const EDDM_PARAMETERS = {
  warm_start: {
    kind: 'integer',
    default: 30,
    minimum: 0,
    description: 'Errors to see before anything fires.',
  },
  alpha: {
    kind: 'number',
    default: 0.95,
    above: 0,
    maximum: 1,
    description: 'A warning is a distance between errors under this share of its best.',
  },
  beta: {
    kind: 'number',
    default: 0.9,
    above: 0,
    maximum: 1,
    description: 'A change is a distance between errors under this share of its best; at most alpha.',
  },
} as const satisfies ParameterSchema

export type EddmParameters = Resolved<typeof EDDM_PARAMETERS>

export interface Eddm {
  readonly parameters: EddmParameters
  readonly distances: RunningVariance
  n: number
  errors: number
  lastError: number
  best: number
  /** Value number at which the distance between errors was at its best. */
  bestAt: number
  warning: boolean
  fired: boolean
}

/** Throws `BAD_PARAMS` where alpha is less than beta. */
export function createEddm(parameters: EddmParameters): Eddm {
  if (parameters.alpha < parameters.beta) {
    throw new AppError(
      'BAD_PARAMS',
      'The parameter "alpha" of eddm is less than "beta".',
      'Give an alpha that is at least beta: a warning must come before a change.',
    )
  }
  return {
    parameters,
    distances: { n: 0, mean: 0, squares: 0 },
    n: 0,
    errors: 0,
    lastError: 0,
    best: -1,
    bestAt: 0,
    warning: false,
    fired: false,
  }
}

function reset(state: Eddm): void {
  state.distances.n = 0
  state.distances.mean = 0
  state.distances.squares = 0
  state.n = 0
  state.errors = 0
  state.lastError = 0
  state.best = -1
  state.bestAt = 0
  state.warning = false
  state.fired = false
}

/**
 * Takes one bit in (1 an error). Follows p' + 2s', the mean and twice the standard deviation of the distance
 * between errors; under beta of its best so far it is a change, under alpha a warning. A warning stands until the
 * next error. The cut is where the distance was at its best.
 *
 * Source: Baena-García et al. (2006), Early drift detection method; river's `EDDM`. No deviations.
 */
export function updateEddm(state: Eddm, value: number): StreamStep {
  if (state.fired) reset(state)
  state.n += 1
  if (value === 1) {
    state.errors += 1
    updateVariance(state.distances, state.n - state.lastError)
    state.lastError = state.n
    if (state.n > state.parameters.warm_start) {
      const spread = state.distances.mean + 2 * Math.sqrt(sampleVariance(state.distances))
      if (spread > state.best) {
        state.best = spread
        state.bestAt = state.n
      } else if (state.errors > state.parameters.warm_start) {
        const level = spread / state.best
        if (level < state.parameters.beta) {
          state.fired = true
          return changeStep(state.n - state.bestAt, state.warning)
        }
        state.warning = level < state.parameters.alpha
      }
    }
  }
  return state.warning ? WARNING : QUIET
}
