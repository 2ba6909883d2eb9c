import { upperBound } from '#shared/stats/sorting/float64.ts'
import type { GroupByTimeTask } from '../procedures.ts'
import { mostRows } from '../read-selection.ts'
import { visitNumbers } from '../visit-columns.ts'
import { type RowGroups, sharedCodes } from './row-groups.ts'

/**
 * The time bucket of each row of one side. Rows without a time and rows outside the edges are in the last group, so
 * that all groups together are all rows. Without a timestamp column every row is there.
 */
export function groupByTime({ source, edges }: GroupByTimeTask, stop: () => void): RowGroups {
  const codes = sharedCodes(mostRows(source))
  const outside = Math.max(0, edges.length - 1)
  if (source.timestamp === null) return { codes: codes.fill(outside), groups: outside + 1 }
  visitNumbers(source, source.timestamp, stop, (times, first) => {
    let bucket = 0
    for (let i = 0; i < times.length; i += 1) {
      const time = times[i]
      // Logs are nearly in order, so that most rows are in the bucket of the row before.
      if (!(time >= edges[bucket] && time < edges[bucket + 1])) {
        const found = Number.isNaN(time) ? -1 : upperBound(edges, time) - 1
        if (found < 0 || found >= outside) {
          codes[first + i] = outside
          continue
        }
        bucket = found
      }
      codes[first + i] = bucket
    }
  })
  return { codes, groups: outside + 1 }
}
