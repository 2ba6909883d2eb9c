import { type Columned, isLabelLog } from '../../../ingest/labels/label-logs.ts'
import type { Dataset, StoredChunk } from '../../../store/types.ts'

const DAY = 86_400_000
/** Arrivals that are looked at, the newest ones. */
const MOST_ARRIVALS = 20
/** Rows that come rarer than this do not tell silence from the usual wait. */
const LONGEST_WAIT_MS = 8 * DAY

/** A log as it came: when, and up to when it reaches. */
export type Arrival = Columned &
  Pick<Dataset, 'createdAt'> & { readonly chunks: readonly Pick<StoredChunk, 'timeMax'>[] }

/**
 * Up to when the rules of a model may be evaluated though no newer row has come, UTC milliseconds: silence is news where
 * rows kept coming. The wait that is usual is the longest that an import has ended lately, so that a log which is imported
 * once a day is not silent every night; a day beyond it the log counts as one that has ended. Null where nothing tells
 * that rows keep coming, and where they still may.
 */
export function silentUntil(datasets: readonly Arrival[], now: number): number | null {
  const logs = datasets
    .filter((dataset) => !isLabelLog(dataset))
    .toSorted((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt))
  let newest = Number.NEGATIVE_INFINITY
  const waits: number[] = []
  for (const { createdAt, chunks } of logs) {
    const waited = Date.parse(createdAt) - newest
    const last = Math.max(...chunks.map(({ timeMax }) => timeMax ?? Number.NEGATIVE_INFINITY))
    if (last > newest && waited > 0 && waited <= LONGEST_WAIT_MS) waits.push(waited)
    newest = Math.max(newest, last)
  }
  if (waits.length === 0) return null
  const usual = Math.max(...waits.slice(-MOST_ARRIVALS))
  const until = now - usual
  return until > newest && until - newest < DAY ? until : null
}
