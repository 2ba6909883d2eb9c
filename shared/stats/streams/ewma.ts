import { MODE_PARAMETER, type ParameterSchema, type Resolved } from './parameters.ts'
import { changeStep, QUIET, type RunningMean, type StreamStep, updateMean } from './step.ts'

export const EWMA_PARAMETERS = {
  alpha: {
    kind: 'number',
    default: 0.1,
    above: 0,
    maximum: 1,
    description: 'Weight of the newest value in the chart.',
  },
  threshold: {
    kind: 'number',
    default: 4,
    above: 0,
    description: 'Width of the chart, in standard errors of the weighted mean.',
  },
  min_instances: {
    kind: 'integer',
    default: 30,
    minimum: 1,
    description: 'Values to see before anything fires.',
  },
  mode: MODE_PARAMETER,
} as const satisfies ParameterSchema

export type EwmaParameters = Resolved<typeof EWMA_PARAMETERS>

export interface Ewma {
  readonly parameters: EwmaParameters
  readonly running: RunningMean
  /** Weighted means of x and of x². */
  weighted: number
  weightedSquare: number
  /** Values since the chart last crossed the running mean. */
  side: number
  sideWidth: number
  fired: boolean
}

export function createEwma(parameters: EwmaParameters): Ewma {
  return {
    parameters,
    running: { n: 0, mean: 0 },
    weighted: 0,
    weightedSquare: 0,
    side: 0,
    sideWidth: 0,
    fired: false,
  }
}

function reset(state: Ewma): void {
  state.running.n = 0
  state.running.mean = 0
  state.weighted = 0
  state.weightedSquare = 0
  state.side = 0
  state.sideWidth = 0
  state.fired = false
}

/**
 * Takes one value in: z = αx + (1−α)z against the mean μ of everything since the last change; a change is
 * |z − μ| > threshold·σ·√(α/(2−α)·(1−(1−α)^2n)), with σ² the exponentially weighted variance. The cut is where z
 * last crossed μ.
 *
 * Source: Roberts (1959), Control chart tests based on geometric moving averages; river's `EWMA`.
 * Deviations: river takes a weighted mean of exactly 0 for one that has seen nothing, which empties the variance at
 * the first 1 after a run of zeros; here the first value starts it. A deviation within 1e-12 of the values' size is
 * rounding and counts as none.
 */
export function updateEwma(state: Ewma, value: number): StreamStep {
  if (state.fired) reset(state)
  const { running, parameters } = state
  const { alpha, threshold, min_instances, mode } = parameters
  updateMean(running, value)
  if (running.n === 1) {
    state.weighted = value
    state.weightedSquare = value * value
  } else {
    state.weighted = alpha * value + (1 - alpha) * state.weighted
    state.weightedSquare = alpha * value * value + (1 - alpha) * state.weightedSquare
  }
  const gap = state.weighted - running.mean
  const deviation = Math.abs(gap) <= 1e-12 * Math.abs(running.mean) ? 0 : gap
  const side = Math.sign(deviation)
  state.sideWidth = side !== 0 && side === state.side ? state.sideWidth + 1 : 1
  state.side = side
  if (running.n < min_instances) return QUIET
  const variance = Math.max(state.weightedSquare - state.weighted * state.weighted, 0)
  const factor = (alpha / (2 - alpha)) * (1 - (1 - alpha) ** (2 * running.n))
  const bound = threshold * Math.sqrt(variance) * Math.sqrt(factor)
  const up = mode !== 'down' && deviation > bound
  const down = mode !== 'up' && -deviation > bound
  if (!up && !down) return QUIET
  state.fired = true
  return changeStep(state.sideWidth)
}
