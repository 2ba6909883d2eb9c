import type { RowChanges, SlidingMeasure } from '../../observations/measures/sliding-measure.ts'
import type { AlertRows } from './alert-rows.ts'
import type { Measured, TickMeasure, TickWindow } from './measures.ts'

/** Windows (T − delay − length, T − delay] over some rows, for evaluations at ascending times T. */
export type TickWindows = {
  /** Adds a measure; before the first evaluation only. Answers its number. */
  add(measure: TickMeasure): number
  /** Moves to the window of `at`. */
  moveTo(at: number): void
  /** What a measure says of the window. */
  measured(index: number): Measured
  /** Whether the window holds a row. */
  readonly isEmpty: boolean
}

/** What a window holds. */
export type WindowSpan = {
  readonly lengthMs: number
  /** With fewer than `fewest` rows (rows that have a label, or will get one, where labels are needed) it reaches back so far. */
  readonly reachMs: number
  readonly fewest: number
  readonly needsLabels: boolean
  /** It ends so long before the evaluation. */
  readonly delayMs: number
}

/** `beganAt`: when the log began; a window that begins before it is not whole. */
export function tickWindows(rows: AlertRows, span: WindowSpan, beganAt: number): TickWindows {
  const { feed, label, late } = rows
  const { times } = feed
  const { lengthMs, reachMs, delayMs, fewest, needsLabels } = span
  const measures: TickMeasure[] = []
  /** What the sliding ones of them say of the window. */
  let values = new Float64Array(0)
  const counted = fewest > 0 && needsLabels ? labelledPlaces(label) : null
  /** 1 for each late label that has come. */
  const hasCome = late === null ? null : new Uint8Array(rows.rows)
  let nextLate = 0
  let window: TickWindow = { low: 0, high: 0, lengthMs, isWhole: false, isLabelled }

  function isLabelled(place: number): boolean {
    if (Number.isNaN(label[place])) return false
    return hasCome === null || late?.isLate[place] !== 1 || hasCome[place] === 1
  }

  function note(changes: Changes, place: number, change: number): void {
    changes.rows.push(change)
    if (isLabelled(place)) changes.labels.push(change)
  }

  /** The place of the first of the last `fewest` rows before `high`; 0 where there are fewer. */
  function firstOfLast(high: number): number {
    if (counted === null) return Math.max(0, high - fewest)
    const { places, before } = counted
    const first = before[high] - fewest
    return first < 0 ? 0 : places[first]
  }

  return {
    add(measure) {
      values = new Float64Array(measures.length + 1)
      return measures.push(measure) - 1
    },
    moveTo(at) {
      const end = at - delayMs
      const start = end - lengthMs
      const reach = end - reachMs
      let { low, high } = window
      const came: Changes = { rows: [], labels: [] }
      // Labels that came for rows that are in the window.
      while (late !== null && hasCome !== null && nextLate < late.rows.length && late.at[nextLate] <= at) {
        const place = late.rows[nextLate++]
        hasCome[place] = 1
        if (place >= low && place < high) came.labels.push(place)
      }
      let newHigh = high
      while (newHigh < rows.rows && times[newHigh] <= end) newHigh += 1
      // The first place that is not needed for enough rows.
      const spare = fewest === 0 ? newHigh : firstOfLast(newHigh)
      let newLow = low
      while (newLow < newHigh && times[newLow] <= start && (newLow < spare || times[newLow] <= reach)) {
        newLow += 1
      }
      for (; low < Math.min(newLow, high); low++) note(came, low, ~low)
      for (let place = Math.max(high, newLow); place < newHigh; place++) note(came, place, place)
      low = newLow
      high = newHigh
      window = { low, high, lengthMs, isWhole: start >= beganAt, isLabelled }
      const changes = { rows: oneEvent(came.rows), labels: oneEvent(came.labels) }
      for (const [index, { sliding }] of measures.entries()) {
        sliding?.slide(changes[sliding.counts], values, index)
      }
    },
    measured(index) {
      const measure = measures[index]
      return measure.sliding === null ? measure.measure(window) : { value: values[index], error: Number.NaN }
    },
    get isEmpty() {
      return window.low === window.high
    },
  }
}

/** Changes of the rows of a window, and of those that have a label. */
type Changes = Readonly<Record<SlidingMeasure['counts'], number[]>>

function oneEvent(changes: readonly number[]): RowChanges {
  return { changes: Int32Array.from(changes), ends: Int32Array.of(changes.length), events: 1 }
}

/** Places of rows with a label, and for each place how many of them are before it. */
function labelledPlaces(label: Float64Array): {
  readonly places: Uint32Array
  readonly before: Uint32Array
} {
  const before = new Uint32Array(label.length + 1)
  const places = new Uint32Array(label.length)
  let count = 0
  for (let place = 0; place < label.length; place++) {
    if (!Number.isNaN(label[place])) places[count++] = place
    before[place + 1] = count
  }
  return { places: places.subarray(0, count), before }
}
