import { AppError } from '../../domain/errors.ts'
import { normalCdf, normalUpperQuantile } from '../special/normal.ts'

export type Sides = 'two-sided' | 'one-sided'

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
  if (!(p1 >= 0 && p1 <= 1)) {
    throw new AppError('BAD_PARAMS', `The proportion is ${p1}.`, 'Give a share from 0 to 1.')
  }
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
