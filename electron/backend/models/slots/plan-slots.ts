import { TALLIES, TALLY, TIMELESS } from '#shared/stats/profile/column-profile.ts'
import { bucketRange } from '../../profiles/buckets.ts'
import type { CountedLog, Part } from '../../profiles/counted-logs.ts'
import type { LogProfile } from '../../profiles/profile-cache.ts'
import type { Selection } from '../../store/types.ts'
import { planTimeGrid } from './time-grid.ts'

/** One bucket of a model's course: [start, end) in UTC milliseconds or in row numbers, and what it takes of each log. */
export type Slot = { readonly start: number; readonly end: number; readonly parts: readonly Part[] }

export type SlotPlan = {
  /** By row numbers where no log has times. */
  readonly unit: 'time' | 'rows'
  /** Width of a slot in words: "1 day", "8192 rows". */
  readonly step: string
  readonly slots: readonly Slot[]
  /** Rows that are in no slot: without a time, far from all others, or in a log without times beside some with. */
  readonly unplaced: number
}

/** Share of the rows at either end that may be strays: a clock that stood at 1970. */
const STRAY = 0.0005
/** Strays are only left out when the range becomes so many times narrower. */
const WIDER = 2

/** Cuts the rows of some logs, or those of a window, into at most `most` slots of whole buckets. */
export function planSlots(
  logs: readonly CountedLog[],
  most: number,
  window: Selection['window'] = { kind: 'all' },
): SlotPlan {
  const timed = logs.filter(({ log }) => log.bucketing.unit === 'time')
  const plan = timed.length > 0 ? timeSlots(timed, most, window) : rowSlots(logs, most, window)
  if (window.kind !== 'all') return { ...plan, unplaced: 0 }
  const first = plan.slots[0]?.start ?? 0
  const last = plan.slots[plan.slots.length - 1]?.end ?? 0
  let unplaced = 0
  for (const { log, rows } of logs) {
    // Rows of a log without times beside some with are in no slot.
    if (log.bucketing.unit !== plan.unit) {
      unplaced += rows
      continue
    }
    if (plan.unit === 'rows') continue
    const { width } = log.bucketing
    forEachBucket(log, (bucket, count) => {
      if (bucket === TIMELESS || bucket * width < first || bucket * width >= last) unplaced += count
    })
  }
  return { ...plan, unplaced }
}

type Planned = Omit<SlotPlan, 'unplaced'>

function timeSlots(logs: readonly CountedLog[], most: number, window: Selection['window']): Planned {
  const width = logs.reduce((widest, { log }) => Math.max(widest, log.bucketing.width), 0)
  const range = rangeOf(logs, window)
  if (range === null) return { unit: 'time', step: '', slots: [] }
  const { edges, step } = planTimeGrid(range, width, most, range.rows)
  const slots = edges.slice(0, -1).map((start, index): Slot => {
    const end = edges[index + 1]
    return {
      start,
      end,
      parts: logs.map(({ log }) => ({ log, range: bucketRange(start, end, log.bucketing.width) })),
    }
  })
  return { unit: 'time', step, slots }
}

/** First and last instant of the rows, strays left out; of a window only what has rows. */
function rangeOf(
  logs: readonly CountedLog[],
  window: Selection['window'],
): { first: number; last: number; rows: number } | null {
  const starts: { readonly time: number; readonly end: number; readonly rows: number }[] = []
  let total = 0
  for (const { log } of logs) {
    const { width } = log.bucketing
    forEachBucket(log, (bucket, rows) => {
      if (bucket === TIMELESS || rows === 0) return
      starts.push({ time: bucket * width, end: (bucket + 1) * width, rows })
      total += rows
    })
  }
  const wanted =
    window.kind === 'time'
      ? starts.filter(
          ({ time, end }) =>
            (window.end === null || time < window.end) && (window.start === null || end > window.start),
        )
      : starts
  if (wanted.length === 0) return null
  wanted.sort((a, b) => a.time - b.time)
  const rows = wanted.reduce((sum, one) => sum + one.rows, 0)
  const whole = { first: wanted[0].time, last: Math.max(...wanted.map(({ end }) => end)) - 1, rows }
  if (window.kind === 'time') return whole
  const spare = total * STRAY
  const low = skipStrays(wanted, spare)
  const high = wanted.length - 1 - skipStrays(wanted.toReversed(), spare)
  const core = { first: wanted[low].time, last: wanted[high].end - 1, rows }
  return whole.last - whole.first > WIDER * (core.last - core.first) ? core : whole
}

/** Index of the first bucket before which there are more than `spare` rows. */
function skipStrays(buckets: readonly { readonly rows: number }[], spare: number): number {
  let rows = 0
  for (let index = 0; index < buckets.length; index += 1) {
    rows += buckets[index].rows
    if (rows > spare) return index
  }
  return 0
}

function rowSlots(logs: readonly CountedLog[], most: number, window: Selection['window']): Planned {
  const cut = (group: number): Slot[] =>
    logs.flatMap(({ log, offset, rows }) => {
      const { width } = log.bucketing
      const step = width * group
      return Array.from({ length: Math.ceil(rows / step) }, (_, index): Slot => {
        const range = { start: index * group, end: (index + 1) * group }
        return {
          start: offset + index * step,
          end: offset + Math.min(rows, (index + 1) * step),
          parts: [{ log, range }],
        }
      }).filter(({ start, end }) => window.kind !== 'rows' || (start < window.end && end > window.start))
    })
  let group = 1
  let slots = cut(group)
  // Each log has at least one slot of its own, so that more logs than slots end the search.
  while (slots.length > most && slots.length > logs.length) {
    group *= 2
    slots = cut(group)
  }
  const width = logs[0]?.log.bucketing.width ?? 0
  return { unit: 'rows', step: `${width * group} rows`, slots }
}

const counted = new WeakMap<LogProfile, Float64Array>()

/** Rows of each fine bucket: those of the column that is in most of them, since a column can come later. */
function forEachBucket(log: LogProfile, visit: (bucket: number, rows: number) => void): void {
  const columns = [...log.columns.values()]
  const [first] = columns
  if (first === undefined) return
  const { buckets } = first.fine
  const rows = counted.get(log) ?? new Float64Array(buckets.length)
  if (!counted.has(log)) {
    for (const { fine } of columns) {
      for (let slot = 0; slot < buckets.length; slot += 1) {
        rows[slot] = Math.max(rows[slot], fine.tallies[slot * TALLIES + TALLY.rows])
      }
    }
    counted.set(log, rows)
  }
  for (let slot = 0; slot < buckets.length; slot += 1) visit(buckets[slot], rows[slot])
}
