import { MODE_PARAMETER, type ParameterSchema, type Resolved } from './parameters.ts'
import { changeStep, QUIET, type RunningMean, type StreamStep, updateMean } from './step.ts'

export const PAGE_HINKLEY_PARAMETERS = {
  min_instances: {
    kind: 'integer',
    default: 30,
    minimum: 1,
    description: 'Values to see before anything fires.',
  },
  delta: {
    kind: 'number',
    default: 0.005,
    minimum: 0,
    description: 'Deviation from the mean that is put up with, in units of the values.',
  },
  threshold: {
    kind: 'number',
    default: 50,
    above: 0,
    description: 'Accumulated deviation at which a change fires, in units of the values.',
  },
  alpha: {
    kind: 'number',
    default: 1 - 0.0001,
    above: 0,
    maximum: 1,
    description: 'Forgetting factor of the accumulated deviation.',
  },
  mode: MODE_PARAMETER,
} as const satisfies ParameterSchema

export type PageHinkleyParameters = Resolved<typeof PAGE_HINKLEY_PARAMETERS>

export interface PageHinkley {
  readonly parameters: PageHinkleyParameters
  readonly running: RunningMean
  rise: number
  fall: number
  lowestRise: number
  highestFall: number
  lowestAt: number
  highestAt: number
  fired: boolean
}

export function createPageHinkley(parameters: PageHinkleyParameters): PageHinkley {
  const state: PageHinkley = {
    parameters,
    running: { n: 0, mean: 0 },
    rise: 0,
    fall: 0,
    lowestRise: Number.POSITIVE_INFINITY,
    highestFall: -1,
    lowestAt: 0,
    highestAt: 0,
    fired: false,
  }
  return state
}

function reset(state: PageHinkley): void {
  state.running.n = 0
  state.running.mean = 0
  state.rise = 0
  state.fall = 0
  state.lowestRise = Number.POSITIVE_INFINITY
  state.highestFall = -1
  state.lowestAt = 0
  state.highestAt = 0
  state.fired = false
}

/**
 * Takes one value in. Sums the deviations from the running mean, less delta (and plus delta for falls), with
 * forgetting; a change is a sum further than `threshold` above its lowest (below its highest) point so far. The cut
 * is just after that point, the maximum-likelihood estimate of the change.
 *
 * Source: Page (1954), Continuous inspection schemes; Hinkley (1971); river's `PageHinkley`, whose highest point
 * starts at −1 as here. No deviations.
 */
export function updatePageHinkley(state: PageHinkley, value: number): StreamStep {
  if (state.fired) reset(state)
  const { running, parameters } = state
  updateMean(running, value)
  const deviation = value - running.mean
  state.rise = parameters.alpha * state.rise + deviation - parameters.delta
  state.fall = parameters.alpha * state.fall + deviation + parameters.delta
  if (state.rise < state.lowestRise) {
    state.lowestRise = state.rise
    state.lowestAt = running.n
  }
  if (state.fall > state.highestFall) {
    state.highestFall = state.fall
    state.highestAt = running.n
  }
  if (running.n < parameters.min_instances) return QUIET
  const up = parameters.mode !== 'down' && state.rise - state.lowestRise > parameters.threshold
  const down = parameters.mode !== 'up' && state.highestFall - state.fall > parameters.threshold
  if (!up && !down) return QUIET
  state.fired = true
  return changeStep(running.n - (up ? state.lowestAt : state.highestAt))
}
