import { say } from '../../words/say.ts'
import { sortedQuantile } from '../binning/quantiles.ts'
import { sortFloat64 } from '../sorting/float64.ts'
import { addStrips } from './kernel-strips.ts'
import {
  discrepancies,
  emptyKernelSums,
  type KernelPlan,
  type KernelSums,
  permutationPValue,
  planKernelSums,
} from './kernel-sums.ts'
import { checkSameColumns, type Matrix, rowsPerFeatureWarning, sampleRows, stackRows } from './matrix.ts'

export interface MmdOptions {
  /** Width σ of the kernel exp(−‖x − y‖²/(2σ²)); the median heuristic when not given. */
  readonly sigma?: number
  readonly unbiased?: boolean
  readonly permutations?: number
  readonly seed?: number
}

export interface KernelTest {
  readonly value: number
  /** Null when no permutations were asked for. */
  readonly pValue: number | null
  /** Null for the energy distance, which has no width. */
  readonly sigma: number | null
  readonly unbiased: boolean
  readonly permutations: number
  readonly warning: string | null
}

export type KernelOutcome =
  | { readonly value: KernelTest; readonly reason: null }
  | { readonly value: null; readonly reason: string }

const MEDIAN_ROWS = 1000

/**
 * Median of the distances between the rows of both samples together, zero distances left out; of 1,000 seeded rows
 * when there are more. 1 where all rows are the same.
 */
export function medianDistance(reference: Matrix, current: Matrix, seed = 0): number {
  const { columns } = reference
  const pooled = sampleRows(stackRows(reference, current), MEDIAN_ROWS, seed)
  const distances = new Float64Array((pooled.rows * (pooled.rows - 1)) / 2)
  let count = 0
  for (let i = 0; i < pooled.rows; i++) {
    for (let j = i + 1; j < pooled.rows; j++) {
      let squares = 0
      for (let c = 0; c < columns; c++) {
        const gap = pooled.values[i * columns + c] - pooled.values[j * columns + c]
        squares += gap * gap
      }
      if (squares > 0) distances[count++] = Math.sqrt(squares)
    }
  }
  return count === 0 ? 1 : sortedQuantile(sortFloat64(distances.slice(0, count)), 0.5)
}

/** Why rows are too few for a kernel test; null where they are not. */
export function tooFewRows(reference: Matrix, current: Matrix): string | null {
  checkSameColumns(reference, current)
  if (reference.columns === 0) return say('together.no_column')
  return Math.min(reference.rows, current.rows) < 2 ? 'a sample has fewer than two rows' : null
}

/** The plan of an MMD test, for a caller that spreads its strips over workers and ends with `finishMmd`. */
export function planMmd(reference: Matrix, current: Matrix, options: MmdOptions = {}): KernelPlan {
  const { permutations = 0, seed = 0 } = options
  const sigma = options.sigma ?? medianDistance(reference, current, seed)
  return planKernelSums(reference, current, { kind: 'rbf', sigma }, permutations, seed)
}

export function finishMmd(plan: KernelPlan, sums: KernelSums, unbiased: boolean): KernelTest {
  const values = discrepancies(plan, sums, unbiased)
  const current = plan.pooled.rows - plan.referenceRows
  return {
    value: values[0],
    pValue: plan.labellings > 1 ? permutationPValue(values) : null,
    sigma: plan.kernel.kind === 'rbf' ? plan.kernel.sigma : null,
    unbiased,
    permutations: plan.labellings - 1,
    warning: rowsPerFeatureWarning(plan.referenceRows, current, plan.pooled.columns),
  }
}

function runPlan(plan: KernelPlan, unbiased: boolean): KernelTest {
  const sums = emptyKernelSums(plan)
  addStrips(plan, 0, plan.strips, sums)
  return finishMmd(plan, sums, unbiased)
}

/**
 * Squared maximum mean discrepancy with an RBF kernel, unbiased unless asked otherwise, and its permutation p-value
 * (seeded; none by default). O((n + m)²·(columns + permutations/7)) time and O(permutations·(n + m)) bits of memory: the
 * kernel matrix is never held. Columns should be on a common scale (`standardize`). Null with a reason for fewer than two
 * rows a side.
 *
 * Source: Gretton et al. (2012), A kernel two-sample test, JMLR 13.
 */
export function mmd(reference: Matrix, current: Matrix, options: MmdOptions = {}): KernelOutcome {
  const reason = tooFewRows(reference, current)
  if (reason !== null) return { value: null, reason }
  return { value: runPlan(planMmd(reference, current, options), options.unbiased ?? true), reason: null }
}

/** The plan of an energy test, to be ended with `finishMmd`, biased. */
export function planEnergy(
  reference: Matrix,
  current: Matrix,
  options: { readonly permutations?: number; readonly seed?: number } = {},
): KernelPlan {
  const { permutations = 0, seed = 0 } = options
  return planKernelSums(reference, current, { kind: 'distance' }, permutations, seed)
}

/**
 * Energy distance of two multivariate samples, 2·E‖X − Y‖ − E‖X − X'‖ − E‖Y − Y'‖ (means over all pairs), and its
 * permutation p-value. Null with a reason for fewer than two rows a side.
 *
 * Source: Székely and Rizzo (2004), Testing for equal distributions in high dimension.
 */
export function energyTest(
  reference: Matrix,
  current: Matrix,
  options: { readonly permutations?: number; readonly seed?: number } = {},
): KernelOutcome {
  const reason = tooFewRows(reference, current)
  if (reason !== null) return { value: null, reason }
  return { value: runPlan(planEnergy(reference, current, options), false), reason: null }
}
