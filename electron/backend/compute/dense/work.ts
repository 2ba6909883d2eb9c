import { planErrorProducts, sumsOfProducts } from '#shared/stats/fleet/error-sums.ts'
import type { KernelPlan, KernelSums } from '#shared/stats/multivariate/kernel-sums.ts'
import {
  drawsOf,
  type ResampledCounts,
  type ResamplingTask,
} from '#shared/stats/resampling/resample-counts.ts'
import { allPairs } from '#shared/stats/series/many-correlations.ts'
import { pairsOf, type SeriesTable } from '#shared/stats/series/unit-series.ts'
import type { Gpu } from '../../gpu/client.ts'
import type { GpuOutcome } from '../../gpu/protocol.ts'
import type { ComputePool } from '../pool.ts'
import type { DenseKind } from './cost.ts'
import { errorSumsOnCpu, kernelSumsOnCpu, laggedOnCpu, pairwiseOnCpu, resampleOnCpu } from './cpu.ts'

/** Something that the CPU and a graphics device both can compute. */
export type DenseWork<T> = {
  readonly kind: DenseKind
  /** Elementary steps, for the choice of where. */
  readonly units: number
  readonly onCpu: (pool: ComputePool, cancelFlag: Int32Array) => Promise<T>
  readonly onGpu: (gpu: Gpu, cancelFlag: Int32Array) => Promise<GpuOutcome<T>>
}

export const kernelSumsWork = (plan: KernelPlan): DenseWork<KernelSums> => ({
  kind: 'kernelSums',
  units: plan.pooled.rows ** 2 * (plan.labellings + 2 * plan.pooled.columns + 12),
  onCpu: (pool, cancelFlag) => kernelSumsOnCpu(pool, plan, cancelFlag),
  onGpu: (gpu, cancelFlag) => gpu.call('kernelSums', { plan, cancelFlag }),
})

export const pairwiseWork = (unit: SeriesTable): DenseWork<Float64Array> => ({
  kind: 'pairwise',
  units: pairsOf(unit.series) * unit.length,
  onCpu: (pool, cancelFlag) => pairwiseOnCpu(pool, unit, cancelFlag),
  onGpu: (gpu, cancelFlag) => gpu.call('pairwiseCorrelations', { unit, cancelFlag }),
})

/** All pairs unless told. */
export const laggedWork = (
  table: SeriesTable,
  reach: number,
  pairs = allPairs(table.series),
): DenseWork<Float64Array> => ({
  kind: 'lagged',
  units: (pairs.length / 2) * table.length * (2 * reach + 1),
  onCpu: (pool, cancelFlag) => laggedOnCpu(pool, table, pairs, reach, cancelFlag),
  onGpu: (gpu, cancelFlag) => gpu.call('laggedProducts', { table, pairs, reach, cancelFlag }),
})

export const errorSumsWork = (errors: SeriesTable): DenseWork<Float64Array> => ({
  kind: 'pairwise',
  units: pairsOf(3 * errors.series) * errors.length,
  onCpu: (pool, cancelFlag) => errorSumsOnCpu(pool, errors, cancelFlag),
  async onGpu(gpu, cancelFlag) {
    const plan = planErrorProducts(errors)
    const outcome = await gpu.call('pairwiseCorrelations', { unit: plan.table, cancelFlag })
    return outcome.ok ? { ...outcome, value: sumsOfProducts(plan.means, outcome.value) } : outcome
  },
})

export const resampleWork = (task: ResamplingTask): DenseWork<ResampledCounts> => ({
  kind: 'resample',
  units: drawsOf(task),
  onCpu: (pool, cancelFlag) => resampleOnCpu(pool, task, cancelFlag),
  onGpu: (gpu, cancelFlag) => gpu.call('resampleCounts', { task, cancelFlag }),
})
