import type { WindowLength } from '#shared/domain/duration.ts'
import type { Timeline } from './timeline.ts'

/** Where the windows of one length begin. */
export type WindowStarts = {
  /** The first place in the window at an event; negative where fewer rows have come than it takes. */
  at(event: number): number
  /** The same for the events of [from, to), into `starts`. */
  fill(from: number, to: number, starts: Int32Array): void
  /** The first event of [from, to) whose window starts at `place` or later; `to` where there is none. */
  firstNotBefore(place: number, from: number, to: number): number
}

export function windowStarts(
  window: WindowLength,
  times: Float64Array,
  timeline: Pick<Timeline, 'at' | 'rowsAfter'>,
): WindowStarts {
  return window.kind === 'time' ? ofTime(window.ms, times, timeline) : ofRows(window.rows, timeline)
}

function ofRows(length: number, { rowsAfter }: Pick<Timeline, 'rowsAfter'>): WindowStarts {
  const at = (event: number) => rowsAfter[event] - length
  return {
    at,
    fill(from, to, starts) {
      for (let event = from; event < to; event++) starts[event - from] = rowsAfter[event] - length
    },
    firstNotBefore: (place, from, to) => firstWhere(from, to, (event) => at(event) >= place),
  }
}

function ofTime(ms: number, times: Float64Array, { at }: Pick<Timeline, 'at'>): WindowStarts {
  const startAt = (event: number): number => {
    const oldest = at[event] - ms
    return firstWhere(0, times.length, (place) => times[place] > oldest)
  }
  return {
    at: startAt,
    fill(from, to, starts) {
      const rows = times.length
      let place = from < to ? startAt(from) : 0
      for (let event = from; event < to; event++) {
        const oldest = at[event] - ms
        // Mostly one row goes or none, and nobody can foretell which: added without a branch.
        place += Number(place < rows && times[place] <= oldest)
        while (place < rows && times[place] <= oldest) place += 1
        starts[event - from] = place
      }
    },
    firstNotBefore: (place, from, to) =>
      place <= 0 ? from : firstWhere(from, to, (event) => times[place - 1] <= at[event] - ms),
  }
}

/** The first number of [from, to) from which on `holds` holds; `to` where there is none. */
function firstWhere(from: number, to: number, holds: (index: number) => boolean): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
