import { holm } from '../multiplicity/adjust.ts'
import { normalSf } from '../special/normal.ts'

export interface ErrorPair {
  readonly first: number
  readonly second: number
  /** Units with an error known for both. */
  readonly rows: number
  /** Pearson's r of the errors; φ where they are 0 and 1. Null where one of the two does not vary. */
  readonly correlation: number | null
  readonly pAdjusted: number | null
  /** Share of units on which both fail, and what independence would give; null where errors are no 0 and 1. */
  readonly jointFailure: number | null
  readonly independent: number | null
}

export interface ErrorCorrelation {
  readonly pairs: readonly ErrorPair[]
  /** Mean over the pairs; null without any. */
  readonly mean: number | null
  /** n/(1 + (n − 1)·ρ̄), with ρ̄ held from 0 to 1. */
  readonly effectiveModels: number | null
  /** 1/(1 − ρ̄); null at ρ̄ = 1. */
  readonly amplification: number | null
}

const LEAST_ROWS = 30

/**
 * Whether models fail together: pairwise correlation of their errors over common units (rows, or buckets of time), with
 * Holm's adjustment of Fisher's z. `errors[m][u]` is NaN where unknown. n models whose errors correlate at ρ̄ are worth
 * n/(1 + (n − 1)ρ̄) independent ones (Kish's design effect).
 */
export function errorCorrelation(errors: readonly Float64Array[]): ErrorCorrelation {
  const raw = errors.flatMap((own, first) =>
    errors.slice(first + 1).map((other, k) => ({ ...pairOf(own, other), first, second: first + 1 + k })),
  )
  const able = raw.filter(({ correlation }) => correlation !== null)
  const adjusted = holm(able.map(({ correlation, rows }) => correlationP(correlation ?? 0, rows)))
  const pairs = raw.map((pair): ErrorPair => {
    const at = able.indexOf(pair)
    return { ...pair, pAdjusted: at < 0 ? null : adjusted[at] }
  })
  if (able.length === 0) return { pairs, mean: null, effectiveModels: null, amplification: null }
  const mean = able.reduce((sum, { correlation }) => sum + (correlation ?? 0), 0) / able.length
  const rho = Math.min(1, Math.max(0, mean))
  return {
    pairs,
    mean,
    effectiveModels: errors.length / (1 + (errors.length - 1) * rho),
    amplification: rho < 1 ? 1 / (1 - rho) : null,
  }
}

function correlationP(r: number, rows: number): number {
  const z = Math.atanh(Math.min(1 - 1e-15, Math.max(-1 + 1e-15, r))) * Math.sqrt(Math.max(1, rows - 3))
  return normalSf(z)
}

function pairOf(a: Float64Array, b: Float64Array): Omit<ErrorPair, 'first' | 'second' | 'pAdjusted'> {
  let [n, sa, sb, saa, sbb, sab, both] = [0, 0, 0, 0, 0, 0, 0]
  let binary = true
  for (let i = 0; i < a.length; i++) {
    const x = a[i]
    const y = b[i]
    if (Number.isNaN(x) || Number.isNaN(y)) continue
    n += 1
    sa += x
    sb += y
    saa += x * x
    sbb += y * y
    sab += x * y
    if ((x !== 0 && x !== 1) || (y !== 0 && y !== 1)) binary = false
    else if (x === 1 && y === 1) both += 1
  }
  const scale = Math.sqrt(Math.max(0, (saa - (sa * sa) / n) * (sbb - (sb * sb) / n)))
  const able = n >= LEAST_ROWS && scale > 1e-12 * Math.sqrt(saa * sbb)
  return {
    rows: n,
    correlation: able ? Math.max(-1, Math.min(1, (sab - (sa * sb) / n) / scale)) : null,
    jointFailure: binary && n > 0 ? both / n : null,
    independent: binary && n > 0 ? (sa / n) * (sb / n) : null,
  }
}

export interface Survival {
  readonly removed: number
  /** Accuracy of the majority of those left, over all choices of who is removed: mean, worst, and who is then gone. */
  readonly mean: number
  readonly worst: number
  readonly worstRemoved: readonly number[]
}

const MOST_MEMBERS = 12

/**
 * Accuracy of the majority vote of an ensemble when 0 … n − 1 of its members are removed. `errors` are 0 and 1 on the
 * same rows; rows without all of them are left out, and half of an even vote counts as right. Works on counts of
 * patterns of failure, so that the cost is 2ⁿ·2ⁿ whatever the number of rows. Null for fewer than two members, more than
 * twelve, or no common row.
 */
export function ensembleSurvival(errors: readonly Float64Array[]): Survival[] | null {
  const members = errors.length
  if (members < 2 || members > MOST_MEMBERS) return null
  const patterns = new Float64Array(1 << members)
  let rows = 0
  for (let i = 0; i < errors[0].length; i++) {
    let pattern = 0
    for (let m = 0; m < members; m++) {
      const error = errors[m][i]
      if (error !== 0 && error !== 1) pattern = -1
      else if (pattern >= 0 && error === 1) pattern |= 1 << m
    }
    if (pattern < 0) continue
    patterns[pattern] += 1
    rows += 1
  }
  if (rows === 0) return null
  const used = [...patterns.keys()].filter((pattern) => patterns[pattern] > 0)
  const results = Array.from({ length: members }, (_, removed) => ({
    removed,
    total: 0,
    choices: 0,
    worst: 2,
    mask: 0,
  }))
  for (let kept = 1; kept < 1 << members; kept++) {
    const size = bits(kept)
    let right = 0
    for (const pattern of used) {
      const wrong = bits(pattern & kept)
      right += patterns[pattern] * (2 * wrong < size ? 1 : 2 * wrong === size ? 0.5 : 0)
    }
    const accuracy = right / rows
    const result = results[members - size]
    result.total += accuracy
    result.choices += 1
    if (accuracy < result.worst) {
      result.worst = accuracy
      result.mask = kept
    }
  }
  return results.map(({ removed, total, choices, worst, mask }) => ({
    removed,
    mean: total / choices,
    worst,
    worstRemoved: Array.from({ length: members }, (_, m) => m).filter((m) => (mask & (1 << m)) === 0),
  }))
}

function bits(mask: number): number {
  let left = mask
  let count = 0
  for (; left !== 0; left &= left - 1) count += 1
  return count
}
