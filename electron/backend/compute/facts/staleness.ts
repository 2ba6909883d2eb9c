import { type Staleness, staleness } from '#shared/stats/quality/times.ts'
import type { RowSource } from '../procedures.ts'
import { readNumbers } from '../read-selection.ts'

export type StalenessTask = {
  /** The side whose gaps between rows are usual. */
  readonly baseline: RowSource
  readonly lastTime: number
  readonly now: number
  readonly cancelFlag: Int32Array
}

/** How long ago the last row came, against the usual gaps of the baseline. */
export function measureStaleness({ baseline, lastTime, now }: StalenessTask, stop: () => void): Staleness {
  const times = baseline.timestamp === null ? [] : readNumbers(baseline, baseline.timestamp, stop)
  return staleness(lastTime, now, times)
}
