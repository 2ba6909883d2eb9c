/** Where a detector puts a change. Both counts are of accepted values and include the one that fired. */
export interface StreamCut {
  /** Values since the most likely place of the change: the new regime. */
  readonly age: number
  /** Values that the detector still holds after it has cut its window. */
  readonly width: number
}

/** What one value did to a detector. `cut` is there exactly when `change` is true. */
export interface StreamStep {
  readonly change: boolean
  readonly warning: boolean
  readonly cut: StreamCut | null
}

export const QUIET: StreamStep = Object.freeze({ change: false, warning: false, cut: null })
export const WARNING: StreamStep = Object.freeze({ change: false, warning: true, cut: null })

/** A change that began `age` values ago; an age under 1 is drawn up to 1, for the firing value is always new. */
export function changeStep(age: number, warning = false, width = Math.max(1, age)): StreamStep {
  return { change: true, warning, cut: { age: Math.max(1, age), width } }
}

/** Running mean by the recurrence μ += (x − μ)/n. */
export interface RunningMean {
  n: number
  mean: number
}

export function updateMean(running: RunningMean, value: number): void {
  running.n += 1
  running.mean += (1 / running.n) * (value - running.mean)
}

/** Running mean and variance (Welford 1962). */
export interface RunningVariance extends RunningMean {
  squares: number
}

export function updateVariance(running: RunningVariance, value: number): void {
  const before = value - running.mean
  updateMean(running, value)
  running.squares += before * (value - running.mean)
}

/** Unbiased sample variance (divisor n − 1); 0 for fewer than two values. */
export function sampleVariance(running: RunningVariance): number {
  return running.n > 1 ? running.squares / (running.n - 1) : 0
}
