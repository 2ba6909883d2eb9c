import { expectedPsi, psi } from '../divergence/psi.ts'
import { createRandom, type RandomSource, randomMultinomial } from '../random.ts'
import { type BucketCounts, bestSegment, bestSplit, sumBuckets } from './likelihood-scan.ts'
import { rowsOf, scanPValue } from './scan-p-value.ts'

/** A change of the law of a column in time, in indices of the buckets that were given. */
export interface Onset {
  /** The first bucket after the change. */
  readonly at: number
  /** Bootstrap interval of `at`, both ends included. */
  readonly interval: readonly [number, number]
  readonly pValue: number
  /** PSI of what lies before against what lies after, up to the neighbouring changes. */
  readonly psi: number
  /** Whether it undoes the change before it: what lies after is again what lay before that. */
  readonly undoes: boolean
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

const MOST_CHANGES = 50

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

/** A change for good within buckets[from, to), or null when none is significant and large enough. */
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
  const test = {
    scan: (redrawn: readonly BucketCounts[]) =>
      bestSplit(redrawn, 0, redrawn.length, settings.leastRows)?.statistic ?? 0,
    from: split.at - from,
    to: to - from,
    statistic: split.statistic,
    alpha: settings.alpha,
    replicates: settings.replicates,
  }
  const pValue = scanPValue(buckets.slice(from, to), test, random)
  if (pValue > settings.alpha) return null
  return {
    at: split.at,
    interval: splitInterval(buckets, from, split.at, to, settings, random),
    pValue,
    psi: effect,
    undoes: false,
  }
}

/** Both ends of a temporary change. */
type Episode = { readonly from: number; readonly to: number; readonly pValue: number }

/** A temporary change within buckets[from, to), or null when none is significant and large enough. */
function findEpisode(
  buckets: readonly BucketCounts[],
  from: number,
  to: number,
  settings: Settings,
  random: RandomSource,
): Episode | null {
  const segment = bestSegment(buckets, from, to, settings.leastRows)
  if (segment === null) return null
  // Two places have to explain more than one does, by what the choice of one more costs.
  const single = bestSplit(buckets, from, to, settings.leastRows)?.statistic ?? 0
  if (segment.statistic < single + 2 * Math.log(to - from)) return null
  const inside = sumBuckets(buckets, segment.from, segment.to)
  const outside = sumBuckets(buckets, from, to).map((count, bin) => count - inside[bin])
  if (psi(outside, inside) < settings.smallestPsi) return null
  const test = {
    scan: (redrawn: readonly BucketCounts[]) =>
      bestSegment(redrawn, 0, redrawn.length, settings.leastRows)?.statistic ?? 0,
    from: segment.from - from,
    to: segment.to - from,
    statistic: segment.statistic,
    alpha: settings.alpha,
    replicates: settings.replicates,
  }
  const pValue = scanPValue(buckets.slice(from, to), test, random)
  return pValue > settings.alpha ? null : { from: segment.from, to: segment.to, pValue }
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
 * The most likely time at which the law of a column changed for good, from counts by bucket of time on fixed bins: a
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
 * Several changes, ascending, by binary segmentation: each part is scanned for a change for good, and where there is
 * none for one that came and went (both its ends together), until nothing more is significant. Each of the two scans
 * takes half of `alpha`. Then every change is looked for once more between its neighbours.
 */
export function findOnsets(buckets: readonly BucketCounts[], options: OnsetOptions = {}): Onset[] {
  const settings: Settings = { ...DEFAULTS, ...options }
  const half: Settings = { ...settings, alpha: settings.alpha / 2 }
  const { kept, places } = withRows(buckets)
  const random = createRandom(settings.seed)
  /** P-value of the episode that each place is an end of; null for a change for good. */
  const found = new Map<number, number | null>()
  const parts: [number, number][] = [[0, kept.length]]
  for (let part = parts.pop(); part !== undefined && found.size < MOST_CHANGES; part = parts.pop()) {
    const [from, to] = part
    const change = findChange(kept, from, to, half, random)
    if (change !== null) {
      found.set(change.at, null)
      parts.push([from, change.at], [change.at, to])
      continue
    }
    const episode = findEpisode(kept, from, to, half, random)
    if (episode === null) continue
    found.set(episode.from, episode.pValue).set(episode.to, episode.pValue)
    parts.push([from, episode.from], [episode.from, episode.to], [episode.to, to])
  }
  const ordered = [...found].sort(([a], [b]) => a - b)
  const changes: Onset[] = []
  ordered.forEach(([, episode], i) => {
    const from = changes.length > 0 ? changes[changes.length - 1].at : 0
    const to = ordered[i + 1]?.[0] ?? kept.length
    const change =
      episode === null
        ? findChange(kept, from, to, half, random)
        : placeChange(kept, from, to, episode, settings, random)
    if (change !== null) changes.push({ ...change, pValue: Math.min(1, 2 * change.pValue) })
  })
  changes.forEach((change, i) => {
    changes[i] = { ...change, undoes: undoes(kept, changes, i, settings.smallestPsi) }
  })
  return changes.map((change) => atPlaces(change, places))
}

/** Part of the change before that may be left where it counts as undone. */
const LEFT_OVER = 0.2

function undoes(
  buckets: readonly BucketCounts[],
  changes: readonly Onset[],
  index: number,
  smallestPsi: number,
): boolean {
  if (index === 0 || changes[index - 1].undoes) return false
  const before = sumBuckets(buckets, changes[index - 2]?.at ?? 0, changes[index - 1].at)
  const after = sumBuckets(buckets, changes[index].at, changes[index + 1]?.at ?? buckets.length)
  const chance = expectedPsi(before.length, rowsOf(before), rowsOf(after))
  return psi(before, after) - chance <= Math.max(smallestPsi, LEFT_OVER * changes[index - 1].psi)
}

/** The place of a change that is known to be in buckets[from, to). */
function placeChange(
  buckets: readonly BucketCounts[],
  from: number,
  to: number,
  pValue: number,
  settings: Settings,
  random: RandomSource,
): Onset | null {
  const split = bestSplit(buckets, from, to, settings.leastRows)
  if (split === null) return null
  const effect = psi(sumBuckets(buckets, from, split.at), sumBuckets(buckets, split.at, to))
  if (effect < settings.smallestPsi) return null
  const interval = splitInterval(buckets, from, split.at, to, settings, random)
  return { at: split.at, interval, pValue, psi: effect, undoes: false }
}
