import { say } from '../../words/say.ts'
import { stdThreshold } from '../performance/std-threshold.ts'
import {
  checkSameColumns,
  fitStandardizer,
  type Matrix,
  rowsPerFeatureWarning,
  type Standardizer,
  standardize,
} from './matrix.ts'
import { symmetricEigen } from './symmetric-eigen.ts'

export interface PcaModel {
  readonly standardizer: Standardizer
  readonly columns: number
  /** Kept unit directions, one after the other. */
  readonly directions: Float64Array
  readonly components: number
  /** Share of the baseline's variance that they keep. */
  readonly explained: number
}

export interface PcaOptions {
  /** Components to keep; when not given, as few as explain `explained` of the variance. */
  readonly components?: number
  readonly explained?: number
}

/** Principal components of the standardised baseline. `explained` defaults to 0.65, as NannyML's. */
export function fitPca(baseline: Matrix, options: PcaOptions = {}): PcaModel {
  const { rows, columns } = baseline
  const standardizer = fitStandardizer(baseline)
  const { values } = standardize(baseline, standardizer)
  const covariance = new Float64Array(columns * columns)
  for (let r = 0; r < rows; r++) {
    for (let i = 0; i < columns; i++) {
      const x = values[r * columns + i]
      for (let j = i; j < columns; j++) covariance[i * columns + j] += (x * values[r * columns + j]) / rows
    }
  }
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j < i; j++) covariance[i * columns + j] = covariance[j * columns + i]
  }
  const eigen = symmetricEigen(covariance, columns)
  const total = eigen.values.reduce((sum, value) => sum + Math.max(0, value), 0)
  const wanted = options.explained ?? 0.65
  let components = 0
  let kept = 0
  while (components < columns) {
    if (options.components === undefined ? kept >= wanted * total - 1e-12 : components >= options.components)
      break
    kept += Math.max(0, eigen.values[components])
    components += 1
  }
  return {
    standardizer,
    columns,
    directions: eigen.vectors.slice(0, components * columns),
    components,
    explained: total > 0 ? kept / total : 1,
  }
}

/** Euclidean distance of each standardised row from its projection on the kept components. */
export function reconstructionErrors(model: PcaModel, matrix: Matrix): Float64Array {
  const { values } = standardize(matrix, model.standardizer)
  const { columns, components, directions } = model
  return Float64Array.from({ length: matrix.rows }, (_, r) => {
    let squares = 0
    for (let j = 0; j < columns; j++) squares += values[r * columns + j] ** 2
    for (let k = 0; k < components; k++) {
      let score = 0
      for (let j = 0; j < columns; j++) score += directions[k * columns + j] * values[r * columns + j]
      squares -= score * score
    }
    return Math.sqrt(Math.max(0, squares))
  })
}

export interface ReconstructionDrift {
  /** Mean error of the current rows. */
  readonly value: number
  readonly baselineMean: number
  /** Mean ± 3 standard deviations of the mean errors of the baseline's chunks. */
  readonly lower: number
  readonly upper: number
  readonly drifted: boolean
  readonly components: number
  readonly explained: number
  readonly warning: string | null
}

export type ReconstructionOutcome =
  | { readonly value: ReconstructionDrift; readonly reason: null }
  | { readonly value: null; readonly reason: string }

/**
 * PCA reconstruction error of the current rows against that of the baseline's chunks (default 10, in row order): a
 * changed relation between columns raises it even where every single column keeps its distribution; a lower error is
 * drift, too. Null with a reason for fewer than two rows a chunk.
 *
 * Source: NannyML, Multivariate drift by data reconstruction.
 */
export function reconstructionDrift(
  baseline: Matrix,
  current: Matrix,
  options: PcaOptions & { readonly chunks?: number } = {},
): ReconstructionOutcome {
  checkSameColumns(baseline, current)
  const { chunks = 10 } = options
  if (baseline.columns === 0) return { value: null, reason: say('together.no_column') }
  if (baseline.rows < 2 * chunks || current.rows === 0) {
    return {
      value: null,
      reason: say('together.few_rows.both', { baseline: baseline.rows, current: current.rows }),
    }
  }
  const model = fitPca(baseline, options)
  const errors = reconstructionErrors(model, baseline)
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const chunkMeans = Array.from({ length: chunks }, (_, c) =>
    mean(
      errors.subarray(
        Math.floor((c * errors.length) / chunks),
        Math.floor(((c + 1) * errors.length) / chunks),
      ),
    ),
  )
  const threshold = stdThreshold(chunkMeans, { minimum: 0 })
  const value = mean(reconstructionErrors(model, current))
  const lower = threshold.lower ?? 0
  const upper = threshold.upper ?? Number.POSITIVE_INFINITY
  return {
    value: {
      value,
      baselineMean: mean(errors),
      lower,
      upper,
      drifted: value < lower || value > upper,
      components: model.components,
      explained: model.explained,
      warning: rowsPerFeatureWarning(baseline.rows, current.rows, baseline.columns),
    },
    reason: null,
  }
}
