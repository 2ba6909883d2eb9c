import { holm } from '../multiplicity/adjust.ts'
import { pairIndex, type SeriesTable } from '../series/unit-series.ts'
import { normalSf } from '../special/normal.ts'
import { ERROR_SUM, ERROR_SUMS, errorPairSums } from './error-sums.ts'

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
 * Holm's adjustment of Fisher's z. A series of `errors` is one model's, NaN where unknown; `sums` are those of
 * `errorPairSums`. n models whose errors correlate at ρ̄ are worth n/(1 + (n − 1)ρ̄) independent ones (Kish's design
 * effect).
 */
export function errorCorrelation(errors: SeriesTable, sums = errorPairSums(errors)): ErrorCorrelation {
  const { series, length, values } = errors
  const isBinary = Array.from({ length: series }, (_, m) =>
    values
      .subarray(m * length, (m + 1) * length)
      .every((error) => error === 0 || error === 1 || Number.isNaN(error)),
  )
  const raw: Omit<ErrorPair, 'pAdjusted'>[] = []
  for (let first = 0; first < series; first++) {
    for (let second = first + 1; second < series; second++) {
      const at = pairIndex(series, first, second) * ERROR_SUMS
      const own = sums.subarray(at, at + ERROR_SUMS)
      raw.push({ first, second, ...pairOf(own, isBinary[first] && isBinary[second]) })
    }
  }
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
    effectiveModels: series / (1 + (series - 1) * rho),
    amplification: rho < 1 ? 1 / (1 - rho) : null,
  }
}

function correlationP(r: number, rows: number): number {
  const z = Math.atanh(Math.min(1 - 1e-15, Math.max(-1 + 1e-15, r))) * Math.sqrt(Math.max(1, rows - 3))
  return normalSf(z)
}

function pairOf(
  sums: Float64Array,
  binary: boolean,
): Pick<ErrorPair, 'rows' | 'correlation' | 'jointFailure' | 'independent'> {
  const n = sums[ERROR_SUM.rows]
  const [sa, sb, saa, sbb] = [ERROR_SUM.x, ERROR_SUM.y, ERROR_SUM.xx, ERROR_SUM.yy].map((at) => sums[at])
  const sab = sums[ERROR_SUM.xy]
  const scale = Math.sqrt(Math.max(0, (saa - (sa * sa) / n) * (sbb - (sb * sb) / n)))
  const able = n >= LEAST_ROWS && scale > 1e-12 * Math.sqrt(saa * sbb)
  return {
    rows: n,
    correlation: able ? Math.max(-1, Math.min(1, (sab - (sa * sb) / n) / scale)) : null,
    // Of errors that are 0 and 1 the product is 1 where both fail.
    jointFailure: binary && n > 0 ? sab / n : null,
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
 * Accuracy of the majority vote of an ensemble when 0 … n − 1 of its members are removed. Each series is one member's
 * errors, 0 and 1, on the same rows; rows without all of them are left out, and half of an even vote counts as right. Works on counts of
 * patterns of failure, so that the cost is 2ⁿ·2ⁿ whatever the number of rows. Null for fewer than two members, more than
 * twelve, or no common row.
 */
export function ensembleSurvival({ series: members, length, values }: SeriesTable): Survival[] | null {
  if (members < 2 || members > MOST_MEMBERS) return null
  const patterns = new Float64Array(1 << members)
  let rows = 0
  for (let i = 0; i < length; i++) {
    let pattern = 0
    for (let m = 0; m < members; m++) {
      const error = values[m * length + i]
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
