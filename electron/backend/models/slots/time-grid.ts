import { countBuckets, edgesOf, stepWords, type TimeRange, type TimeStep } from '../../drift/time/timeline.ts'
import { HOUR } from '../../profiles/buckets.ts'

/** Ascending edges of even steps of UTC time, one more than there are buckets, and the step in words. */
export type TimeGrid = { readonly edges: readonly number[]; readonly step: string }

const DAY = 24 * HOUR
/** Steps that a person reads easily, narrowest first. */
const STEPS: readonly TimeStep[] = [
  ...[1, 3, 6, 12].map((count) => ({ unit: 'hour', count }) as const),
  { unit: 'day', count: 1 },
  { unit: 'week', count: 1 },
  ...[1, 3, 12, 120, 1_200, 12_000].map((count) => ({ unit: 'month', count }) as const),
]
/** Parts of a day are only taken where days are fewer than that. */
const FEW_BUCKETS = 15
/** Rows that a bucket needs to be judged, with some to spare. */
const WANTED_ROWS = 250
/** A course of fewer buckets shows no course, however many rows are in each. */
const LEAST_BUCKETS = 12

/**
 * Hours, days, weeks (from Monday) or months that cut a range into at most `most` buckets whose edges are edges of the
 * buckets of `width` milliseconds in which rows are counted: the narrowest, except that a wider one is taken where the
 * `rows` would be too few a bucket to be judged and twelve buckets are left. Where rows are counted in more than days,
 * months and weeks cut through their buckets, so the steps are multiples of the width itself.
 */
export function planTimeGrid(range: TimeRange, width: number, most: number, rows: number): TimeGrid {
  const counted = STEPS.filter((one) => fits(one, width)).map((step) => ({
    step,
    buckets: countBuckets(range, step),
  }))
  const days = counted.find(({ step }) => step.unit === 'day')?.buckets ?? 0
  const readable = counted.filter(
    ({ step, buckets }) =>
      buckets <= most && (step.unit !== 'hour' || step.count === 1 || days < FEW_BUCKETS),
  )
  const enough = readable.filter(({ buckets }) => buckets >= LEAST_BUCKETS)
  const chosen =
    enough.find(({ buckets }) => rows / buckets >= WANTED_ROWS) ?? enough[enough.length - 1] ?? readable[0]
  if (chosen !== undefined) return { edges: edgesOf(range, chosen.step), step: stepWords(chosen.step) }
  let wide = width
  const buckets = () => Math.floor(range.last / wide) - Math.floor(range.first / wide) + 1
  while (buckets() > most) wide *= 2
  const first = Math.floor(range.first / wide)
  return {
    edges: Array.from({ length: buckets() + 1 }, (_, index) => (first + index) * wide),
    step: widthWords(wide),
  }
}

function fits({ unit, count }: TimeStep, width: number): boolean {
  if (unit === 'hour') return (count * HOUR) % width === 0
  return unit !== 'minute' && DAY % width === 0
}

function widthWords(width: number): string {
  const weeks = width / (7 * DAY)
  if (Number.isInteger(weeks)) return stepWords({ unit: 'week', count: weeks })
  const days = width / DAY
  return Number.isInteger(days)
    ? stepWords({ unit: 'day', count: days })
    : stepWords({ unit: 'hour', count: width / HOUR })
}
