import type { Multivariate } from '#shared/contract/documents/multivariate.ts'
import { correlationChange } from '#shared/stats/multivariate/correlation-change.ts'
import { domainClassifier } from '#shared/stats/multivariate/domain-classifier.ts'
import type { KernelPlan } from '#shared/stats/multivariate/kernel-sums.ts'
import {
  fitStandardizer,
  type Matrix,
  rowsPerFeatureWarning,
  sampleRows,
  standardize,
} from '#shared/stats/multivariate/matrix.ts'
import { medianDistance, planEnergy, planMmd } from '#shared/stats/multivariate/mmd.ts'
import { reconstructionDrift } from '#shared/stats/multivariate/pca-reconstruction.ts'
import { sharePlan } from '../dense/shared-arrays.ts'
import type { Sides } from '../procedures.ts'
import { imputeColumns } from './impute.ts'

export type MeasureTogetherTask = {
  readonly columns: readonly string[]
  /** Sampled values of each column, NaN where missing. */
  readonly samples: readonly Sides<Float64Array>[]
  readonly seed: number
  readonly cancelFlag: Int32Array
}

/** What is measured here; the kernel tests are planned only, since they can be computed elsewhere. */
export type MeasuredTogether = Omit<
  Multivariate,
  'reason' | 'columns_left_out' | 'mmd' | 'energy' | 'backend'
> & {
  readonly kernelTests: { readonly mmd: KernelPlan; readonly energy: KernelPlan }
}

/** Rows a side of the kernel tests, whose cost grows with the square of the rows. */
const KERNEL_ROWS = 2_000
/** Rows a side from whose distances the width of the kernel is taken. */
const WIDTH_ROWS = 150
const PERMUTATIONS = 499
/** Rows × (2 × columns)² that the classifier may take a side: it fits that many products in each of its steps. */
const CLASSIFIER_WORK = 3_600_000
const LEAST_CLASSIFIER_ROWS = 400
const MOST_CLASSIFIER_ROWS = 4_000
const SHOWN_PAIRS = 20

/**
 * Drift of many columns at once, on a sample. Missing and infinite values take the median of the baseline's finite
 * ones. Kernel tests and the energy distance see all columns on the scale of the baseline. Of two columns and two rows a
 * side at least.
 */
export function measureTogether(task: MeasureTogetherTask, stop: () => void): MeasuredTogether {
  const started = performance.now()
  const { columns, seed } = task
  const { reference, current, imputed } = imputeColumns(task.samples)
  const scale = fitStandardizer(reference)
  const scaled = (matrix: Matrix, stream: number) =>
    standardize(sampleRows(matrix, KERNEL_ROWS, seed + stream), scale)
  const kernel = [scaled(reference, 0), scaled(current, 1)] as const
  stop()
  const [few, fewNow] = kernel.map((matrix) => sampleRows(matrix, WIDTH_ROWS, seed))
  const sigma = medianDistance(few, fewNow, seed)
  const kernelTests = {
    mmd: sharePlan(planMmd(...kernel, { sigma, permutations: PERMUTATIONS, seed })),
    energy: sharePlan(planEnergy(...kernel, { permutations: PERMUTATIONS, seed })),
  }
  stop()
  const reconstruction = reconstructionDrift(reference, current)
  stop()
  const correlation = correlationChange(reference, current)
  stop()
  const classifierRows = Math.round(
    Math.min(
      MOST_CLASSIFIER_ROWS,
      Math.max(LEAST_CLASSIFIER_ROWS, CLASSIFIER_WORK / (2 * columns.length) ** 2),
    ),
  )
  const classifier = domainClassifier(reference, current, { seed, maxRows: classifierRows })
  const nameOf = (column: number) => columns[column]
  return {
    columns: [...columns],
    imputed,
    sample: {
      seed,
      rows: { reference: reference.rows, current: current.rows },
      kernel_rows: { reference: kernel[0].rows, current: kernel[1].rows },
      classifier_rows: classifier.value?.rowsUsed ?? 0,
    },
    kernelTests,
    reconstruction: reconstruction.value && {
      value: reconstruction.value.value,
      baseline: reconstruction.value.baselineMean,
      lower: reconstruction.value.lower,
      upper: reconstruction.value.upper,
      drifted: reconstruction.value.drifted,
      components: reconstruction.value.components,
      explained: reconstruction.value.explained,
    },
    correlation: correlation && {
      pairs: correlation.pairs.length,
      changed: correlation.changed,
      greatest: correlation.greatest,
      largest: correlation.pairs.slice(0, SHOWN_PAIRS).map((pair) => ({
        first: nameOf(pair.first),
        second: nameOf(pair.second),
        reference: pair.reference,
        current: pair.current,
        p_adjusted: pair.pAdjusted,
      })),
    },
    classifier: classifier.value && {
      auc: classifier.value.auc,
      ci: [classifier.value.ci[0], classifier.value.ci[1]],
      p_value: classifier.value.pValue,
      folds: classifier.value.folds,
      weights: classifier.value.weights.map(({ column, level, spread, share }) => ({
        column: nameOf(column),
        level,
        spread,
        share,
      })),
    },
    warnings: warningsOf([reference, current], [reconstruction.reason, classifier.reason]),
    seconds: (performance.now() - started) / 1_000,
  }
}

function warningsOf(
  [reference, current]: readonly [Matrix, Matrix],
  reasons: readonly (string | null)[],
): string[] {
  const few = rowsPerFeatureWarning(reference.rows, current.rows, reference.columns)
  return [...new Set([few, ...reasons].filter((warning) => warning !== null))]
}
