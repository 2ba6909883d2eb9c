import type { RowWindow } from '#shared/contract/documents/window.ts'
import type { Selection } from '../store/types.ts'

const MOST_TIME = 8.64e15

/** A window as documents say it: times as texts in UTC. */
export function contractWindow(window: Selection['window']): RowWindow {
  if (window.kind !== 'time') return window
  return { kind: 'time', start: timeText(window.start), end: timeText(window.end) }
}

/** A window of a request as the backend uses it: times in UTC milliseconds. */
export function selectionWindow(window: RowWindow): Selection['window'] {
  if (window.kind !== 'time') return window
  const time = (text: string | null) => (text === null ? null : Date.parse(text))
  return { kind: 'time', start: time(window.start), end: time(window.end) }
}

/** Whole buckets can reach past the last time that has a text. */
function timeText(time: number | null): string | null {
  return time === null ? null : new Date(Math.min(MOST_TIME, Math.max(-MOST_TIME, time))).toISOString()
}
