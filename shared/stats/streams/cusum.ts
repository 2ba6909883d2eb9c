import { MODE_PARAMETER, type ParameterSchema, type Resolved } from './parameters.ts'
import {
  changeStep,
  QUIET,
  type RunningVariance,
  type StreamStep,
  sampleVariance,
  updateVariance,
} from './step.ts'

export const CUSUM_PARAMETERS = {
  min_instances: {
    kind: 'integer',
    default: 30,
    minimum: 1,
    description: 'Values from which the reference mean and deviation are taken; then they are frozen.',
  },
  slack: {
    kind: 'number',
    default: 0.5,
    minimum: 0,
    description: 'Deviation that is put up with, in reference standard deviations.',
  },
  threshold: {
    kind: 'number',
    default: 5,
    above: 0,
    description: 'Accumulated deviation at which a change fires, in reference standard deviations.',
  },
  mode: MODE_PARAMETER,
} as const satisfies ParameterSchema

export type CusumParameters = Resolved<typeof CUSUM_PARAMETERS>

export interface Cusum {
  readonly parameters: CusumParameters
  readonly warmUp: RunningVariance
  n: number
  reference: number
  sigma: number
  rise: number
  fall: number
  /** Values since the sum was last at zero. */
  riseWidth: number
  fallWidth: number
  fired: boolean
}

export function createCusum(parameters: CusumParameters): Cusum {
  return {
    parameters,
    warmUp: { n: 0, mean: 0, squares: 0 },
    n: 0,
    reference: 0,
    sigma: 0,
    rise: 0,
    fall: 0,
    riseWidth: 0,
    fallWidth: 0,
    fired: false,
  }
}

function reset(state: Cusum): void {
  state.warmUp.n = 0
  state.warmUp.mean = 0
  state.warmUp.squares = 0
  state.n = 0
  state.rise = 0
  state.fall = 0
  state.riseWidth = 0
  state.fallWidth = 0
  state.fired = false
}

/**
 * Takes one value in: the tabular CUSUM, S⁺ = max(0, S⁺ + (x − μ) − kσ) and S⁻ = max(0, S⁻ − (x − μ) − kσ), fires
 * above hσ. μ and σ (divisor n − 1) come from the first `min_instances` values, the last of which is tested too.
 * The cut is where the sum last left zero. With k = 0.5 and h = 5 a false alarm comes every few hundred values.
 *
 * Source: Page (1954); Montgomery, Introduction to statistical quality control, section 9.1; river's `CUSUM`.
 * Deviation: river fires on any rounding error when the warm-up was constant (σ = 0); here a deviation under
 * 1e-9 of the reference counts as none.
 */
export function updateCusum(state: Cusum, value: number): StreamStep {
  if (state.fired) reset(state)
  const { parameters } = state
  state.n += 1
  if (state.n <= parameters.min_instances) {
    updateVariance(state.warmUp, value)
    if (state.n < parameters.min_instances) return QUIET
    state.reference = state.warmUp.mean
    state.sigma = Math.sqrt(sampleVariance(state.warmUp))
  }
  const gap = value - state.reference
  const deviation = Math.abs(gap) <= 1e-9 * Math.abs(state.reference) ? 0 : gap
  const slack = parameters.slack * state.sigma
  const limit = parameters.threshold * state.sigma
  state.rise = Math.max(0, state.rise + deviation - slack)
  state.fall = Math.max(0, state.fall - deviation - slack)
  state.riseWidth = state.rise > 0 ? state.riseWidth + 1 : 0
  state.fallWidth = state.fall > 0 ? state.fallWidth + 1 : 0
  const up = parameters.mode !== 'down' && state.rise > limit
  const down = parameters.mode !== 'up' && state.fall > limit
  if (!up && !down) return QUIET
  state.fired = true
  return changeStep(up ? state.riseWidth : state.fallWidth)
}
