import { type RandomSource, randomMultinomial, shuffle } from '../random.ts'
import { chiSquaredUpperQuantile } from '../special/chi-squared.ts'
import { type BucketCounts, sumBuckets } from './likelihood-scan.ts'

export interface ScanTest {
  /** The largest statistic of a scan of these buckets; 0 where there is none. */
  readonly scan: (buckets: readonly BucketCounts[]) => number
  /** Stretch that the scan found, in indices of the buckets; to the end of them for a split. */
  readonly from: number
  readonly to: number
  readonly statistic: number
  /** P-values above this are not told apart any more. */
  readonly alpha: number
  readonly replicates: number
}

/** From this many buckets on, their order is permuted; below, permutations are too few and rows are redrawn. */
const PERMUTED_FROM = 10
/** Redrawn rows stand for the order of buckets where that could not be this rare. */
const RAREST = 4
/** Gaps between neighbours from which a percentile of them is known. */
const MANY_GAPS = 20
const EULER = 0.5772156649015329

export function rowsOf(bucket: BucketCounts): number {
  let rows = 0
  for (let b = 0; b < bucket.length; b++) rows += bucket[b]
  return rows
}

/**
 * P-value of the best place of a scan under one law for all buckets.
 *
 * Their order is permuted, which holds whatever makes single buckets differ (overdispersion and clumps). Where too few
 * orders are possible for a p-value under `alpha`, buckets are redrawn from the pooled shares, and the statistic is
 * divided by the overdispersion of neighbouring buckets outside of the stretch. Beyond all replicates the tail is that
 * of a Gumbel law with their mean and variance, yet never less than the share of orders that look alike.
 *
 * Source: Abrams, Kulldorff and Kleinman (2010), Gumbel based p-value approximations for spatial scan statistics.
 */
export function scanPValue(buckets: readonly BucketCounts[], test: ScanTest, random: RandomSource): number {
  const { scan, from, to, alpha, replicates } = test
  const temporary = to < buckets.length
  const alike = alikeOrders(buckets.length, to - from, temporary)
  const permuted = buckets.length >= PERMUTED_FROM && (!temporary || alike * RAREST <= alpha)
  const statistic = permuted ? test.statistic : test.statistic / overdispersion(buckets, from, to)
  const pooled = sumBuckets(buckets, 0, buckets.length)
  const sizes = buckets.map(rowsOf)
  // Once as many are beyond, the p-value cannot come under alpha.
  const enough = alpha * (replicates + 1)
  let beyond = 0
  let sum = 0
  let squares = 0
  for (let r = 0; r < replicates; r++) {
    const redrawn: readonly BucketCounts[] = permuted
      ? shuffle(random, [...buckets])
      : sizes.map((rows) => randomMultinomial(random, rows, pooled))
    const drawn = scan(redrawn)
    sum += drawn
    squares += drawn * drawn
    if (drawn >= statistic) beyond++
    if (beyond >= enough) return (beyond + 1) / (r + 2)
  }
  const simulated = (beyond + 1) / (replicates + 1)
  if (beyond > 0) return simulated
  const mean = sum / replicates
  const scale = Math.sqrt((6 * Math.max(0, squares / replicates - mean * mean)) / Math.PI ** 2)
  const tail = scale > 0 ? -Math.expm1(-Math.exp(-((statistic - mean) / scale + EULER))) : simulated
  return Math.min(simulated, Math.max(tail, permuted ? alike : Number.MIN_VALUE))
}

/** Share of the orders of `length` buckets in which a given `part` of them stand together inside, or else at an end. */
function alikeOrders(length: number, part: number, inside: boolean): number {
  const chosen = Math.min(part, length - part)
  let share = inside ? length - part - 1 : 2
  for (let i = 0; i < chosen; i++) share *= (chosen - i) / (length - i)
  return Math.min(1, share)
}

/**
 * How much more neighbouring buckets outside of [from, to) differ than rows of one law do: the ninetieth percentile of
 * their G statistics over that of χ², the largest where there are fewer than 20, at least 1. What comes back every week
 * counts as such, too.
 */
function overdispersion(buckets: readonly BucketCounts[], from: number, to: number): number {
  const ratios: number[] = []
  for (let t = 0; t + 1 < buckets.length; t++) {
    const inside = (place: number): boolean => place >= from && place < to
    if (inside(t) || inside(t + 1)) continue
    const gap = neighbourGap(buckets[t], buckets[t + 1])
    if (gap !== null) ratios.push(gap)
  }
  if (ratios.length === 0) return 1
  ratios.sort((a, b) => a - b)
  return Math.max(
    1,
    ratios[Math.min(ratios.length - 1, Math.floor((ratios.length < MANY_GAPS ? 1 : 0.9) * ratios.length))],
  )
}

/** G of two buckets over the ninetieth percentile that rows of one law would give. */
function neighbourGap(first: BucketCounts, second: BucketCounts): number | null {
  const rows = [rowsOf(first), rowsOf(second)]
  let statistic = 0
  let df = -1
  for (let b = 0; b < first.length; b++) {
    const both = first[b] + second[b]
    if (both === 0) continue
    df += 1
    for (const [count, n] of [
      [first[b], rows[0]],
      [second[b], rows[1]],
    ]) {
      if (count > 0) statistic += 2 * count * Math.log((count * (rows[0] + rows[1])) / (both * n))
    }
  }
  return df < 1 ? null : statistic / upperTenth(df)
}

const UPPER_TENTHS = new Map<number, number>()

/** The value that χ² exceeds once in ten times. */
function upperTenth(df: number): number {
  const known = UPPER_TENTHS.get(df) ?? chiSquaredUpperQuantile(0.1, df)
  UPPER_TENTHS.set(df, known)
  return known
}
