import { ERROR_SUMS } from '#shared/stats/fleet/error-sums.ts'
import { emptyKernelSums, type KernelPlan, type KernelSums } from '#shared/stats/multivariate/kernel-sums.ts'
import {
  checkResampling,
  type ResampledCounts,
  type ResamplingTask,
  widestBins,
} from '#shared/stats/resampling/resample-counts.ts'
import { pairsOf, type SeriesTable } from '#shared/stats/series/unit-series.ts'
import type { ComputePool } from '../pool.ts'
import { sharePlan, shareSeries } from './shared-arrays.ts'

/**
 * Into how many parts work is cut, whatever the number of threads: sums then have the same rounding on every machine.
 */
const PARTS = 16

function parts(length: number): { readonly from: number; readonly to: number }[] {
  const count = Math.min(PARTS, length)
  return Array.from({ length: count }, (_, part) => ({
    from: Math.floor((part * length) / count),
    to: Math.floor(((part + 1) * length) / count),
  }))
}

export async function kernelSumsOnCpu(
  pool: ComputePool,
  plan: KernelPlan,
  cancelFlag: Int32Array,
): Promise<KernelSums> {
  const shared = sharePlan(plan)
  const sums = emptyKernelSums(plan)
  const tasks = parts(plan.tiles).map((part) => ({ plan: shared, ...part, cancelFlag }))
  for (const part of await pool.map('kernelTiles', tasks, { cancelFlag })) {
    for (let i = 0; i < sums.within.length; i++) sums.within[i] += part.within[i]
    for (let i = 0; i < sums.rowTotals.length; i++) sums.rowTotals[i] += part.rowTotals[i]
  }
  return sums
}

export async function resampleOnCpu(
  pool: ComputePool,
  task: ResamplingTask,
  cancelFlag: Int32Array,
): Promise<ResampledCounts> {
  checkResampling(task)
  const bins = widestBins(task.columns)
  const { replicates } = task
  const counts = new Uint32Array(task.columns.length * replicates * 2 * bins)
  const ranges = parts(replicates)
  const tasks = ranges.map((part) => ({ task, ...part, cancelFlag }))
  const drawn = await pool.map('resampleCounts', tasks, { cancelFlag })
  for (const [index, { from, to }] of ranges.entries()) {
    const width = (to - from) * 2 * bins
    for (let column = 0; column < task.columns.length; column++) {
      const own = drawn[index].counts.subarray(column * width, (column + 1) * width)
      counts.set(own, (column * replicates + from) * 2 * bins)
    }
  }
  return { bins, counts }
}

export async function pairwiseOnCpu(
  pool: ComputePool,
  unit: SeriesTable,
  cancelFlag: Int32Array,
): Promise<Float64Array> {
  const shared = shareSeries(unit)
  const result = new Float64Array(pairsOf(unit.series))
  const tasks = parts(unit.series).map((part) => ({ unit: shared, ...part, cancelFlag }))
  for (const part of await pool.map('pairwiseCorrelations', tasks, { cancelFlag })) {
    for (let pair = 0; pair < result.length; pair++) result[pair] += part[pair]
  }
  return result
}

export async function laggedOnCpu(
  pool: ComputePool,
  table: SeriesTable,
  pairs: Uint32Array,
  reach: number,
  cancelFlag: Int32Array,
): Promise<Float64Array> {
  const shared = shareSeries(table)
  const span = 2 * reach + 1
  const result = new Float64Array((pairs.length / 2) * span)
  const ranges = parts(pairs.length / 2)
  const tasks = ranges.map((part) => ({ table: shared, pairs, reach, ...part, cancelFlag }))
  const computed = await pool.map('laggedProducts', tasks, { cancelFlag })
  for (const [index, { from }] of ranges.entries()) result.set(computed[index], from * span)
  return result
}

export async function errorSumsOnCpu(
  pool: ComputePool,
  errors: SeriesTable,
  cancelFlag: Int32Array,
): Promise<Float64Array> {
  const shared = shareSeries(errors)
  const result = new Float64Array(pairsOf(errors.series) * ERROR_SUMS)
  const ranges = parts(pairsOf(errors.series))
  const tasks = ranges.map((part) => ({ errors: shared, ...part, cancelFlag }))
  const computed = await pool.map('errorPairSums', tasks, { cancelFlag })
  for (const [index, { from }] of ranges.entries()) result.set(computed[index], from * ERROR_SUMS)
  return result
}
