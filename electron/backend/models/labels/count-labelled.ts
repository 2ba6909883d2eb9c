import { upperBound } from '#shared/stats/sorting/float64.ts'
import { chunksOf, joinLabels } from '../../ingest/labels/join.ts'
import { columnWith, sharesKey } from '../../ingest/labels/label-logs.ts'
import type { LabelledTask } from '../compute-procedures.ts'

/** Rows of one log in each bucket of time, and those of them that have a label by now. */
export function countLabelled({ log, labelLogs, edges }: LabelledTask): {
  rows: Float64Array
  labelled: Float64Array
} {
  const rows = new Float64Array(edges.length - 1)
  const labelled = new Float64Array(edges.length - 1)
  const time = columnWith(log, 'timestamp')
  if (time === null) return { rows, labelled }
  const { codes } = joinLabels(
    log,
    labelLogs.filter((labels) => sharesKey(log, labels)),
  )
  let first = 0
  for (const chunk of chunksOf(log)) {
    const times = chunk.times(time)
    for (let row = 0; row < times.length; row += 1) {
      const bucket = Number.isNaN(times[row]) ? -1 : upperBound(edges, times[row]) - 1
      if (bucket < 0 || bucket >= rows.length) continue
      rows[bucket] += 1
      if (codes[first + row] >= 0) labelled[bucket] += 1
    }
    first += times.length
  }
  return { rows, labelled }
}
