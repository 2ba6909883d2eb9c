import { sortedQuantile } from '../binning/quantiles.ts'
import { sortFloat64 } from '../sorting/float64.ts'
import { normalUpperQuantile } from '../special/normal.ts'

export interface LatencyQuantile {
  readonly value: number
  /** Distribution-free interval from order statistics; open ends are the least and the greatest value. */
  readonly ci: readonly [lower: number, upper: number]
}

export interface LatencySummary {
  readonly rows: number
  /** Rows without a latency, or with one that is negative or infinite. */
  readonly left: number
  readonly p50: LatencyQuantile
  readonly p95: LatencyQuantile
  readonly p99: LatencyQuantile
  readonly mean: number
  readonly maximum: number
}

function quantileOf(sorted: Float64Array, share: number): LatencyQuantile {
  const n = sorted.length
  const half = normalUpperQuantile(0.025) * Math.sqrt(n * share * (1 - share))
  const at = (rank: number): number => sorted[Math.min(n - 1, Math.max(0, rank))]
  return {
    value: sortedQuantile(sorted, share),
    ci: [at(Math.floor(n * share - half) - 1), at(Math.ceil(n * share + half))],
  }
}

/** p50, p95 and p99 of latencies (in the unit given) with 95% intervals; null when there is none. */
export function latencySummary(latencies: ArrayLike<number>): LatencySummary | null {
  const sorted = sortFloat64(
    Float64Array.from(latencies).filter((value) => value >= 0 && Number.isFinite(value)),
  )
  const rows = sorted.length
  if (rows === 0) return null
  let mean = 0
  for (let i = 0; i < rows; i++) mean += (sorted[i] - mean) / (i + 1)
  return {
    rows,
    left: latencies.length - rows,
    p50: quantileOf(sorted, 0.5),
    p95: quantileOf(sorted, 0.95),
    p99: quantileOf(sorted, 0.99),
    mean,
    maximum: sorted[rows - 1],
  }
}
