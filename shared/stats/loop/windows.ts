import type { LoopChart } from './evidence.ts'
import type { LoopSums } from './sums.ts'

export type Run = { readonly from: number; readonly to: number }

/** The middle of each run of buckets in time; null where rows have no time. */
export function middles(sums: LoopSums, runs: readonly Run[]): number[] | null {
  const { starts, widthMs } = sums
  if (starts === null || widthMs === null) return null
  return runs.map(({ from, to }) => (starts[from] + starts[to - 1] + widthMs) / 2)
}

export function trendChart(
  sums: LoopSums,
  runs: readonly Run[],
  series: readonly { readonly name: string; readonly values: ArrayLike<number> }[],
): LoopChart {
  return {
    kind: 'trend',
    at: middles(sums, runs),
    series: series.map(({ name, values }) => ({
      name,
      values: Array.from(values, (value) => (Number.isFinite(value) ? value : null)),
    })),
  }
}

/** Sum of one value a bucket over a run. */
export function sumOver(values: Float64Array, { from, to }: Run): number {
  let sum = 0
  for (let bucket = from; bucket < to; bucket++) sum += values[bucket]
  return sum
}

/** ln of the spread within buckets. */
export function windowSpread(
  windows: readonly Run[],
  rows: Float64Array,
  sum: Float64Array,
  squares: Float64Array,
): Float64Array {
  return Float64Array.from(windows, ({ from, to }) => {
    let within = 0
    let degrees = 0
    for (let bucket = from; bucket < to; bucket++) {
      if (!(rows[bucket] > 1)) continue
      within += Math.max(0, squares[bucket] - (sum[bucket] * sum[bucket]) / rows[bucket])
      degrees += rows[bucket] - 1
    }
    return degrees > 0 && within > 0 ? Math.log(within / degrees) / 2 : Number.NaN
  })
}
