import { isLabelLog } from '../../../ingest/labels/label-logs.ts'
import type { Dataset } from '../../../store/types.ts'

/** How far back labels without a time of their own may open windows again. */
export const LATEST_LABELS_MS = 35 * 86_400_000

/** What came since the last look. */
export type News = {
  readonly hasNews: boolean
  /** Windows from this time on may hold something new, UTC milliseconds; null where nothing is late. */
  readonly lateFrom: number | null
}

export function seenOf(datasets: readonly Dataset[]): Record<string, number> {
  return Object.fromEntries(datasets.map(({ id, rows }) => [id, rows]))
}

/**
 * Rows that are not newer than the clock are late, and so are labels that became known by then; labels without a time of
 * their own may belong to any row of the last 35 days.
 */
export function whatIsNew(
  datasets: readonly Dataset[],
  seen: Readonly<Record<string, number>>,
  clock: number,
): News {
  let hasNews = false
  let oldest = Number.POSITIVE_INFINITY
  for (const dataset of datasets) {
    const known = seen[dataset.id] ?? 0
    if (dataset.rows === known) continue
    hasNews = true
    const isLabels = isLabelLog(dataset)
    let before = 0
    for (const chunk of dataset.chunks) {
      before += chunk.rows
      if (before <= known) continue
      const untimed = isLabels ? clock - LATEST_LABELS_MS : Number.POSITIVE_INFINITY
      oldest = Math.min(oldest, chunk.timeMin ?? untimed)
    }
  }
  return { hasNews, lateFrom: oldest <= clock ? oldest : null }
}

/** Logs that may hold a row after a time; those without times are all of them. */
export function logsSince(datasets: readonly Dataset[], since: number): readonly Dataset[] {
  return datasets.filter(({ chunks }) => chunks.some(({ timeMax }) => timeMax === null || timeMax > since))
}
