import { psi } from '../divergence/psi.ts'
import { createRandom, type RandomSource, randomMultinomial, shuffle } from '../random.ts'
import { type BucketCounts, bestSplit, sumBuckets } from './likelihood-scan.ts'

/** A change of the law of a column in time, in indices of the buckets that were given. */
export interface Onset {
  /** The first bucket after the change. */
  readonly at: number
  /** Bootstrap interval of `at`, both ends included. */
  readonly interval: readonly [number, number]
  readonly pValue: number
  /** PSI of what lies before against what lies after, up to the neighbouring changes. */
  readonly psi: number
}

export interface OnsetOptions {
  /** A change is kept when its p-value is at most this. */
  readonly alpha?: number
  /** Smallest PSI between before and after that counts as a change. */
  readonly smallestPsi?: number
  /** Least rows on each side of a change. */
  readonly leastRows?: number
  readonly confidence?: number
  readonly replicates?: number
  readonly seed?: number
}

const DEFAULTS = {
  alpha: 0.01,
  smallestPsi: 0.02,
  leastRows: 50,
  confidence: 0.95,
  replicates: 200,
  seed: 0,
} as const satisfies Required<OnsetOptions>

type Settings = Required<OnsetOptions>

/** From this many buckets on, their order is permuted; below, permutations are too few and rows are redrawn. */
const PERMUTED_FROM = 10
const MOST_CHANGES = 50

function rowsOf(bucket: BucketCounts): number {
  let rows = 0
  for (let b = 0; b < bucket.length; b++) rows += bucket[b]
  return rows
}

/**
 * P-value of the best split of buckets[from, to) under one law for all.
 *
 * With ten buckets or more their order is permuted, which holds whatever makes single buckets differ (overdispersion
 * and clumps). With fewer, buckets are redrawn from the pooled shares.
 */
function scanPValue(
  buckets: readonly BucketCounts[],
  from: number,
  to: number,
  statistic: number,
  settings: Settings,
  random: RandomSource,
): number {
  const part = buckets.slice(from, to)
  const pooled = sumBuckets(buckets, from, to)
  const sizes = part.map(rowsOf)
  let beyond = 0
  for (let r = 0; r < settings.replicates; r++) {
    const redrawn: readonly BucketCounts[] =
      part.length >= PERMUTED_FROM
        ? shuffle(random, [...part])
        : sizes.map((rows) => randomMultinomial(random, rows, pooled))
    const split = bestSplit(redrawn, 0, redrawn.length, settings.leastRows)
    if (split !== null && split.statistic >= statistic) beyond++
  }
  return (beyond + 1) / (settings.replicates + 1)
}

/** Bootstrap interval of a split: both sides redrawn from their own shares, the scan repeated. */
function splitInterval(
  buckets: readonly BucketCounts[],
  from: number,
  at: number,
  to: number,
  settings: Settings,
  random: RandomSource,
): [number, number] {
  const before = sumBuckets(buckets, from, at)
  const after = sumBuckets(buckets, at, to)
  const sizes = buckets.slice(from, to).map(rowsOf)
  const found: number[] = []
  for (let r = 0; r < settings.replicates; r++) {
    const redrawn = sizes.map((rows, t) => randomMultinomial(random, rows, from + t < at ? before : after))
    const split = bestSplit(redrawn, 0, redrawn.length, settings.leastRows)
    if (split !== null) found.push(from + split.at)
  }
  if (found.length === 0) return [at, at]
  found.sort((a, b) => a - b)
  const tail = (1 - settings.confidence) / 2
  const place = (share: number): number => found[Math.round(share * (found.length - 1))]
  return [Math.min(at, place(tail)), Math.max(at, place(1 - tail))]
}

/** A change within buckets[from, to), or null when none is significant and large enough. */
function findChange(
  buckets: readonly BucketCounts[],
  from: number,
  to: number,
  settings: Settings,
  random: RandomSource,
): Onset | null {
  const split = bestSplit(buckets, from, to, settings.leastRows)
  if (split === null) return null
  const effect = psi(sumBuckets(buckets, from, split.at), sumBuckets(buckets, split.at, to))
  if (effect < settings.smallestPsi) return null
  const pValue = scanPValue(buckets, from, to, split.statistic, settings, random)
  if (pValue > settings.alpha) return null
  return {
    at: split.at,
    interval: splitInterval(buckets, from, split.at, to, settings, random),
    pValue,
    psi: effect,
  }
}

/** Buckets with rows, and where each stood among all. */
function withRows(buckets: readonly BucketCounts[]): { kept: BucketCounts[]; places: number[] } {
  const kept: BucketCounts[] = []
  const places: number[] = []
  buckets.forEach((bucket, i) => {
    if (rowsOf(bucket) > 0) {
      kept.push(bucket)
      places.push(i)
    }
  })
  return { kept, places }
}

function atPlaces(onset: Onset, places: readonly number[]): Onset {
  return {
    ...onset,
    at: places[onset.at],
    interval: [places[onset.interval[0]], places[onset.interval[1]]],
  }
}

/**
 * The most likely time at which the law of a column changed, from counts by bucket of time on fixed bins: a
 * likelihood-ratio scan of the multinomial. Null when no change is significant and at least `smallestPsi` large.
 * Empty buckets are passed over. Seeded: the same counts give the same answer.
 */
export function findOnset(buckets: readonly BucketCounts[], options: OnsetOptions = {}): Onset | null {
  const settings: Settings = { ...DEFAULTS, ...options }
  const { kept, places } = withRows(buckets)
  const onset = findChange(kept, 0, kept.length, settings, createRandom(settings.seed))
  return onset && atPlaces(onset, places)
}

/**
 * Several changes, ascending, by binary segmentation: each part is scanned by itself until nothing more is
 * significant, then every change is looked for once more between its neighbours.
 */
export function findOnsets(buckets: readonly BucketCounts[], options: OnsetOptions = {}): Onset[] {
  const settings: Settings = { ...DEFAULTS, ...options }
  const { kept, places } = withRows(buckets)
  const random = createRandom(settings.seed)
  const found: number[] = []
  const parts: [number, number][] = [[0, kept.length]]
  for (let part = parts.pop(); part !== undefined && found.length < MOST_CHANGES; part = parts.pop()) {
    const [from, to] = part
    const change = findChange(kept, from, to, settings, random)
    if (change === null) continue
    found.push(change.at)
    parts.push([from, change.at], [change.at, to])
  }
  found.sort((a, b) => a - b)
  const changes: Onset[] = []
  found.forEach((_, i) => {
    const from = changes.length > 0 ? changes[changes.length - 1].at : 0
    const to = found[i + 1] ?? kept.length
    const change = findChange(kept, from, to, settings, random)
    if (change !== null) changes.push(change)
  })
  return changes.map((change) => atPlaces(change, places))
}
