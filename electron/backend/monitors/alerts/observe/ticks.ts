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

/** `beganAt`: when the log began; a window that begins before it is not whole. */
export function tickWindows(
  rows: AlertRows,
  lengthMs: number,
  delayMs: number,
  beganAt: number,
): TickWindows {
  const { feed, label, late } = rows
  const { times } = feed
  const measures: TickMeasure[] = []
  /** 1 for each late label that has come. */
  const hasCome = late === null ? null : new Uint8Array(rows.rows)
  let nextLate = 0
  let window: TickWindow = { low: 0, high: 0, lengthMs, isWhole: false, isLabelled }

  function isLabelled(place: number): boolean {
    if (Number.isNaN(label[place])) return false
    return hasCome === null || late?.isLate[place] !== 1 || hasCome[place] === 1
  }

  return {
    add: (measure) => measures.push(measure) - 1,
    moveTo(at) {
      const end = at - delayMs
      const start = end - lengthMs
      const sliding = measures.flatMap(({ sliding }) => (sliding === null ? [] : [sliding]))
      let { low, high } = window
      // Labels that came for rows that are in the window.
      while (late !== null && hasCome !== null && nextLate < late.rows.length && late.at[nextLate] <= at) {
        const place = late.rows[nextLate++]
        hasCome[place] = 1
        if (place >= low && place < high) for (const measure of sliding) measure.label(place)
      }
      while (low < high && times[low] <= start) {
        for (const measure of sliding) measure.leave(low, isLabelled(low))
        low += 1
      }
      while (high < rows.rows && times[high] <= end) {
        if (times[high] <= start) low = high + 1
        else {
          const labelled = isLabelled(high)
          for (const measure of sliding) {
            measure.enter(high)
            if (labelled) measure.label(high)
          }
        }
        high += 1
      }
      window = { low, high, lengthMs, isWhole: start >= beganAt, isLabelled }
    },
    measured: (index) => measures[index].measure(window),
    get isEmpty() {
      return window.low === window.high
    },
  }
}
