import type { SlidingMeasure } from './measures/sliding-measure.ts'
import type { Timeline } from './timeline.ts'
import type { WindowStarts } from './window-starts.ts'

/** Values are computed ahead up to the next multiple of so many events; who scans ahead stops there, too. */
export const BLOCK = 4_096

/** A window on its way over a timeline. */
export type Slide = {
  /** The values of the events of [from, to), which follow those before, into `values` from `place` on. */
  run(from: number, to: number, values: Float64Array, place: number): void
}

/** The values of a window that holds all rows of its length at each event, whatever became of the breaker. */
export type Series = {
  /** Values of the events before `to`, at least; those behind it are not computed yet. */
  upTo(to: number): Float64Array
}

/** A window that begins empty and never holds a row before `place`. */
export function startSlide(
  measure: SlidingMeasure,
  starts: WindowStarts,
  { rowsAfter, learned, learnedAt }: Timeline,
  place: number,
): Slide {
  measure.clear()
  const windows = new Int32Array(BLOCK)
  const ends = new Int32Array(BLOCK)
  let changes = new Int32Array(3 * BLOCK)
  // Rows of [oldest, newest) are in the window.
  let oldest = place
  let newest = place
  const runBlock = (from: number, events: number, values: Float64Array, into: number) => {
    starts.fill(from, from + events, windows)
    const most = 2 * events + Math.max(0, windows[events - 1] - oldest)
    if (most > changes.length) changes = new Int32Array(2 * most)
    if (measure.counts === 'rows') fillRows(from, events)
    else fillLabels(from, events)
    measure.slide({ changes, ends, events }, values, into)
  }
  // What a row does is added without a branch where nobody can foretell it.
  const fillRows = (from: number, events: number) => {
    let count = 0
    for (let at = 0; at < events; at++) {
      const came = rowsAfter[from + at] - newest
      const start = windows[at]
      changes[count] = newest
      count += came
      newest += came
      changes[count] = ~oldest
      const goes = Number(oldest < start)
      count += goes
      oldest += goes
      for (; oldest < start; oldest++) changes[count++] = ~oldest
      ends[at] = count
    }
  }
  const fillLabels = (from: number, events: number) => {
    let count = 0
    for (let at = 0; at < events; at++) {
      const start = windows[at]
      changes[count] = learned[from + at]
      count += Number(learned[from + at] >= oldest)
      for (; oldest < start; oldest++) {
        changes[count] = ~oldest
        count += Number(learnedAt[oldest] <= from + at)
      }
      ends[at] = count
    }
  }
  return {
    run(from, to, values, into) {
      for (let event = from; event < to; event += BLOCK) {
        runBlock(event, Math.min(BLOCK, to - event), values, into + event - from)
      }
    },
  }
}

/** The values of all events, computed as far as they are asked for. */
export function seriesOf(measure: SlidingMeasure, starts: WindowStarts, timeline: Timeline): Series {
  const slide = startSlide(measure, starts, timeline, 0)
  const values = new Float64Array(timeline.events)
  let computed = 0
  return {
    upTo(to) {
      if (computed < to) slide.run(computed, to, values, computed)
      computed = Math.max(computed, to)
      return values
    },
  }
}
