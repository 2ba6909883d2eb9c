import type { Alternative } from '../counts/fisher-exact.ts'
import { studentTQuantile, studentTSf } from '../special/student-t.ts'
import { momentsOf } from './moments.ts'

export interface TTestResult {
  /** t of mean(reference) − mean(current). */
  readonly statistic: number
  readonly df: number
  readonly pValue: number
  /** mean(current) − mean(reference), with its interval at 95%. */
  readonly difference: number
  readonly interval: readonly [number, number]
}

function tTest(
  reference: Float64Array,
  current: Float64Array,
  alternative: Alternative,
  pooled: boolean,
): TTestResult | null {
  const a = momentsOf(reference)
  const b = momentsOf(current)
  if (!a || !b || a.rows < 2 || b.rows < 2) return null
  const va = (a.sampleDeviation * a.sampleDeviation) / a.rows
  const vb = (b.sampleDeviation * b.sampleDeviation) / b.rows
  let df = a.rows + b.rows - 2
  let variance: number
  if (pooled) {
    const common = ((a.rows - 1) * a.sampleDeviation ** 2 + (b.rows - 1) * b.sampleDeviation ** 2) / df
    variance = common * (1 / a.rows + 1 / b.rows)
  } else {
    variance = va + vb
    df = (variance * variance) / ((va * va) / (a.rows - 1) + (vb * vb) / (b.rows - 1))
  }
  if (!(variance > 0) || !Number.isFinite(variance)) return null
  const error = Math.sqrt(variance)
  const statistic = (a.mean - b.mean) / error
  const difference = b.mean - a.mean
  const half = studentTQuantile(0.975, df) * error
  const pValue =
    alternative === 'two-sided'
      ? Math.min(1, 2 * studentTSf(Math.abs(statistic), df))
      : studentTSf(alternative === 'greater' ? statistic : -statistic, df)
  return { statistic, df, pValue, difference, interval: [difference - half, difference + half] }
}

/**
 * Welch's t-test: unequal variances, Satterthwaite's degrees of freedom. `greater` means that the reference's mean
 * is the greater one. Null with fewer than two rows a side or without any variance.
 */
export function welchT(
  reference: Float64Array,
  current: Float64Array,
  alternative: Alternative = 'two-sided',
): TTestResult | null {
  return tTest(reference, current, alternative, false)
}

/** Student's t-test with the pooled variance, n + m − 2 degrees of freedom. Otherwise as `welchT`. */
export function studentT(
  reference: Float64Array,
  current: Float64Array,
  alternative: Alternative = 'two-sided',
): TTestResult | null {
  return tTest(reference, current, alternative, true)
}
