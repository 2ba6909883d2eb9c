import { say } from '../../words/say.ts'
import { sortedQuantile } from '../binning/quantiles.ts'
import { createRandom, randomInteger } from '../random.ts'
import { leastSquares } from '../series/least-squares.ts'
import { lowerBound, sortFloat64 } from '../sorting/float64.ts'
import { type Estimate, estimated, notEstimated } from './expected-ranking.ts'

/** How a row's loss follows from its prediction and its features; fitted on labelled baseline rows. */
export interface LossModel {
  /** Inner edges of the prediction's tenths on the baseline. */
  readonly edges: Float64Array
  readonly centres: Float64Array
  readonly scales: Float64Array
  /** Intercept, a step for each tenth but the first, a slope for each feature; one set for each fold. */
  readonly folds: readonly Float64Array[]
  /** Mean and variance of what the fitted losses left, out of fold. */
  readonly residualVariance: number
  /** Share of the loss's variance that the model explains out of fold; at most 0 means that the mean does as well. */
  readonly skill: number
  readonly mean: number
  readonly rows: number
}

const FOLDS = 5
const TENTHS = 10
const MOST_ROWS = 20_000
const CLIP = 4

/**
 * Direct loss estimation: a linear model of the loss of a row (|error|, or error²) on the tenths of its prediction and on
 * its standardised features (cut off at 4 standard deviations, missing at 0), by least squares in five folds. Every
 * estimate is the mean of the five models; what they leave out of fold gives the standard error. Above 20,000 rows the
 * first folds are fitted on a seeded sample. Null for fewer than 10 rows for each coefficient.
 *
 * Source: the idea of NannyML's direct loss estimation (a regressor for the loss), with a linear model that can be written
 * down in place of boosted trees, and cross-fitted so that its own error is honest.
 */
export function fitLossModel(
  loss: Float64Array,
  prediction: Float64Array,
  features: readonly Float64Array[],
  seed = 0,
): LossModel | null {
  const usable: number[] = []
  for (let i = 0; i < loss.length; i++) {
    if (Number.isFinite(loss[i]) && Number.isFinite(prediction[i])) usable.push(i)
  }
  const rows = sampled(usable, seed)
  const width = TENTHS + features.length
  if (rows.length < 10 * width) return null
  const sorted = sortFloat64(Float64Array.from(rows, (i) => prediction[i]))
  const edges = Float64Array.from(
    new Set(Array.from({ length: TENTHS - 1 }, (_, k) => sortedQuantile(sorted, (k + 1) / TENTHS))),
  )
  const centres = new Float64Array(features.length)
  const scales = new Float64Array(features.length)
  for (const [f, values] of features.entries()) {
    let count = 0
    let mean = 0
    let squares = 0
    for (const i of rows) {
      if (!Number.isFinite(values[i])) continue
      count += 1
      const gap = values[i] - mean
      mean += gap / count
      squares += gap * (values[i] - mean)
    }
    centres[f] = mean
    scales[f] = count > 1 && squares > 0 ? Math.sqrt(squares / count) : 0
  }
  const shape = { edges, centres, scales }
  const columns = designOf(shape, prediction, features, rows)
  const target = Float64Array.from(rows, (i) => loss[i])
  const random = createRandom(seed, 3)
  const fold = Uint8Array.from(rows, () => randomInteger(random, FOLDS))
  const folds: Float64Array[] = []
  let left = 0
  let mean = 0
  for (const value of target) mean += value / target.length
  let spread = 0
  for (const value of target) spread += (value - mean) ** 2
  for (let held = 0; held < FOLDS; held++) {
    const inside = (values: Float64Array): Float64Array => values.filter((_, i) => fold[i] !== held)
    const { coefficients } = leastSquares(columns.map(inside), inside(target))
    folds.push(coefficients)
    for (let i = 0; i < target.length; i++) {
      if (fold[i] === held) left += (target[i] - fittedAt(columns, coefficients, i)) ** 2
    }
  }
  return {
    ...shape,
    folds,
    residualVariance: left / target.length,
    skill: spread > 0 ? 1 - left / spread : 0,
    mean,
    rows: target.length,
  }
}

/**
 * Mean loss of rows without labels. The standard error is of the mean of their true losses around the estimate:
 * √(residual variance/n + residual variance/baseline rows). Where the model explains nothing out of fold, the baseline's
 * mean is the estimate, and the reason says so.
 */
export function estimateLoss(
  model: LossModel,
  prediction: Float64Array,
  features: readonly Float64Array[],
): Estimate {
  const rows: number[] = []
  for (let i = 0; i < prediction.length; i++) if (Number.isFinite(prediction[i])) rows.push(i)
  if (rows.length === 0) return notEstimated(say('metric.none.prediction'))
  const variance = model.residualVariance / rows.length + model.residualVariance / model.rows
  if (model.skill <= 0) {
    return {
      ...estimated(model.mean, variance),
      reason: say('estimate.mean_only'),
    }
  }
  const columns = designOf(model, prediction, features, rows)
  let sum = 0
  for (const coefficients of model.folds) {
    for (let i = 0; i < rows.length; i++) sum += Math.max(0, fittedAt(columns, coefficients, i))
  }
  return estimated(sum / rows.length / model.folds.length, variance)
}

function designOf(
  { edges, centres, scales }: Pick<LossModel, 'edges' | 'centres' | 'scales'>,
  prediction: Float64Array,
  features: readonly Float64Array[],
  rows: readonly number[],
): Float64Array[] {
  const steps = Array.from(edges, () => new Float64Array(rows.length))
  for (const [at, i] of rows.entries()) {
    const tenth = lowerBound(edges, prediction[i])
    if (tenth > 0) steps[tenth - 1][at] = 1
  }
  const slopes = features.map((values, f) =>
    Float64Array.from(rows, (i) => {
      if (scales[f] === 0 || !Number.isFinite(values[i])) return 0
      return Math.max(-CLIP, Math.min(CLIP, (values[i] - centres[f]) / scales[f]))
    }),
  )
  return [new Float64Array(rows.length).fill(1), ...steps, ...slopes]
}

function fittedAt(columns: readonly Float64Array[], coefficients: Float64Array, i: number): number {
  let sum = 0
  for (let k = 0; k < columns.length; k++) sum += columns[k][i] * coefficients[k]
  return sum
}

function sampled(rows: readonly number[], seed: number): readonly number[] {
  if (rows.length <= MOST_ROWS) return rows
  const random = createRandom(seed, 2)
  return Array.from({ length: MOST_ROWS }, () => rows[randomInteger(random, rows.length)])
}
