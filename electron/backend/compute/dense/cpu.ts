import { ERROR_SUMS } from '#shared/stats/fleet/error-sums.ts'
import type { KernelPlan, KernelSums } from '#shared/stats/multivariate/kernel-sums.ts'
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
/** Numbers of all parts together. */
const MOST_SUMS = 2 ** 25
const LEAST_LENGTH = 512

function parts(
  length: number,
  count = Math.min(PARTS, length),
): { readonly from: number; readonly to: number }[] {
  return Array.from({ length: count }, (_, part) => ({
    from: Math.floor((part * length) / count),
    to: Math.floor(((part + 1) * length) / count),
  }))
}

/** Parts of a triangle's rows with about as many pairs each: the rows before have more after them. */
function triangleParts(length: number): { readonly from: number; readonly to: number }[] {
  const cut = (part: number): number => Math.round(length * (1 - Math.sqrt(1 - part / PARTS)))
  return Array.from({ length: PARTS }, (_, part) => ({ from: cut(part), to: cut(part + 1) })).filter(
    ({ from, to }) => from < to,
  )
}

export async function kernelSumsOnCpu(
  pool: ComputePool,
  plan: KernelPlan,
  cancelFlag: Int32Array,
): Promise<KernelSums> {
  const shared = sharePlan(plan)
  const tasks = triangleParts(plan.strips).map((part) => ({ plan: shared, ...part, cancelFlag }))
  const computed = await pool.map('kernelStrips', tasks, { cancelFlag })
  return {
    within: addUp(
      computed.map(({ within }) => within),
      plan.labellings,
    ),
    rowTotals: addUp(
      computed.map(({ rowTotals }) => rowTotals),
      plan.pooled.rows,
    ),
  }
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

/**
 * Parts of long series, each of which gives a number for every pair: so few that all of them together fit in memory, and
 * none shorter than what is multiplied at a time.
 */
function lengthParts(length: number, sums: number): { readonly from: number; readonly to: number }[] {
  const fitting = Math.floor(MOST_SUMS / Math.max(1, sums))
  return parts(length, Math.min(PARTS, Math.max(1, fitting), Math.ceil(length / LEAST_LENGTH)))
}

function addUp(parts: readonly Float64Array[], length: number): Float64Array {
  const result = new Float64Array(length)
  for (const part of parts) for (let i = 0; i < length; i++) result[i] += part[i]
  return result
}

export async function pairwiseOnCpu(
  pool: ComputePool,
  unit: SeriesTable,
  cancelFlag: Int32Array,
): Promise<Float64Array> {
  const shared = shareSeries(unit)
  const pairs = pairsOf(unit.series)
  const tasks = lengthParts(unit.length, pairs).map((part) => ({ unit: shared, ...part, cancelFlag }))
  return addUp(await pool.map('pairwiseCorrelations', tasks, { cancelFlag }), pairs)
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
  const sums = pairsOf(errors.series) * ERROR_SUMS
  const tasks = lengthParts(errors.length, sums).map((part) => ({ errors: shared, ...part, cancelFlag }))
  return addUp(await pool.map('errorPairSums', tasks, { cancelFlag }), sums)
}
