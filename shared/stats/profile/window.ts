import { lowerBound } from '../sorting/float64.ts'
import {
  addBucket,
  type ColumnProfile,
  coarsenProfile,
  emptyProfile,
  type ProfileShape,
  TIMELESS,
} from './column-profile.ts'

/** A column at two widths: a window takes whole coarse buckets where it can and fine ones at its ends. */
export interface ProfileLevels {
  readonly fine: ColumnProfile
  readonly coarse: ColumnProfile
  /** Fine buckets in a coarse one. */
  readonly factor: number
}

export function withCoarseLevel(fine: ColumnProfile, factor: number): ProfileLevels {
  return { fine, coarse: coarsenProfile(fine, factor), factor }
}

/** Which buckets a window sums: fine ones [start, end), or every row, those without a time included. */
export type BucketRange = { readonly start: number; readonly end: number } | 'all'

/** A sum to which windows can be added. */
export function emptySums(shape: ProfileShape): ColumnProfile {
  const sums = emptyProfile(Float64Array.of(TIMELESS), shape)
  // A window of many buckets can hold more rows than a bucket may.
  return { ...sums, counts: new Float64Array(shape.cells) }
}

/** Adds the rows of a window to `sums`; O((coarse + 2 · factor) · cells), whatever the number of rows. */
export function addWindow(
  sums: ColumnProfile,
  { fine, coarse, factor }: ProfileLevels,
  range: BucketRange,
): void {
  if (range === 'all') {
    addSlots(sums, coarse, 0, coarse.buckets.length)
    return
  }
  const { start, end } = range
  const firstWhole = Math.ceil(start / factor)
  const lastWhole = Math.floor(end / factor)
  if (firstWhole >= lastWhole) {
    addBuckets(sums, fine, start, end)
    return
  }
  addBuckets(sums, fine, start, firstWhole * factor)
  addBuckets(sums, coarse, firstWhole, lastWhole)
  addBuckets(sums, fine, lastWhole * factor, end)
}

/** The rows of one window. */
export function windowSums(levels: ProfileLevels, range: BucketRange, shape: ProfileShape): ColumnProfile {
  const sums = emptySums(shape)
  addWindow(sums, levels, range)
  return sums
}

function addBuckets(sums: ColumnProfile, from: ColumnProfile, start: number, end: number): void {
  const least = Math.max(start, -Number.MAX_VALUE)
  addSlots(sums, from, lowerBound(from.buckets, least), lowerBound(from.buckets, end))
}

function addSlots(sums: ColumnProfile, from: ColumnProfile, first: number, last: number): void {
  for (let slot = first; slot < last; slot++) addBucket(sums, 0, from, slot)
}
