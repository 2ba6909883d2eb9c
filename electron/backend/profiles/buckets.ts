import type { BucketUnit } from '../store/baseline-types.ts'

export const HOUR = 3_600_000

/** Widths of buckets of time that are tried in turn: an hour, a day, a week, four weeks, a year of 52, a millennium. */
export const TIME_WIDTHS = [HOUR, 24 * HOUR, 168 * HOUR, 672 * HOUR, 8_736 * HOUR, 8_736_000 * HOUR] as const

/** Memory that the buckets of one log may take when all are held, in bytes. */
const MOST_BYTES = 256 * 2 ** 20
const CELL_BYTES = 4
const ROWS_WIDTH = 8_192
const MOST_ROW_BUCKETS = 4_096

/** How a log's rows are put into buckets. */
export type Bucketing = { readonly unit: BucketUnit; readonly width: number }

/** How many buckets a log may have on a baseline of `cells` cells. */
export function mostBuckets(cells: number): number {
  return Math.max(64, Math.floor(MOST_BYTES / (CELL_BYTES * Math.max(1, cells))))
}

/** Buckets of row numbers for a log without times: 8,192 rows, or as many times two as keeps them under 4,096. */
export function rowBucketing(rows: number): Bucketing {
  let width = ROWS_WIDTH
  while (rows / width > MOST_ROW_BUCKETS) width *= 2
  return { unit: 'rows', width }
}

/** Fine buckets in a coarse one: a day of hours. */
export function coarseFactor({ unit, width }: Bucketing): number {
  return unit === 'time' && width === HOUR ? 24 : 32
}

/**
 * The buckets of a window [start, end), outermost ones whole, so that no row of the window is left out; an open end is
 * null.
 */
export function bucketRange(
  start: number | null,
  end: number | null,
  width: number,
): { readonly start: number; readonly end: number } {
  return {
    start: start === null ? Number.NEGATIVE_INFINITY : Math.floor(start / width),
    end: end === null ? Number.POSITIVE_INFINITY : Math.ceil(end / width) + 0,
  }
}
