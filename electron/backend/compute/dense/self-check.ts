import { addStrips } from '#shared/stats/multivariate/kernel-strips.ts'
import {
  discrepancies,
  emptyKernelSums,
  type KernelPlan,
  type PairKernel,
  planKernelSums,
} from '#shared/stats/multivariate/kernel-sums.ts'
import type { Matrix } from '#shared/stats/multivariate/matrix.ts'
import { createRandom, randomNormal } from '#shared/stats/random.ts'
import { type ResamplingTask, resampleCounts } from '#shared/stats/resampling/resample-counts.ts'
import { allPairs, laggedProducts, pairwiseCorrelations } from '#shared/stats/series/many-correlations.ts'
import { toUnitSeries } from '#shared/stats/series/unit-series.ts'
import { say } from '#shared/words/say.ts'
import type { Gpu } from '../../gpu/client.ts'
import type { GpuFault } from '../../gpu/protocol.ts'
import { DENSE_KINDS, type DenseKind } from './cost.ts'

/** How far f32 sums may be from f64 ones, absolute: a discrepancy is of the size 1/rows. */
export const KERNEL_TOLERANCE = 1e-6
export const CORRELATION_TOLERANCE = 1e-5

const SEED = 20_260_101

function normalMatrix(rows: number, columns: number, shift: number, stream: number): Matrix {
  const random = createRandom(SEED, stream)
  return {
    rows,
    columns,
    values: Float64Array.from({ length: rows * columns }, () => randomNormal(random) + shift),
  }
}

/** A small two-sample problem with odd sizes, so that the ends of tiles are tried too. */
export function smallPlan(kernel: PairKernel): KernelPlan {
  return planKernelSums(normalMatrix(67, 3, 0, 1), normalMatrix(58, 3, 0.3, 2), kernel, 5, SEED)
}

type Check = (gpu: Gpu, cancelFlag: Int32Array) => Promise<GpuFault | null>

const CHECKS: { readonly [Kind in DenseKind]: Check } = {
  async kernelSums(gpu, cancelFlag) {
    for (const kernel of [{ kind: 'rbf', sigma: 1.5 }, { kind: 'distance' }] as const) {
      const plan = smallPlan(kernel)
      const outcome = await gpu.call('kernelSums', { plan, cancelFlag })
      if (!outcome.ok) return outcome.fault
      const sums = emptyKernelSums(plan)
      addStrips(plan, 0, plan.strips, sums)
      const expected = discrepancies(plan, sums, true)
      const found = discrepancies(plan, outcome.value, true)
      if (furthest(expected, found) > KERNEL_TOLERANCE) return difference('kernelSums')
    }
    return null
  },
  async pairwise(gpu, cancelFlag) {
    const unit = smallSeries()
    const outcome = await gpu.call('pairwiseCorrelations', { unit, cancelFlag })
    if (!outcome.ok) return outcome.fault
    const far = furthest(pairwiseCorrelations(unit), outcome.value)
    return far > CORRELATION_TOLERANCE ? difference('pairwise') : null
  },
  async lagged(gpu, cancelFlag) {
    const table = smallSeries()
    const pairs = allPairs(table.series)
    const outcome = await gpu.call('laggedProducts', { table, pairs, reach: 3, cancelFlag })
    if (!outcome.ok) return outcome.fault
    const far = furthest(laggedProducts(table, pairs, 3), outcome.value)
    return far > CORRELATION_TOLERANCE ? difference('lagged') : null
  },
  async resample(gpu, cancelFlag) {
    for (const mode of ['bootstrap', 'permutation'] as const) {
      const task: ResamplingTask = {
        mode,
        columns: [{ reference: [13, 0, 40, 7], current: [9, 2, 31, 0] }],
        replicates: 3,
        seed: SEED,
      }
      const outcome = await gpu.call('resampleCounts', { task, cancelFlag })
      if (!outcome.ok) return outcome.fault
      const { counts } = resampleCounts(task)
      if (counts.some((count, at) => count !== outcome.value.counts[at])) return difference('resample')
    }
    return null
  },
}

const smallSeries = () => toUnitSeries({ series: 5, length: 83, values: normalMatrix(5, 83, 0, 3).values })

/**
 * Tries kinds of arithmetic on small inputs against the CPU. Null when all agree; else why the device is not to be
 * trusted.
 */
export async function checkGpu(
  gpu: Gpu,
  kinds: readonly DenseKind[] = DENSE_KINDS,
): Promise<GpuFault | null> {
  const cancelFlag = new Int32Array(new SharedArrayBuffer(4))
  for (const kind of kinds) {
    const fault = await CHECKS[kind](gpu, cancelFlag)
    if (fault !== null) return fault
  }
  return null
}

function difference(kind: DenseKind): GpuFault {
  return { kind: 'difference', detail: say(`device.differs.${kind}`) }
}

/** NaN counts as infinitely far. */
function furthest(expected: Float64Array, found: Float64Array): number {
  if (expected.length !== found.length) return Number.POSITIVE_INFINITY
  let most = 0
  for (let i = 0; i < expected.length; i++) {
    const gap = Math.abs(expected[i] - found[i])
    if (!(gap <= most)) most = Number.isNaN(gap) ? Number.POSITIVE_INFINITY : gap
  }
  return most
}
