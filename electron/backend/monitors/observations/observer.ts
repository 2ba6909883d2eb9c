import type { WindowLength } from '#shared/domain/duration.ts'
import { type Comparison, isMet } from '#shared/policy/breaker/conditions.ts'
import type { RowFeed } from './feed.ts'
import type { SlidingMeasure } from './measures.ts'
import type { RunningRatio } from './ratios.ts'
import type { Timeline } from './timeline.ts'

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
  window: WindowLength,
  fewest: number,
  comparison: Comparison,
  timeline: Timeline,
): Observer {
  const { rowsAfter } = timeline
  const starts = window.kind === 'time' ? timeline.windowStarts(window.ms) : null
  const rows = window.kind === 'rows' ? window.rows : 0
  const atLeast = Math.max(1, fewest)
  let fresh = 0
  const startAt = (event: number): number => {
    const start = starts === null ? rowsAfter[event] - rows : starts[event]
    return Math.max(start, fresh)
  }
  return {
    value(event) {
      const end = rowsAfter[event]
      const start = startAt(event)
      const count = denominator[end] - denominator[start]
      return count < atLeast ? Number.NaN : ((numerator[end] - numerator[start]) * unit) / count
    },
    firstChange(from, to, held) {
      for (let event = from; event < to; event++) {
        const end = rowsAfter[event]
        const first = starts === null ? end - rows : starts[event]
        const start = Math.max(first, fresh)
        const count = denominator[end] - denominator[start]
        const met =
          count >= atLeast && isMet(comparison, ((numerator[end] - numerator[start]) * unit) / count)
        if (met !== held) return event
      }
      return to
    },
    restart(_event, place) {
      fresh = place
    },
  }
}

/** Values are computed ahead up to the next multiple of so many events; who scans ahead stops there, too. */
export const BLOCK = 4_096

/** Values from a measure that slides; they are computed in blocks ahead. */
export function slidingObserver(
  measure: SlidingMeasure,
  window: WindowLength,
  comparison: Comparison,
  { right, late }: RowFeed,
  timeline: Timeline,
): Observer {
  const { rowsAfter, label, events } = timeline
  const starts = window.kind === 'time' ? timeline.windowStarts(window.ms) : null
  const rows = window.kind === 'rows' ? window.rows : 0
  const values = new Float64Array(BLOCK)
  /** Values of [blockStart, blockEnd) are computed. */
  let blockStart = 0
  let blockEnd = 0
  /** The value at the event before the block. */
  let before = Number.NaN
  let low = 0
  let labelled: Uint8Array | null = null

  const isLabelled = (place: number): boolean =>
    labelled === null || late?.isLate[place] !== 1 ? right[place] >= 0 : labelled[place] === 1

  const take = (event: number): number => {
    const labelOf = label === null ? -1 : label[event]
    if (labelOf >= 0) {
      if (labelled !== null) labelled[labelOf] = 1
      if (labelOf >= low) measure.label(labelOf)
    } else {
      const place = rowsAfter[event] - 1
      measure.enter(place)
      if (right[place] >= 0 && late?.isLate[place] !== 1) measure.label(place)
    }
    const start = starts === null ? rowsAfter[event] - rows : starts[event]
    while (low < start) {
      measure.leave(low, isLabelled(low))
      low += 1
    }
    return measure.value()
  }
  const fill = () => {
    if (blockEnd > blockStart) before = values[blockEnd - blockStart - 1]
    blockStart = blockEnd
    blockEnd = Math.min(events, (Math.floor(blockStart / BLOCK) + 1) * BLOCK)
    for (let event = blockStart; event < blockEnd; event++) values[event - blockStart] = take(event)
  }
  const restart = (event: number, place: number) => {
    measure.clear()
    low = place
    if (late !== null) {
      labelled ??= new Uint8Array(right.length)
      labelled.fill(0)
    }
    before = Number.NaN
    blockStart = event
    blockEnd = event
  }
  restart(0, 0)
  return {
    value(event) {
      while (event >= blockEnd) fill()
      return event < blockStart ? before : values[event - blockStart]
    },
    firstChange(from, to, held) {
      for (let event = from; event < to; event++) {
        if (event >= blockEnd) fill()
        if (isMet(comparison, values[event - blockStart]) !== held) return event
      }
      return to
    },
    restart,
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
