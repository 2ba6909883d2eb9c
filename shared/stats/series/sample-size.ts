import { AppError } from '../../domain/errors.ts'
import { normalCdf, normalUpperQuantile } from '../special/normal.ts'

export type SampleSizeMethod = 'pooled' | 'unpooled' | 'arcsine'
export type Sides = 'two-sided' | 'one-sided'

export interface SampleSizeOptions {
  readonly alpha?: number
  readonly power?: number
  /** Rows of the second arm for each of the first. */
  readonly ratio?: number
  readonly alternative?: Sides
  readonly method?: SampleSizeMethod
}

export interface SampleSize {
  /** Rows of the first and the second arm, rounded up. */
  readonly first: number
  readonly second: number
  /** Rows of the first arm before rounding. */
  readonly exact: number
}

function checkShare(name: string, share: number): void {
  if (share >= 0 && share <= 1) return
  throw new AppError('BAD_PARAMS', `${name} is ${share}.`, 'Give a share from 0 to 1.')
}

function checkOpen(name: string, value: number, above: number, below: number): void {
  if (value > above && value < below) return
  throw new AppError('BAD_PARAMS', `${name} is ${value}.`, `Give a number above ${above} and below ${below}.`)
}

/**
 * Rows an arm needs so that a z-test of two proportions finds the difference p₂ − p₁ with the given power. With
 * z_α = z(1 − α/2) (1 − α one-sided), z_β = z(power), r the ratio and p̄ = (p₁ + r·p₂)/(1 + r):
 * pooled (default) n = [z_α√((1 + 1/r)p̄(1 − p̄)) + z_β√(p₁q₁ + p₂q₂/r)]²/(p₂ − p₁)²,
 * unpooled n = (z_α + z_β)²(p₁q₁ + p₂q₂/r)/(p₂ − p₁)²,
 * arcsine n = (z_α + z_β)²(1 + 1/r)/h², h = 2asin√p₂ − 2asin√p₁ (Cohen), as statsmodels' `NormalIndPower`.
 * Throws `BAD_PARAMS` for shares out of range or the same.
 *
 * Source: Fleiss, Levin and Paik (2003), Statistical methods for rates and proportions, section 4.2.
 */
export function sampleSizeTwoProportions(
  p1: number,
  p2: number,
  options: SampleSizeOptions = {},
): SampleSize {
  const { alpha = 0.05, power = 0.8, ratio = 1, alternative = 'two-sided', method = 'pooled' } = options
  checkShare('The first proportion', p1)
  checkShare('The second proportion', p2)
  checkOpen('alpha', alpha, 0, 1)
  checkOpen('power', power, 0, 1)
  checkOpen('ratio', ratio, 0, Number.POSITIVE_INFINITY)
  if (p1 === p2) {
    throw new AppError(
      'BAD_PARAMS',
      'The two proportions are the same.',
      'Give the difference that must be found.',
    )
  }
  const zAlpha = normalUpperQuantile(alternative === 'two-sided' ? alpha / 2 : alpha)
  const zBeta = normalUpperQuantile(1 - power)
  const difference = p2 - p1
  const apart = p1 * (1 - p1) + (p2 * (1 - p2)) / ratio
  const exact = ((): number => {
    switch (method) {
      case 'pooled': {
        const mean = (p1 + ratio * p2) / (1 + ratio)
        const together = (1 + 1 / ratio) * mean * (1 - mean)
        return ((zAlpha * Math.sqrt(together) + zBeta * Math.sqrt(apart)) / difference) ** 2
      }
      case 'unpooled':
        return ((zAlpha + zBeta) / difference) ** 2 * apart
      case 'arcsine': {
        const h = 2 * Math.asin(Math.sqrt(p2)) - 2 * Math.asin(Math.sqrt(p1))
        return ((zAlpha + zBeta) / h) ** 2 * (1 + 1 / ratio)
      }
    }
  })()
  const first = Math.ceil(exact - 1e-9)
  return { first, second: Math.ceil(exact * ratio - 1e-9), exact }
}

/** Power of the pooled two-sided (or one-sided) z-test of two proportions for arms of n₁ and n₂ rows; normal law. */
export function powerTwoProportions(
  p1: number,
  p2: number,
  n1: number,
  n2: number,
  alpha = 0.05,
  alternative: Sides = 'two-sided',
): number {
  const zAlpha = normalUpperQuantile(alternative === 'two-sided' ? alpha / 2 : alpha)
  const mean = (n1 * p1 + n2 * p2) / (n1 + n2)
  const together = Math.sqrt(mean * (1 - mean) * (1 / n1 + 1 / n2))
  const apart = Math.sqrt((p1 * (1 - p1)) / n1 + (p2 * (1 - p2)) / n2)
  const gap = Math.abs(p2 - p1)
  if (apart === 0) return gap > 0 ? 1 : alpha
  const upper = normalCdf((gap - zAlpha * together) / apart)
  return alternative === 'two-sided' ? upper + normalCdf((-gap - zAlpha * together) / apart) : upper
}

/**
 * Smallest p₂ − p₁ on the given side that arms of n₁ and n₂ rows find with the power; null where not even the
 * furthest proportion (0 or 1) would be found.
 */
export function minimumDetectableEffect(
  p1: number,
  n1: number,
  n2: number,
  options: {
    readonly alpha?: number
    readonly power?: number
    readonly alternative?: Sides
    readonly direction?: 'increase' | 'decrease'
  } = {},
): number | null {
  const { alpha = 0.05, power = 0.8, alternative = 'two-sided', direction = 'increase' } = options
  checkShare('The proportion', p1)
  const furthest = direction === 'increase' ? 1 : 0
  const powerAt = (p2: number): number => powerTwoProportions(p1, p2, n1, n2, alpha, alternative)
  if (!(n1 > 0) || !(n2 > 0) || furthest === p1 || powerAt(furthest) < power) return null
  let unseen = p1
  let seen = furthest
  for (let i = 0; i < 100 && Math.abs(seen - unseen) > 1e-15; i++) {
    const middle = (unseen + seen) / 2
    if (powerAt(middle) >= power) seen = middle
    else unseen = middle
  }
  return seen - p1
}
