import { SUMMATION_BLOCK } from './summation.ts'

/** Mean and standard deviations of finite numbers. */
export interface Moments {
  readonly rows: number
  readonly mean: number
  /** Divided by n. */
  readonly populationDeviation: number
  /** Divided by n − 1; 0 for a single row. */
  readonly sampleDeviation: number
}

/** Keeps squares of the largest doubles finite. */
const SHRINK = 2 ** -540

/**
 * Two passes about the mean, with the mean's own rounding taken back; null without rows. Sums beyond the range of
 * doubles are taken on shrunken values.
 */
export function momentsOf(values: Float64Array): Moments | null {
  if (values.length === 0) return null
  const plain = centredMoments(values, 1)
  return Number.isFinite(plain.populationDeviation) ? plain : centredMoments(values, SHRINK)
}

function centredMoments(values: Float64Array, scale: number): Moments {
  const n = values.length
  const origin = values[n >>> 1] * scale
  let sum = 0
  for (let from = 0; from < n; from += SUMMATION_BLOCK) {
    const to = Math.min(n, from + SUMMATION_BLOCK)
    let part = 0
    for (let i = from; i < to; i++) part += values[i] * scale - origin
    sum += part
  }
  const mean = origin + sum / n
  let squares = 0
  let rest = 0
  for (let from = 0; from < n; from += SUMMATION_BLOCK) {
    const to = Math.min(n, from + SUMMATION_BLOCK)
    let squaresPart = 0
    let restPart = 0
    for (let i = from; i < to; i++) {
      const d = values[i] * scale - mean
      squaresPart += d * d
      restPart += d
    }
    squares += squaresPart
    rest += restPart
  }
  const centred = Math.max(0, squares - (rest * rest) / n)
  return {
    rows: n,
    mean: mean / scale,
    populationDeviation: Math.sqrt(centred / n) / scale,
    sampleDeviation: n > 1 ? Math.sqrt(centred / (n - 1)) / scale : 0,
  }
}
