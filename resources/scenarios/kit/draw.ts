import { type RandomSource, randomNormal } from '../../../shared/stats/random.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** A code by weights that need not add up to one. */
export function weightedCode(weights: readonly number[]): (random: RandomSource) => number {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return (random) => {
    let left = random.uniform() * total
    for (let code = 0; code < weights.length; code++) {
      left -= weights[code]
      if (left < 0) return code
    }
    return weights.length - 1
  }
}

export const chance = (random: RandomSource, probability: number): number =>
  random.uniform() < probability ? 1 : 0

/** A number between the two, evenly. */
export const between = (random: RandomSource, low: number, high: number): number =>
  low + (high - low) * random.uniform()

/** exp of a normal number. */
export const logNormal = (random: RandomSource, mean: number, deviation: number): number =>
  Math.exp(mean + deviation * randomNormal(random))

export const logistic = (x: number): number => 1 / (1 + Math.exp(-x))
export const logit = (p: number): number => Math.log(p / (1 - p))

/** Ordered times over [from, to), one in each of `rows` equal steps. */
export function evenTimes(random: RandomSource, rows: number, from: number, to: number): Float64Array {
  const step = (to - from) / rows
  const times = new Float64Array(rows)
  for (let row = 0; row < rows; row++) times[row] = Math.floor(from + (row + random.uniform()) * step)
  return times
}

/** First row at or after a time, in ordered times. */
export function rowAt(times: Float64Array, at: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (times[middle] < at) low = middle + 1
    else high = middle
  }
  return low
}
