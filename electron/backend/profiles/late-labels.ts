import { createHash } from 'node:crypto'
import { chunksOf, keysOf } from '../ingest/labels/join.ts'
import { columnWith, isLabelLog, keyOf, type LabelKey, sharesKey } from '../ingest/labels/label-logs.ts'
import type { ChunkReader } from '../store/chunks/reader.ts'
import type { Dataset } from '../store/types.ts'
import { chunkLabels } from './labels.ts'
import { labelColumn } from './log-columns.ts'

/** Labels that came later for the rows of one log. */
export type LateLabels = {
  /** Names what is known: the same text means the same labels. Empty where none came. */
  readonly state: string
  /** How the rows of the log are named; null where no label can find them. */
  readonly key: LabelKey | null
  readonly logs: readonly Dataset[]
  /** The positive value of the log itself, for labels whose own log does not say. */
  readonly positive: string | null
}

export const NO_LATE_LABELS: LateLabels = { state: '', key: null, logs: [], positive: null }

/** The labels among a model's logs that can find rows of `log`, oldest import first. */
export function lateLabelsFor(log: Dataset, datasets: readonly Dataset[]): LateLabels {
  if (isLabelLog(log)) return NO_LATE_LABELS
  const logs = datasets
    .filter((one) => isLabelLog(one) && sharesKey(one, log))
    .sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt))
  if (logs.length === 0) return NO_LATE_LABELS
  const positive = log.mapping.positive === undefined ? null : String(log.mapping.positive)
  const known = JSON.stringify([logs.map(({ id, hash }) => [id, hash]), positive])
  return { state: createHash('sha256').update(known).digest('hex'), key: keyOf(log), logs, positive }
}

let newest: { readonly state: string; readonly index: ReadonlyMap<string, number> } | null = null

/**
 * Puts labels that came later over those of a chunk, NaN where none is known. The newest wins: by label_timestamp where
 * its log has one, else by when that was imported; a label in the log itself is older than all.
 */
export function applyLateLabels(chunk: ChunkReader, labels: Float64Array, late: LateLabels): void {
  if (late.key === null || late.logs.length === 0) return
  // Chunks of one model come one after the other.
  if (newest?.state !== late.state) newest = { state: late.state, index: indexOf(late) }
  const { index } = newest
  const keys = keysOf(chunk, late.key)
  for (let row = 0; row < labels.length; row++) {
    const key = keys(row)
    const label = key === null ? undefined : index.get(key)
    if (label !== undefined) labels[row] = label
  }
}

function indexOf({ logs, positive }: LateLabels): Map<string, number> {
  const found = new Map<string, number>()
  const knownAt = new Map<string, number>()
  for (const log of logs) {
    const key = keyOf(log)
    const label = labelColumn(log)
    if (key === null || label === null) continue
    const time = columnWith(log, 'label_timestamp')
    const imported = Date.parse(log.createdAt)
    for (const chunk of chunksOf(log)) {
      const keys = keysOf(chunk, key)
      const values = chunkLabels(chunk, { ...label, positive: label.positive ?? positive })
      const times = time === null ? null : chunk.times(time)
      for (let row = 0; row < chunk.rows; row++) {
        const name = keys(row)
        if (name === null || Number.isNaN(values[row])) continue
        const told = times?.[row] ?? Number.NaN
        const at = Number.isNaN(told) ? imported : told
        if (at < (knownAt.get(name) ?? Number.NEGATIVE_INFINITY)) continue
        found.set(name, values[row])
        knownAt.set(name, at)
      }
    }
  }
  return found
}
