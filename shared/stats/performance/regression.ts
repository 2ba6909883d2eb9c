import { AppError } from '../../domain/errors.ts'
import { say } from '../../words/say.ts'
import { wilsonInterval } from '../special/binomial.ts'
import { type BootstrapOptions, bootstrapSums, groupSums } from './bootstrap.ts'
import { type Measure, measured, unmeasured } from './measure.ts'

export interface RegressionOptions extends BootstrapOptions {
  /** Greatest error that is within tolerance, in the target's unit. */
  readonly tolerance?: number
  /** Greatest error relative to the actual value that is within tolerance; the looser of the two counts. */
  readonly relativeTolerance?: number
}

export interface RegressionMetrics {
  readonly rows: number
  /** Rows without a finite actual or prediction. */
  readonly left: number
  readonly meanAbsoluteError: Measure
  readonly rootMeanSquaredError: Measure
  /** Mean of |error/actual| over rows whose actual is not 0, as a share (0.1 is 10%). */
  readonly meanAbsolutePercentageError: Measure
  readonly zeroActuals: number
  /** 1 − Σ error²/Σ (actual − mean)². */
  readonly rSquared: Measure
  /** Mean of prediction − actual: above 0 the model predicts too much. */
  readonly bias: Measure
  readonly withinTolerance: Measure
}

const WIDTH = 7
const N = 0
const ABSOLUTE = 1
const SQUARED = 2
const SIGNED = 3
const PERCENT = 4
const NONZERO = 5
const ACTUAL = 6

/**
 * Metrics of a regression. Intervals are percentile bootstrap (seeded, at most 1,000 groups of rows), the share
 * within tolerance Wilson. Null with a reason: everything without rows, MAPE where every actual is 0, R² for fewer
 * than two rows or a constant actual, within-tolerance where no tolerance is given. Source: as scikit-learn's
 * metrics of the same names, but for MAPE, which there divides by a tiny number where the actual is 0.
 */
export function regressionMetrics(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  options: RegressionOptions = {},
): RegressionMetrics {
  if (actual.length !== predicted.length) {
    throw new AppError(
      'BAD_PARAMS',
      `There are ${actual.length} actual values and ${predicted.length} predictions.`,
      'Give one of each for every row; a missing one is NaN (null in JSON).',
    )
  }
  const kept: number[] = []
  let mean = 0
  for (let i = 0; i < actual.length; i++) {
    if (!Number.isFinite(actual[i]) || !Number.isFinite(predicted[i])) continue
    kept.push(i)
    mean += (actual[i] - mean) / kept.length
  }
  const rows = kept.length
  const left = actual.length - rows
  if (rows === 0) {
    const none = unmeasured(say('metric.none.actual_prediction'))
    return {
      rows,
      left,
      meanAbsoluteError: none,
      rootMeanSquaredError: none,
      meanAbsolutePercentageError: none,
      zeroActuals: 0,
      rSquared: none,
      bias: none,
      withinTolerance: none,
    }
  }
  const { tolerance, relativeTolerance } = options
  let within = 0
  let spread = 0
  // Actuals are centred, so that the spread in a resample, Σc² − (Σc)²/n, loses no digits.
  const sums = groupSums(rows, WIDTH + 1, (k, into) => {
    const y = actual[kept[k]]
    const error = predicted[kept[k]] - y
    const size = Math.abs(error)
    into[N] = 1
    into[ABSOLUTE] = size
    into[SQUARED] = error * error
    into[SIGNED] = error
    into[PERCENT] = y === 0 ? 0 : size / Math.abs(y)
    into[NONZERO] = y === 0 ? 0 : 1
    into[ACTUAL] = y - mean
    into[WIDTH] = (y - mean) ** 2
    spread += into[WIDTH]
    if (size <= Math.max(tolerance ?? -1, (relativeTolerance ?? -1) * Math.abs(y))) within += 1
  })
  const mae = (s: Float64Array): number => s[ABSOLUTE] / s[N]
  const rmse = (s: Float64Array): number => Math.sqrt(s[SQUARED] / s[N])
  const mape = (s: Float64Array): number => s[PERCENT] / s[NONZERO]
  const r2 = (s: Float64Array): number => {
    const around = s[WIDTH] - (s[ACTUAL] * s[ACTUAL]) / s[N]
    return around > 0 ? 1 - s[SQUARED] / around : Number.NaN
  }
  const bias = (s: Float64Array): number => s[SIGNED] / s[N]
  const total = new Float64Array(WIDTH + 1)
  for (let i = 0; i < sums.length; i++) total[i % (WIDTH + 1)] += sums[i]
  const statistics = [mae, rmse, mape, r2, bias]
  const ci = bootstrapSums(sums, WIDTH + 1, statistics, options)
  const zeroActuals = rows - Math.round(total[NONZERO])
  return {
    rows,
    left,
    meanAbsoluteError: measured(mae(total), ci[0]),
    rootMeanSquaredError: measured(rmse(total), ci[1]),
    meanAbsolutePercentageError:
      zeroActuals === rows ? unmeasured(say('metric.none.zero')) : measured(mape(total), ci[2]),
    zeroActuals,
    rSquared:
      rows < 2 || spread === 0
        ? unmeasured(say('metric.none.constant'))
        : measured(1 - total[SQUARED] / spread, ci[3]),
    bias: measured(bias(total), ci[4]),
    withinTolerance:
      tolerance === undefined && relativeTolerance === undefined
        ? unmeasured(say('metric.none.tolerance'))
        : measured(within / rows, wilsonInterval(within, rows, options.confidence)),
  }
}
