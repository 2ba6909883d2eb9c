import type { RowFeed } from './feed.ts'

/** Rows and late labels of a feed as one list of events in the order of time; rows before labels of the same time. */
export type Timeline = {
  readonly events: number
  /** UTC milliseconds of each event, never falling. */
  readonly at: Float64Array
  /** Rows that have arrived, with this event. */
  readonly rowsAfter: Uint32Array
  /** Place of the row whose label came; −1 where the event is the arrival of a row. Null where all are. */
  readonly label: Int32Array | null
  /** For each event the newest one, up to it, with which a label became known; −1 before the first. */
  readonly lastLabel: Int32Array
  /** For each event the first place whose row is younger than `ms`. */
  startsOfTime(ms: number): Int32Array
  /** For each event the place of the oldest of the last `rows` rows; negative where there are fewer. */
  startsOfRows(rows: number): Int32Array
  /** The event at which the row of a place arrives. */
  arrivalOf(place: number): number
}

/** Starts of windows that are kept; a slider asks for one after the other. */
const MOST_KEPT = 8

export function timelineOf({ rows, times, late, right }: RowFeed): Timeline {
  const starts = new Map<string, Int32Array>()
  const merged = late === null ? allArrivals(rows, times) : merge(rows, times, late)
  const { events, at, rowsAfter, label } = merged
  const lastLabel = new Int32Array(events)
  let newest = -1
  for (let event = 0; event < events; event++) {
    const place = rowsAfter[event] - 1
    const isLate = label !== null && label[event] >= 0
    if (isLate || (right[place] >= 0 && late?.isLate[place] !== 1)) newest = event
    lastLabel[event] = newest
  }
  const keep = (key: string, compute: (fresh: Int32Array) => void): Int32Array => {
    const kept = starts.get(key)
    if (kept !== undefined) return kept
    const fresh = new Int32Array(events)
    compute(fresh)
    const [first] = starts.keys()
    if (starts.size >= MOST_KEPT && first !== undefined) starts.delete(first)
    starts.set(key, fresh)
    return fresh
  }
  return {
    ...merged,
    lastLabel,
    startsOfTime: (ms) =>
      keep(`${ms} ms`, (fresh) => {
        let low = 0
        for (let event = 0; event < events; event++) {
          const oldest = at[event] - ms
          while (low < rows && times[low] <= oldest) low += 1
          fresh[event] = low
        }
      }),
    startsOfRows: (length) =>
      keep(`${length} rows`, (fresh) => {
        for (let event = 0; event < events; event++) fresh[event] = rowsAfter[event] - length
      }),
    arrivalOf(place) {
      if (label === null) return place
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

type Merged = Pick<Timeline, 'events' | 'at' | 'rowsAfter' | 'label'>

function allArrivals(rows: number, times: Float64Array): Merged {
  const rowsAfter = new Uint32Array(rows)
  for (let place = 0; place < rows; place++) rowsAfter[place] = place + 1
  return { events: rows, at: times, rowsAfter, label: null }
}

function merge(rows: number, times: Float64Array, late: NonNullable<RowFeed['late']>): Merged {
  const labels = late.rows.length
  const events = rows + labels
  const at = new Float64Array(events)
  const rowsAfter = new Uint32Array(events)
  const label = new Int32Array(events).fill(-1)
  let place = 0
  let next = 0
  for (let event = 0; event < events; event++) {
    const isRow = next >= labels || (place < rows && times[place] <= late.at[next])
    if (isRow) {
      at[event] = times[place]
      place += 1
    } else {
      at[event] = late.at[next]
      label[event] = late.rows[next]
      next += 1
    }
    rowsAfter[event] = place
  }
  return { events, at, rowsAfter, label }
}
