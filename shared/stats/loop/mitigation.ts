/** What a person can change about a loop. */
export interface LoopSetting {
  /** Share of rows that chance decides. */
  readonly randomOverride: number
  /** Share of the model's rows in which it tries something other than its best. */
  readonly exploration: number
  /** Weight of the model in the decision, beside rules and people. */
  readonly modelWeight: number
  /** Rows with a confidence below this go to people; null for none. */
  readonly reviewBelow: number | null
}

export interface LoopForecast {
  /** Share of rows that the model decides alone. */
  readonly modelShare: number
  readonly reviewShare: number
  /** Gain of one round over all rows. */
  readonly gain: number
  /** 1/(1 − gain); null where each round adds more than the last. */
  readonly amplification: number | null
  /** What a disturbance of one unit has grown to after each retrain, the first entry before any. */
  readonly path: Float64Array
}

/** Share of rows with a confidence below `threshold`, from a histogram on [0, 1] in equal cells. */
export function shareBelow(histogram: ArrayLike<number> | null, threshold: number | null): number {
  if (histogram === null || threshold === null) return 0
  let below = 0
  let all = 0
  const cell = threshold * histogram.length
  for (let i = 0; i < histogram.length; i++) {
    all += histogram[i]
    below += histogram[i] * Math.max(0, Math.min(1, cell - i))
  }
  return all > 0 ? below / all : 0
}

/**
 * The loop under a setting, forward over `rounds` retrains. In rows that the model decides, a unit of score moves the
 * outcome by `gain`, measured at the weight `measuredWeight`; rows that chance or people decide do not feed back, and
 * the next model learns from all. So one round multiplies a disturbance by G = gain · (1 − random)(1 − exploration)
 * (1 − review) · weight/measuredWeight, and after k rounds it has grown to Σ Gʲ, j = 0 … k, towards 1/(1 − G).
 */
export function forecastLoop(
  gain: number,
  setting: LoopSetting,
  confidenceHistogram: ArrayLike<number> | null,
  measuredWeight: number,
  rounds = 12,
): LoopForecast {
  const reviewShare = shareBelow(confidenceHistogram, setting.reviewBelow)
  const modelShare = (1 - setting.randomOverride) * (1 - setting.exploration) * (1 - reviewShare)
  const effective = (gain * modelShare * setting.modelWeight) / measuredWeight
  const path = new Float64Array(rounds + 1)
  let power = 1
  for (let k = 0; k <= rounds; k++) {
    path[k] = (k > 0 ? path[k - 1] : 0) + power
    power *= effective
  }
  return {
    modelShare,
    reviewShare,
    gain: effective,
    amplification: effective < 1 ? 1 / (1 - effective) : null,
    path,
  }
}
