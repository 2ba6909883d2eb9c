import type { ParameterSchema, Resolved } from './parameters.ts'
import { changeStep, QUIET, type RunningMean, type StreamStep, updateMean, WARNING } from './step.ts'

export const DDM_PARAMETERS = {
  warm_start: {
    kind: 'integer',
    default: 30,
    minimum: 0,
    description: 'Values to see before anything fires.',
  },
  warning_threshold: {
    kind: 'number',
    default: 2,
    above: 0,
    description: 'Standard deviations above the best error rate for a warning.',
  },
  drift_threshold: {
    kind: 'number',
    default: 3,
    above: 0,
    description: 'Standard deviations above the best error rate for a change.',
  },
} as const satisfies ParameterSchema

export type DdmParameters = Resolved<typeof DDM_PARAMETERS>

export interface Ddm {
  readonly parameters: DdmParameters
  readonly rate: RunningMean
  bestRate: number
  bestDeviation: number
  best: number
  /** Values since the present warning began, this one included; 0 outside of a warning. */
  warned: number
  fired: boolean
}

export function createDdm(parameters: DdmParameters): Ddm {
  return {
    parameters,
    rate: { n: 0, mean: 0 },
    bestRate: Number.POSITIVE_INFINITY,
    bestDeviation: Number.POSITIVE_INFINITY,
    best: Number.POSITIVE_INFINITY,
    warned: 0,
    fired: false,
  }
}

function reset(state: Ddm): void {
  state.rate.n = 0
  state.rate.mean = 0
  state.bestRate = Number.POSITIVE_INFINITY
  state.bestDeviation = Number.POSITIVE_INFINITY
  state.best = Number.POSITIVE_INFINITY
  state.warned = 0
  state.fired = false
}

/**
 * Takes one error in (1 wrong, 0 right, or a loss between them). With p the error rate since the last change and
 * s = √(p(1−p)/n), a change is p + s > p_min + drift_threshold·s_min, where p_min and s_min belong to the smallest
 * p + s so far. The cut is where the unbroken warning that led to the change began.
 *
 * Source: Gama, Medas, Castillo and Rodrigues (2004), Learning with drift detection; river's `DDM`. No deviations.
 */
export function updateDdm(state: Ddm, value: number): StreamStep {
  if (state.fired) reset(state)
  updateMean(state.rate, value)
  const p = state.rate.mean
  const s = Math.sqrt(Math.max(0, p * (1 - p)) / state.rate.n)
  const { warm_start, warning_threshold, drift_threshold } = state.parameters
  if (state.rate.n <= warm_start) return QUIET
  if (p + s <= state.best) {
    state.bestRate = p
    state.bestDeviation = s
    state.best = p + s
  }
  const warning = p + s > state.bestRate + warning_threshold * state.bestDeviation
  state.warned = warning ? state.warned + 1 : 0
  if (p + s > state.bestRate + drift_threshold * state.bestDeviation) {
    state.fired = true
    return changeStep(state.warned)
  }
  return warning ? WARNING : QUIET
}
