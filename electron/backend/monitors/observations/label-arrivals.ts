import { isLabelLog } from '../../ingest/labels/label-logs.ts'
import type { Dataset } from '../../store/types.ts'
import { isRecent } from './recent.ts'

/**
 * When files of labels came while rows did, by dataset: one who watched saw their labels then and no earlier, whatever
 * times they carry. A file that came when the newest row was more than a day old fills in the past: its labels count from
 * the times that they carry.
 */
export function labelArrivals(datasets: readonly Dataset[]): ReadonlyMap<string, number> {
  const arrivals = new Map<string, number>()
  let newest = Number.NEGATIVE_INFINITY
  for (const dataset of datasets.toSorted((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt))) {
    const came = Date.parse(dataset.createdAt)
    if (!isLabelLog(dataset)) {
      newest = Math.max(newest, ...dataset.chunks.map(({ timeMax }) => timeMax ?? Number.NEGATIVE_INFINITY))
    } else if (isRecent(newest, came)) arrivals.set(dataset.id, came)
  }
  return arrivals
}
