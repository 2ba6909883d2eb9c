import { leastSquares } from '../../series/least-squares.ts'
import { armSums, CELL, type FeatureSums, type LoopSums } from '../sums.ts'
import { fillGaps, removeTrendAndSeason, seasonOf, varies } from './season.ts'

export const LEAST_STEPS = 40
export const ROWS_A_STEP = 20
const MOST_STEPS = 600
/** Days and weeks, and what lies between hours and days. */
const MERGES = [1, 2, 4, 6, 8, 12, 24, 48, 96, 168, 288, 672, 2016]

/** Up to three lengths of step, in buckets: the finest that has enough rows a step, and coarser ones. */
export function resolutions(rowsByBucket: Float64Array): number[] {
  const usable = MERGES.filter((merge) => {
    const steps = Math.floor(rowsByBucket.length / merge)
    if (steps < LEAST_STEPS || steps > MOST_STEPS) return false
    let thin = 0
    for (let step = 0; step < steps; step++) {
      let rows = 0
      for (let i = step * merge; i < (step + 1) * merge; i++) rows += rowsByBucket[i]
      if (rows < ROWS_A_STEP) thin += 1
    }
    return thin <= 0.05 * steps
  })
  if (usable.length <= 3) return usable
  return [usable[0], usable[Math.floor(usable.length / 2)], usable[usable.length - 1]]
}

/** A series by step less its trend and season, and the degrees of freedom that these took; null where it is constant. */
export type CleanSteps = { readonly values: Float64Array; readonly lost: number }

function cleanSteps(
  sums: LoopSums,
  merge: number,
  meanOf: (from: number, to: number) => number,
): CleanSteps | null {
  const steps = Math.floor(sums.buckets / merge)
  const values = Float64Array.from({ length: steps }, (_, step) => meanOf(step * merge, (step + 1) * merge))
  fillGaps(values)
  const season = seasonOf(sums.starts?.[0] ?? 0, merge * (sums.widthMs ?? 0), steps)
  const clean = removeTrendAndSeason(values, season)
  return clean.every(Number.isFinite) && varies(clean)
    ? { values: clean, lost: 3 + Math.max(0, season.slots - 1) }
    : null
}

/** Mean score and mean outcome of the labelled rows of both arms. */
export function labelledSteps(
  sums: LoopSums,
  merge: number,
): { readonly prediction: CleanSteps | null; readonly outcome: CleanSteps | null } {
  const mean =
    (place: number) =>
    (from: number, to: number): number => {
      const model = armSums(sums.cells, 1, from, to)
      const other = armSums(sums.cells, 0, from, to)
      const rows = model[CELL.weight] + other[CELL.weight]
      return rows > 0 ? (model[place] + other[place]) / rows : Number.NaN
    }
  return { prediction: cleanSteps(sums, merge, mean(CELL.s)), outcome: cleanSteps(sums, merge, mean(CELL.y)) }
}

/** Mean score of all scored rows, on the logit scale where scores are shares. */
export function scoreSteps(sums: LoopSums, merge: number): CleanSteps | null {
  return cleanSteps(sums, merge, meanBetween(sums.spreadSum, sums.scored))
}

/** Mean of an input. */
export function inputSteps(sums: LoopSums, { sum, rows }: FeatureSums, merge: number): CleanSteps | null {
  return cleanSteps(sums, merge, meanBetween(sum, rows))
}

function meanBetween(sum: Float64Array, rows: Float64Array): (from: number, to: number) => number {
  return (from, to) => {
    let [total, count] = [0, 0]
    for (let bucket = from; bucket < to; bucket++) {
      total += sum[bucket]
      count += rows[bucket]
    }
    return count > 0 ? total / count : Number.NaN
  }
}

/** What the first series of the same step leaves of the second; null where the two are one. */
export function restOf(first: Float64Array, second: Float64Array): Float64Array | null {
  const slope = leastSquares([first], second)
  if (!slope.fullRank) return null
  const rest = second.map((value, i) => value - slope.coefficients[0] * first[i])
  return rest.some((value, i) => Math.abs(value) > 1e-9 * Math.abs(second[i])) ? rest : null
}
