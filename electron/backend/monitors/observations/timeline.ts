import type { RowFeed } from './feed.ts'

/** Rows and late labels of a feed as one list of events in the order of time; rows before labels of the same time. */
export type Timeline = {
  readonly events: number
  /** UTC milliseconds of each event, never falling. */
  readonly at: Float64Array
  /** Rows that have arrived, with this event. */
  readonly rowsAfter: Uint32Array
  /** For each event the place of the row whose label becomes known with it, its own or a late one; −1 for none. */
  readonly learned: Int32Array
  /** For each place the event with which its label becomes known; `NEVER` for none. */
  readonly learnedAt: Int32Array
  /** For each event the newest one, up to it, with which a label became known; −1 before the first. */
  readonly lastLabel: Int32Array
  /** Whether the event is the arrival of a row. */
  isArrival(event: number): boolean
  /** The event at which the row of a place arrives. */
  arrivalOf(place: number): number
}

const NEVER = 0x7fffffff

export function timelineOf({ rows, times, late, right }: RowFeed): Timeline {
  const labels = late?.rows.length ?? 0
  const events = rows + labels
  const at = late === null ? times : new Float64Array(events)
  const rowsAfter = new Uint32Array(events)
  const learned = new Int32Array(events).fill(-1)
  const learnedAt = new Int32Array(rows).fill(NEVER)
  const lastLabel = new Int32Array(events)
  let place = 0
  let next = 0
  let newest = -1
  for (let event = 0; event < events; event++) {
    let known = -1
    if (late !== null && next < labels && (place === rows || times[place] > late.at[next])) {
      at[event] = late.at[next]
      known = late.rows[next++]
    } else {
      if (late !== null) at[event] = times[place]
      if (right[place] >= 0 && late?.isLate[place] !== 1) known = place
      place += 1
    }
    if (known >= 0) {
      learned[event] = known
      learnedAt[known] = event
      newest = event
    }
    rowsAfter[event] = place
    lastLabel[event] = newest
  }
  return {
    events,
    at,
    rowsAfter,
    learned,
    learnedAt,
    lastLabel,
    isArrival: (event) => rowsAfter[event] > (event === 0 ? 0 : rowsAfter[event - 1]),
    arrivalOf(place) {
      if (late === null) return place
      // The first event after which more than `place` rows are there.
      let low = place
      let high = events
      while (low < high) {
        const middle = (low + high) >>> 1
        if (rowsAfter[middle] > place) high = middle
        else low = middle + 1
      }
      return low
    },
  }
}
