import { normalQuantile, normalUpperQuantile } from '../special/normal.ts'

export interface SampleSizeOptions {
  readonly alpha?: number
  readonly power?: number
  /** Rows of the second arm over rows of the first. */
  readonly ratio?: number
  readonly sides?: 1 | 2
  /** `pooled`: null variance pooled (Fleiss, without continuity correction); `unpooled`; `arcsine`: Cohen's h. */
  readonly method?: 'pooled' | 'unpooled' | 'arcsine'
}

/**
 * Rows of the first arm that a test of two proportions needs, before rounding up; the second arm needs `ratio`
 * times as many. Infinity for equal proportions.
 *
 * Source: Fleiss, Levin and Paik (2003), chapter 4; Cohen (1988) for `arcsine`.
 */
export function sampleSizeTwoProportions(p1: number, p2: number, options: SampleSizeOptions = {}): number {
  const { alpha = 0.05, power = 0.8, ratio = 1, sides = 2, method = 'pooled' } = options
  const za = normalUpperQuantile(alpha / sides)
  const zb = normalQuantile(power)
  const difference = Math.abs(p2 - p1)
  if (difference === 0) return Number.POSITIVE_INFINITY
  const spread = p1 * (1 - p1) + (p2 * (1 - p2)) / ratio
  switch (method) {
    case 'pooled': {
      const mean = (p1 + ratio * p2) / (1 + ratio)
      const root = za * Math.sqrt((1 + 1 / ratio) * mean * (1 - mean)) + zb * Math.sqrt(spread)
      return (root / difference) ** 2
    }
    case 'unpooled':
      return ((za + zb) ** 2 * spread) / difference ** 2
    case 'arcsine': {
      const h = 2 * Math.asin(Math.sqrt(p2)) - 2 * Math.asin(Math.sqrt(p1))
      return ((za + zb) / h) ** 2 * (1 + 1 / ratio)
    }
  }
}
