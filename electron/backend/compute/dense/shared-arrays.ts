import type { KernelPlan } from '#shared/stats/multivariate/kernel-sums.ts'
import type { SeriesTable } from '#shared/stats/series/unit-series.ts'

/** A copy in memory that threads share, so that handing it to each of them copies nothing more. */
function shareNumbers(values: Float64Array): Float64Array {
  const shared = new Float64Array(new SharedArrayBuffer(values.byteLength))
  shared.set(values)
  return shared
}

function shareBytes(values: Uint8Array): Uint8Array {
  const shared = new Uint8Array(new SharedArrayBuffer(values.byteLength))
  shared.set(values)
  return shared
}

export function sharePlan(plan: KernelPlan): KernelPlan {
  return {
    ...plan,
    pooled: { ...plan.pooled, values: shareNumbers(plan.pooled.values) },
    held: shareBytes(plan.held),
  }
}

export const shareSeries = (table: SeriesTable): SeriesTable => ({
  ...table,
  values: shareNumbers(table.values),
})
