import type { KernelPlan, KernelSums } from '#shared/stats/multivariate/kernel-sums.ts'
import type { ResampledCounts, ResamplingTask } from '#shared/stats/resampling/resample-counts.ts'
import type { SeriesTable } from '#shared/stats/series/unit-series.ts'

/** From `from` up to `to`, of whatever the procedure counts. */
type Part = { readonly from: number; readonly to: number; readonly cancelFlag: Int32Array }

/** Arithmetic without rows on disk, in parts that add up or follow one another. */
export type DenseProcedures = {
  /** Strips of the plan. */
  readonly kernelStrips: {
    readonly params: Part & { readonly plan: KernelPlan }
    readonly result: KernelSums
  }
  /** Replicates. */
  readonly resampleCounts: {
    readonly params: Part & { readonly task: ResamplingTask }
    readonly result: ResampledCounts
  }
  /** Values of the series. */
  readonly pairwiseCorrelations: {
    readonly params: Part & { readonly unit: SeriesTable }
    readonly result: Float64Array
  }
  /** Pairs. */
  readonly laggedProducts: {
    readonly params: Part & {
      readonly table: SeriesTable
      readonly pairs: Uint32Array
      readonly reach: number
    }
    readonly result: Float64Array
  }
  /** Units. */
  readonly errorPairSums: {
    readonly params: Part & { readonly errors: SeriesTable }
    readonly result: Float64Array
  }
}
