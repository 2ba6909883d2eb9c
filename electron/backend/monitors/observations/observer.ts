import { type Comparison, isMet } from '#shared/policy/breaker/conditions.ts'
import type { SlidingMeasure } from './measures/sliding-measure.ts'
import type { RunningRatio } from './ratios.ts'
import { BLOCK, type Series, type Slide, startSlide } from './series.ts'
import type { Timeline } from './timeline.ts'
import type { WindowStarts } from './window-starts.ts'

/**
 * A metric over a window at each event of a timeline. A window holds the last rows, or those of the last stretch of time,
 * but none before the place where it was restarted.
 */
export type Observer = {
  /**
   * The value at an event; NaN where there is too little to say. Events are asked for in ascending order, but for the
   * one before the newest block.
   */
  value(event: number): number
  /** The first event of [from, to) at which the comparison does not hold as `held` says; `to` where there is none. */
  firstChange(from: number, to: number, held: boolean): number
  /** From `event` on the window holds no row before `place`. */
  restart(event: number, place: number): void
}

/** Any event at once, from running sums; fewer than `fewest` in the denominator are too few. */
export function ratioObserver(
  { numerator, denominator, unit }: RunningRatio,
  starts: WindowStarts,
  fewest: number,
  comparison: Comparison,
  { rowsAfter }: Timeline,
): Observer {
  const atLeast = Math.max(1, fewest)
  let fresh = 0
  const windows = new Int32Array(BLOCK)
  const valueOver = (start: number, end: number): number => {
    const count = denominator[end] - denominator[start]
    return count < atLeast ? Number.NaN : ((numerator[end] - numerator[start]) * unit) / count
  }
  return {
    value: (event) => valueOver(Math.max(starts.at(event), fresh), rowsAfter[event]),
    firstChange(from, to, held) {
      for (let block = from; block < to; block += BLOCK) {
        const end = Math.min(to, block + BLOCK)
        starts.fill(block, end, windows)
        for (let event = block; event < end; event++) {
          const value = valueOver(Math.max(windows[event - block], fresh), rowsAfter[event])
          if (isMet(comparison, value) !== held) return event
        }
      }
      return to
    },
    restart(_event, place) {
      fresh = place
    },
  }
}

/**
 * Values from a measure that slides. Where the window reaches over the place of a restart it slides anew from there, in
 * blocks ahead; from where it no longer does on, its values are those of `unbroken`, which no restart ever touches and
 * which another threshold therefore need not compute again.
 */
export function slidingObserver(
  unbroken: Series,
  measure: SlidingMeasure,
  starts: WindowStarts,
  comparison: Comparison,
  timeline: Timeline,
): Observer {
  const { events } = timeline
  const ahead = new Float64Array(BLOCK)
  let slide: Slide | null = null
  /** Events before it are of another life of the breaker. */
  let first = 0
  /** From here on windows hold no row before the restart anyway. */
  let whole = 0
  /** Values of [blockStart, blockEnd) are computed. */
  let blockStart = 0
  let blockEnd = 0
  /** The value at the event before the block. */
  let before = Number.NaN

  const fill = (own: Slide) => {
    if (blockEnd > blockStart) before = ahead[blockEnd - blockStart - 1]
    blockStart = blockEnd
    blockEnd = Math.min(whole, (Math.floor(blockStart / BLOCK) + 1) * BLOCK)
    own.run(blockStart, blockEnd, ahead, 0)
  }
  const value = (event: number): number => {
    if (event < first) return Number.NaN
    if (slide === null || event >= whole) return unbroken.upTo(event + 1)[event]
    while (event >= blockEnd) fill(slide)
    return event < blockStart ? before : ahead[event - blockStart]
  }
  return {
    value,
    firstChange(from, to, held) {
      let event = from
      while (slide !== null && event < Math.min(to, whole)) {
        if (isMet(comparison, value(event)) !== held) return event
        event += 1
      }
      if (event >= to) return to
      const values = unbroken.upTo(to)
      while (event < to && isMet(comparison, values[event]) === held) event += 1
      return event
    },
    restart(event, place) {
      first = event
      whole = starts.firstNotBefore(place, event, events)
      slide = whole === event ? null : startSlide(measure, starts, timeline, place)
      before = Number.NaN
      blockStart = event
      blockEnd = event
    },
  }
}

/** A value that does not come from rows. */
export function constantObserver(constant: number, comparison: Comparison): Observer {
  const met = isMet(comparison, constant)
  return {
    value: () => constant,
    firstChange: (from, to, held) => (from < to && met !== held ? from : to),
    restart: () => undefined,
  }
}

/** A value that depends on the time alone. */
export function timeObserver(
  valueAt: (time: number) => number,
  comparison: Comparison,
  { at }: Timeline,
): Observer {
  return {
    value: (event) => valueAt(at[event]),
    firstChange(from, to, held) {
      let event = from
      while (event < to && isMet(comparison, valueAt(at[event])) === held) event += 1
      return event
    },
    restart: () => undefined,
  }
}
