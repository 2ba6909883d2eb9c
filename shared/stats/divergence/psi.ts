import { createRandom, randomMultinomial } from '../random.ts'
import { DEFAULT_ZERO_RULE, sharesOf, type ZeroRule } from './zero-rules.ts'

/** PSI of two lists of shares: Σ (q − p) ln(q / p). A bin empty on one side alone gives Infinity. */
export function psiOfShares(p: ArrayLike<number>, q: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < p.length; i++) {
    if (p[i] === q[i]) continue
    sum += (q[i] - p[i]) * Math.log(q[i] / p[i])
  }
  return sum
}

/**
 * Population stability index of counts on the same bins: Σ (q − p) ln(q / p), natural logarithm, p of the
 * reference and q of the current side after the zero rule. Symmetric in the sides. It is Jeffreys' divergence,
 * ≥ 0, and 0 for equal shares. Under `none` a bin that is empty on one side alone gives Infinity.
 */
export function psi(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  rule: ZeroRule = DEFAULT_ZERO_RULE,
): number {
  return psiOfShares(sharesOf(reference, rule), sharesOf(current, rule))
}

/**
 * The PSI to expect without any drift: (B − 1)(1/n + 1/m). n·m/(n+m)·PSI is then about χ² with B − 1 degrees.
 *
 * Source: B. Yurdakul, "Statistical Properties of Population Stability Index" (2018).
 */
export function expectedPsi(bins: number, referenceRows: number, currentRows: number): number {
  return (bins - 1) * (1 / referenceRows + 1 / currentRows)
}

export interface BootstrapOptions {
  readonly rule?: ZeroRule
  readonly replicates?: number
  readonly confidence?: number
  readonly seed?: number
}

export const DEFAULT_REPLICATES = 400

/**
 * Interval of the PSI by a seeded multinomial bootstrap of the counts of both sides.
 *
 * Resampling adds sampling noise once more, which lifts the PSI by its bias; the percentiles are therefore
 * shifted down by the mean excess over the observed value, and cut at 0. Null when a side has no rows or the
 * value is infinite.
 */
export function psiInterval(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  options: BootstrapOptions = {},
): readonly [number, number] | null {
  const rule = options.rule ?? DEFAULT_ZERO_RULE
  const replicates = options.replicates ?? DEFAULT_REPLICATES
  const tail = (1 - (options.confidence ?? 0.95)) / 2
  let n = 0
  let m = 0
  for (let i = 0; i < reference.length; i++) n += reference[i]
  for (let i = 0; i < current.length; i++) m += current[i]
  const value = psi(reference, current, rule)
  if (n === 0 || m === 0 || replicates < 2 || !Number.isFinite(value)) return null
  const random = createRandom(options.seed ?? 0)
  const drawnReference = new Float64Array(reference.length)
  const drawnCurrent = new Float64Array(current.length)
  const draws = new Float64Array(replicates)
  let sum = 0
  for (let r = 0; r < replicates; r++) {
    randomMultinomial(random, n, reference, drawnReference)
    randomMultinomial(random, m, current, drawnCurrent)
    draws[r] = psi(drawnReference, drawnCurrent, rule)
    sum += draws[r]
  }
  if (!Number.isFinite(sum)) return null
  const shift = sum / replicates - value
  draws.sort()
  const at = (share: number): number => draws[Math.round(share * (replicates - 1))] - shift
  return [Math.max(0, Math.min(value, at(tail))), Math.max(value, at(1 - tail))]
}
