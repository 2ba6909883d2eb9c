import { leastSquares } from '../../series/least-squares.ts'

const DAY = 86_400_000
const WEEK = 7 * DAY

/** Whether a series has two different values. */
export function varies(values: Float64Array): boolean {
  return values.some((value) => Math.abs(value - values[0]) > 1e-12)
}

/** Missing steps get the line between their neighbours. */
export function fillGaps(values: Float64Array): void {
  let last = -1
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) continue
    for (let j = last + 1; j < i; j++) {
      values[j] = last < 0 ? values[i] : values[last] + ((values[i] - values[last]) * (j - last)) / (i - last)
    }
    last = i
  }
  for (let j = last + 1; j < values.length && last >= 0; j++) values[j] = values[last]
}

export type Season = { readonly slots: number; readonly of: Int32Array }

/** Slots of the week where the log has six weeks or more, else hours of the day where it has six days. */
export function seasonOf(start: number, stepMs: number, steps: number): Season {
  const of = new Int32Array(steps)
  const period = [WEEK, DAY].find((length) => {
    const slots = Math.round(length / stepMs)
    return slots >= 2 && length % stepMs === 0 && steps >= 6 * slots
  })
  if (period === undefined) return { slots: 1, of }
  const slots = Math.round(period / stepMs)
  for (let i = 0; i < steps; i++) {
    const within = (((start + i * stepMs) % period) + period) % period
    of[i] = Math.floor(within / stepMs)
  }
  return { slots, of }
}

export function removeTrendAndSeason(series: Float64Array, season: Season): Float64Array {
  const n = series.length
  const line = Float64Array.from({ length: n }, (_, i) => (2 * i) / (n - 1) - 1)
  const bend = line.map((x) => x * x)
  const columns = [demeanBySlot(line, season), demeanBySlot(bend, season)]
  const target = demeanBySlot(series, season)
  const { coefficients } = leastSquares(columns, target)
  return target.map((value, i) => value - coefficients[0] * columns[0][i] - coefficients[1] * columns[1][i])
}

function demeanBySlot(series: Float64Array, { slots, of }: Season): Float64Array {
  const sum = new Float64Array(slots)
  const count = new Float64Array(slots)
  series.forEach((value, i) => {
    sum[of[i]] += value
    count[of[i]] += 1
  })
  return series.map((value, i) => value - sum[of[i]] / count[of[i]])
}
