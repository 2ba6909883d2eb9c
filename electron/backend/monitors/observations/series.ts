import type { WindowLength } from '#shared/domain/duration.ts'
import type { RowFeed } from './feed.ts'
import type { SlidingMeasure } from './measures.ts'
import type { Timeline } from './timeline.ts'

/** A window on its way over a timeline. */
export type Slide = {
  /** The values of the events of [from, to), which follow those before, into `values` from `place` on. */
  run(from: number, to: number, values: Float64Array, place: number): void
}

/** The values of a window that holds all rows of its length at each event, whatever became of the breaker. */
export type Series = {
  /** For each event the first place in the window. */
  readonly starts: Int32Array
  /** Values of the events before `to`, at least; those behind it are not computed yet. */
  upTo(to: number): Float64Array
}

/** For each event the first place in the window; negative where the window is not full yet. */
export function windowStarts(window: WindowLength, timeline: Timeline): Int32Array {
  return window.kind === 'time' ? timeline.startsOfTime(window.ms) : timeline.startsOfRows(window.rows)
}

/** A window that begins empty, at the arrival of the row at `place`, and never holds the row at `end` or a later one. */
export function startSlide(
  measure: SlidingMeasure,
  starts: Int32Array,
  { right, late }: RowFeed,
  { rowsAfter, label }: Timeline,
  place: number,
  end: number,
): Slide {
  const isLate = late?.isLate ?? null
  const labelled = isLate === null ? null : new Uint8Array(end - place)
  const origin = place
  let low = place
  measure.clear()
  return {
    run(from, to, values, into) {
      let oldest = low
      for (let event = from; event < to; event++) {
        const learned = label === null ? -1 : label[event]
        if (learned < 0) {
          const row = rowsAfter[event] - 1
          measure.enter(row)
          if (right[row] >= 0 && (isLate === null || isLate[row] === 0)) measure.label(row)
        } else if (learned >= origin) {
          if (labelled !== null) labelled[learned - origin] = 1
          if (learned >= oldest) measure.label(learned)
        }
        const start = starts[event]
        for (; oldest < start; oldest++) {
          const isKnown =
            labelled === null || isLate === null || isLate[oldest] === 0
              ? right[oldest] >= 0
              : labelled[oldest - origin] === 1
          measure.leave(oldest, isKnown)
        }
        values[into + event - from] = measure.value()
      }
      low = oldest
    },
  }
}

/** The values of all events, computed as far as they are asked for. */
export function seriesOf(
  measure: SlidingMeasure,
  window: WindowLength,
  feed: RowFeed,
  timeline: Timeline,
): Series {
  const starts = windowStarts(window, timeline)
  const slide = startSlide(measure, starts, feed, timeline, 0, feed.rows)
  const values = new Float64Array(timeline.events)
  let computed = 0
  return {
    starts,
    upTo(to) {
      if (computed < to) slide.run(computed, to, values, computed)
      computed = Math.max(computed, to)
      return values
    },
  }
}

/** The first event of [from, to) whose window starts at `place` or later; `to` where there is none. */
export function firstNotBefore(starts: Int32Array, from: number, to: number, place: number): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if (starts[middle] >= place) high = middle
    else low = middle + 1
  }
  return low
}
