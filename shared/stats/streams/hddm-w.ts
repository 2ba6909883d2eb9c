import type { ParameterSchema, Resolved } from './parameters.ts'
import { changeStep, QUIET, type StreamStep, WARNING } from './step.ts'

export const HDDM_W_PARAMETERS = {
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
  lambda_val: {
    kind: 'number',
    default: 0.05,
    above: 0,
    maximum: 1,
    description: 'Weight of the newest value in the weighted mean.',
  },
  two_sided_test: {
    kind: 'boolean',
    default: false,
    description: 'Whether a falling error rate fires as well as a rising one.',
  },
} as const satisfies ParameterSchema

export type HddmWParameters = Resolved<typeof HDDM_W_PARAMETERS>

/** An exponentially weighted mean of `n` values and the sum of its squared weights. */
interface WeightedSample {
  n: number
  mean: number
  squaredWeights: number
}

export interface HddmW {
  readonly parameters: HddmWParameters
  readonly all: WeightedSample
  readonly beforeRise: WeightedSample
  readonly afterRise: WeightedSample
  readonly beforeFall: WeightedSample
  readonly afterFall: WeightedSample
  riseCut: number
  fallCut: number
  fired: boolean
}

const emptySample = (): WeightedSample => ({ n: 0, mean: 0, squaredWeights: 1 })

export function createHddmW(parameters: HddmWParameters): HddmW {
  return {
    parameters,
    all: emptySample(),
    beforeRise: emptySample(),
    afterRise: emptySample(),
    beforeFall: emptySample(),
    afterFall: emptySample(),
    riseCut: Number.POSITIVE_INFINITY,
    fallCut: Number.NEGATIVE_INFINITY,
    fired: false,
  }
}

function copy(from: WeightedSample, to: WeightedSample): void {
  to.n = from.n
  to.mean = from.mean
  to.squaredWeights = from.squaredWeights
}

function clear(sample: WeightedSample): void {
  sample.n = 0
  sample.mean = 0
  sample.squaredWeights = 1
}

function add(sample: WeightedSample, value: number, lambda: number): void {
  const keep = 1 - lambda
  sample.mean = sample.n === 0 ? value : lambda * value + keep * sample.mean
  sample.n += 1
  sample.squaredWeights = lambda * lambda + keep * keep * sample.squaredWeights
}

function reset(state: HddmW): void {
  clear(state.all)
  clear(state.beforeRise)
  clear(state.afterRise)
  clear(state.beforeFall)
  clear(state.afterFall)
  state.riseCut = Number.POSITIVE_INFINITY
  state.fallCut = Number.NEGATIVE_INFINITY
  state.fired = false
}

/** McDiarmid's bound on a weighted mean of values in [0, 1]. */
const mcdiarmid = (squaredWeights: number, confidence: number): number =>
  Math.sqrt((squaredWeights * Math.log(1 / confidence)) / 2)

function exceeds(low: WeightedSample, high: WeightedSample, confidence: number): boolean {
  if (low.n === 0 || high.n === 0) return false
  return high.mean - low.mean > mcdiarmid(low.squaredWeights + high.squaredWeights, confidence)
}

/**
 * Takes one error in, a number in [0, 1]. Keeps the weighted mean at the point where its McDiarmid bound was lowest
 * (highest for a fall) and compares it with the weighted mean of what came after. The cut is that point.
 *
 * Source: Frías-Blanco et al. (2014), Online and non-parametric drift detection methods based on Hoeffding's
 * bounds (W-test); river's `HDDMW`.
 * Deviation: river takes a weighted mean of exactly 0 for one that has seen nothing, so that after a run of zeros
 * the first 1 sets it to 1 and fires; here, as in the paper and in MOA, the first value starts the mean, whatever
 * it is.
 */
export function updateHddmW(state: HddmW, value: number): StreamStep {
  if (state.fired) reset(state)
  const { parameters, all, beforeRise, afterRise, beforeFall, afterFall } = state
  const { drift_confidence, warning_confidence, lambda_val } = parameters
  add(all, value, lambda_val)
  const bound = mcdiarmid(all.squaredWeights, drift_confidence)

  if (all.mean + bound < state.riseCut) {
    state.riseCut = all.mean + bound
    copy(all, beforeRise)
    clear(afterRise)
  } else add(afterRise, value, lambda_val)
  const up = exceeds(beforeRise, afterRise, drift_confidence)
  let warning = !up && exceeds(beforeRise, afterRise, warning_confidence)

  if (all.mean - bound > state.fallCut) {
    state.fallCut = all.mean - bound
    copy(all, beforeFall)
    clear(afterFall)
  } else add(afterFall, value, lambda_val)
  let down = false
  if (parameters.two_sided_test) {
    down = exceeds(afterFall, beforeFall, drift_confidence)
    if (!down && exceeds(afterFall, beforeFall, warning_confidence)) warning = true
  }
  if (up || down) {
    state.fired = true
    return changeStep(up ? afterRise.n : afterFall.n, warning)
  }
  return warning ? WARNING : QUIET
}
