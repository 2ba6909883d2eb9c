/** One step of a time grid, in UTC. */
export type TimeStep = {
  readonly unit: 'minute' | 'hour' | 'day' | 'week' | 'month'
  readonly count: number
}

/** A range of times, UTC milliseconds, both ends inside. */
export type TimeRange = { readonly first: number; readonly last: number }

/** Even buckets of UTC time on one side. */
export type SideGrid = {
  /** Ascending edges of the fine buckets, one more than there are. */
  readonly edges: Float64Array
  /** The bucket of the heat map that holds each fine bucket. */
  readonly bucketOf: Uint16Array
  /** Start and end of each bucket of the heat map. */
  readonly buckets: readonly { readonly start: number; readonly end: number }[]
}

/** How a comparison is cut in time: buckets to look at, and finer ones inside of them to find the onset. */
export type Timeline = {
  readonly step: TimeStep
  readonly fineStep: TimeStep
  readonly reference: SideGrid | null
  readonly current: SideGrid | null
}

/** Buckets of both sides together that a person can read. */
const MOST_BUCKETS = 90
const MOST_FINE_BUCKETS = 2_500

const MINUTE = 60_000
const LENGTHS: Record<Exclude<TimeStep['unit'], 'month'>, number> = {
  minute: MINUTE,
  hour: 60 * MINUTE,
  day: 1_440 * MINUTE,
  week: 10_080 * MINUTE,
}

const STEPS: readonly TimeStep[] = [
  { unit: 'minute', count: 1 },
  { unit: 'minute', count: 15 },
  { unit: 'hour', count: 1 },
  { unit: 'day', count: 1 },
  { unit: 'week', count: 1 },
  { unit: 'month', count: 1 },
  { unit: 'month', count: 3 },
  { unit: 'month', count: 12 },
  { unit: 'month', count: 120 },
  { unit: 'month', count: 1_200 },
  { unit: 'month', count: 12_000 },
]

/** Finer steps that fit into each unit without a rest, finest first. */
const FINE_STEPS: Record<TimeStep['unit'], readonly TimeStep[]> = {
  minute: [{ unit: 'minute', count: 1 }],
  hour: [
    { unit: 'minute', count: 15 },
    { unit: 'minute', count: 30 },
  ],
  day: [1, 3, 6, 12].map((count) => ({ unit: 'hour', count }) as const),
  week: [...[1, 3, 6, 12].map((count) => ({ unit: 'hour', count }) as const), { unit: 'day', count: 1 }],
  month: [
    { unit: 'day', count: 1 },
    { unit: 'month', count: 1 },
  ],
}

/**
 * The finest grid of hours, days, weeks or months (minutes for logs of less than a day) in which both sides together
 * have at most 90 buckets, and a finer one inside of it with at most 2,500. A side without times has no grid; null
 * where neither side has any.
 */
export function planTimeline(ranges: {
  readonly reference: TimeRange | null
  readonly current: TimeRange | null
}): Timeline | null {
  const sides = [ranges.reference, ranges.current].filter((range) => range !== null)
  if (sides.length === 0) return null
  const buckets = (step: TimeStep) => sides.reduce((sum, range) => sum + countBuckets(range, step), 0)
  const step = STEPS.find((one) => buckets(one) <= MOST_BUCKETS) ?? STEPS[STEPS.length - 1]
  const fineStep = FINE_STEPS[step.unit].find((one) => buckets(one) <= MOST_FINE_BUCKETS) ?? step
  const grid = (range: TimeRange | null) => (range === null ? null : sideGrid(range, step, fineStep))
  return { step, fineStep, reference: grid(ranges.reference), current: grid(ranges.current) }
}

function sideGrid(range: TimeRange, step: TimeStep, fineStep: TimeStep): SideGrid {
  const coarse = edgesOf(range, step)
  const last = coarse[coarse.length - 1]
  const edges: number[] = []
  for (let edge = coarse[0]; edge < last; edge = nextEdge(edge, fineStep)) edges.push(edge)
  const bucketOf = new Uint16Array(edges.length)
  let bucket = 0
  for (const [index, edge] of edges.entries()) {
    while (edge >= coarse[bucket + 1]) bucket += 1
    bucketOf[index] = bucket
  }
  return {
    edges: Float64Array.from([...edges, last]),
    bucketOf,
    buckets: coarse.slice(0, -1).map((start, index) => ({ start, end: coarse[index + 1] })),
  }
}

/** Edges of whole steps around a range, one more than there are steps. */
export function edgesOf({ first, last }: TimeRange, step: TimeStep): number[] {
  const edges = [floorTo(first, step)]
  while (edges[edges.length - 1] <= last) edges.push(nextEdge(edges[edges.length - 1], step))
  return edges
}

/** How many whole steps a range touches. */
export function countBuckets({ first, last }: TimeRange, step: TimeStep): number {
  if (step.unit === 'month')
    return Math.floor(monthOf(last) / step.count) - Math.floor(monthOf(first) / step.count) + 1
  const length = LENGTHS[step.unit] * step.count
  return Math.floor((floorTo(last, step) - floorTo(first, step)) / length) + 1
}

/** 1970 began on a Thursday; weeks begin on Monday. */
const FIRST_MONDAY = 4 * LENGTHS.day

function floorTo(time: number, step: TimeStep): number {
  if (step.unit === 'month') return startOfMonth(Math.floor(monthOf(time) / step.count) * step.count)
  const length = LENGTHS[step.unit] * step.count
  const origin = step.unit === 'week' ? FIRST_MONDAY : 0
  return Math.floor((time - origin) / length) * length + origin
}

function nextEdge(edge: number, step: TimeStep): number {
  if (step.unit === 'month') return startOfMonth(monthOf(edge) + step.count)
  return edge + LENGTHS[step.unit] * step.count
}

/** Months since the year 0. */
function monthOf(time: number): number {
  const date = new Date(time)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

function startOfMonth(month: number): number {
  const date = new Date(0)
  date.setUTCFullYear(Math.floor(month / 12), ((month % 12) + 12) % 12, 1)
  return date.getTime()
}

/** "1 day", "6 hours". */
export function stepWords({ unit, count }: TimeStep): string {
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`
}
