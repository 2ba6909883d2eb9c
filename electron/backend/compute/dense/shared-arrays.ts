import type { KernelPlan } from '#shared/stats/multivariate/kernel-sums.ts'
import type { SeriesTable } from '#shared/stats/series/unit-series.ts'

const isShared = ({ buffer }: Float64Array | Uint8Array): boolean => buffer instanceof SharedArrayBuffer

/** In memory that threads share, so that handing it to each of them copies nothing more. */
function shareNumbers(values: Float64Array): Float64Array {
  if (isShared(values)) return values
  const shared = new Float64Array(new SharedArrayBuffer(values.byteLength))
  shared.set(values)
  return shared
}

function shareBytes(values: Uint8Array): Uint8Array {
  if (isShared(values)) return values
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
