import type { Dataset } from '../../store/types.ts'
import { chunksOf, forEachLabel, keysOf } from './join.ts'
import { keyOf, sharesKey } from './label-logs.ts'

export type JoinedCount = {
  /** Labels whose row is in one of the logs. */
  readonly joined: number
  readonly unmatched: number
}

/** How many keys that have a label in `labels` are rows of the logs; logs without such a key hold none of them. */
export function countJoined(labels: Dataset, logs: readonly Dataset[]): JoinedCount {
  const waiting = new Set<string>()
  forEachLabel(labels, (key) => waiting.add(key))
  const all = waiting.size
  for (const log of logs) {
    const key = keyOf(log)
    if (key === null || !sharesKey(log, labels)) continue
    for (const chunk of chunksOf(log)) {
      const keys = keysOf(chunk, key)
      for (let row = 0; row < chunk.rows && waiting.size > 0; row++) {
        const name = keys(row)
        if (name !== null) waiting.delete(name)
      }
    }
  }
  return { joined: all - waiting.size, unmatched: waiting.size }
}
