import type { ParameterSchema, Resolved } from './parameters.ts'
import { changeStep, QUIET, type RunningMean, type StreamStep, updateMean, WARNING } from './step.ts'

export const HDDM_A_PARAMETERS = {
  drift_confidence: {
    kind: 'number',
    default: 0.001,
    above: 0,
    below: 1,
    description: 'Chance of a false change that is put up with.',
  },
  warning_confidence: {
    kind: 'number',
    default: 0.005,
    above: 0,
    below: 1,
    description: 'Chance of a false warning that is put up with.',
  },
  two_sided_test: {
    kind: 'boolean',
    default: false,
    description: 'Whether a falling error rate fires as well as a rising one.',
  },
} as const satisfies ParameterSchema

export type HddmAParameters = Resolved<typeof HDDM_A_PARAMETERS>

export interface HddmA {
  readonly parameters: HddmAParameters
  readonly all: RunningMean
  /** The prefix with the lowest upper bound: the best cut for a rise. */
  readonly lowest: RunningMean
  /** The prefix with the highest lower bound: the best cut for a fall. */
  readonly highest: RunningMean
  fired: boolean
}

export function createHddmA(parameters: HddmAParameters): HddmA {
  return {
    parameters,
    all: { n: 0, mean: 0 },
    lowest: { n: 0, mean: 0 },
    highest: { n: 0, mean: 0 },
    fired: false,
  }
}

function copy(from: RunningMean, to: RunningMean): void {
  to.n = from.n
  to.mean = from.mean
}

function reset(state: HddmA): void {
  const empty = { n: 0, mean: 0 }
  copy(empty, state.all)
  copy(empty, state.lowest)
  copy(empty, state.highest)
  state.fired = false
}

/** Hoeffding's ε for the mean of a prefix against the mean of everything, which contains it. */
function differenceBound(prefix: RunningMean, all: RunningMean, confidence: number): number {
  const m = ((all.n - prefix.n) / prefix.n) * (1 / all.n)
  return Math.sqrt((m / 2) * Math.log(2 / confidence))
}

function rose(state: HddmA, confidence: number): boolean {
  if (state.lowest.n === state.all.n) return false
  return state.all.mean - state.lowest.mean >= differenceBound(state.lowest, state.all, confidence)
}

function fell(state: HddmA, confidence: number): boolean {
  if (state.highest.n === state.all.n) return false
  return state.highest.mean - state.all.mean >= differenceBound(state.highest, state.all, confidence)
}

/**
 * Takes one error in, a number in [0, 1]. Compares the mean of everything since the last change with the mean of
 * the prefix whose Hoeffding bound is lowest (highest for a fall). The cut is the end of that prefix.
 *
 * Source: Frías-Blanco et al. (2014), Online and non-parametric drift detection methods based on Hoeffding's
 * bounds (A-test); river's `HDDMA`. No deviations.
 */
export function updateHddmA(state: HddmA, value: number): StreamStep {
  if (state.fired) reset(state)
  const { all, lowest, highest, parameters } = state
  updateMean(all, value)
  if (lowest.n === 0) copy(all, lowest)
  if (highest.n === 0) copy(all, highest)
  const log = Math.log(1 / parameters.drift_confidence)
  const boundAll = Math.sqrt((1 / (2 * all.n)) * log)
  if (lowest.mean + Math.sqrt((1 / (2 * lowest.n)) * log) >= all.mean + boundAll) copy(all, lowest)
  if (highest.mean - Math.sqrt((1 / (2 * highest.n)) * log) <= all.mean - boundAll) copy(all, highest)

  const up = rose(state, parameters.drift_confidence)
  let warning = !up && rose(state, parameters.warning_confidence)
  let down = false
  if (parameters.two_sided_test) {
    down = fell(state, parameters.drift_confidence)
    if (!down && fell(state, parameters.warning_confidence)) warning = true
  }
  if (up || down) {
    state.fired = true
    return changeStep(all.n - (up ? lowest.n : highest.n), warning)
  }
  return warning ? WARNING : QUIET
}
