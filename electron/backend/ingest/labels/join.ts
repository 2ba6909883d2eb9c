import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import { type ChunkReader, openChunk } from '../../store/chunks/reader.ts'
import type { Dataset } from '../../store/types.ts'
import { columnWith, keyOf, type LabelKey } from './label-logs.ts'

/** The label of each row of a log, in the order of its rows. */
export type JoinedLabels = {
  /** Labels as texts; numbers as JavaScript writes them. */
  readonly values: readonly string[]
  /** Index into `values` by row, −1 where there is no label yet. */
  readonly codes: Int32Array
  /** When the label became known by row: UTC milliseconds, NaN where there is none. */
  readonly knownAt: Float64Array
  /** When whoever watched as it came could see it; NaN where there is none, and where nothing tells. */
  readonly seenAt: Float64Array
  readonly labelled: number
  /** Labels whose row is not in the log. */
  readonly unmatched: number
  /** Labels that a newer one replaced; they stay in their own logs. */
  readonly superseded: number
}

/** One label that came for a row, and from where. */
export type LabelVersion = {
  readonly value: string
  readonly knownAt: number
  readonly dataset: Dataset['id']
}

type Entry = { code: number; knownAt: number; seenAt: number; used: boolean }

/**
 * Joins labels that arrived later to the rows of a log. The newest wins: by label_timestamp where the label log has
 * one, else by when the log was imported; of two that are equally new, the one imported later. A label in the log
 * itself is older than all others, and known since its own label_timestamp where it has one.
 * `arrivals`: when files of labels came while rows did, by dataset; their labels are not seen before.
 * @throws AppError `MAPPING_INVALID` where a log has no key that the labels share.
 */
export function joinLabels(
  log: Dataset,
  labelLogs: readonly Dataset[],
  arrivals: ReadonlyMap<string, number> = new Map(),
): JoinedLabels {
  const wanted = keyOf(log)
  const byText = new Map<string, number>()
  const codeOf = (text: string): number => {
    const known = byText.get(text)
    if (known !== undefined) return known
    byText.set(text, byText.size)
    return byText.size - 1
  }
  const index = new Map<string, Entry>()
  let superseded = 0
  for (const labels of inOrderOfImport(labelLogs)) {
    requireSameKey(log, wanted, labels)
    const arrived = arrivals.get(labels.id) ?? Number.NaN
    forEachLabel(labels, (key, value, knownAt, isRecorded) => {
      const recorded = isRecorded ? knownAt : Number.NaN
      const seenAt = Number.isNaN(arrived)
        ? recorded
        : Number.isNaN(recorded)
          ? arrived
          : Math.max(arrived, recorded)
      const before = index.get(key)
      if (before === undefined) {
        index.set(key, { code: codeOf(value), knownAt, seenAt, used: false })
        return
      }
      superseded += 1
      if (knownAt < before.knownAt) return
      before.code = codeOf(value)
      before.knownAt = knownAt
      before.seenAt = seenAt
    })
  }
  const codes = new Int32Array(log.rows).fill(-1)
  const knownAt = new Float64Array(log.rows).fill(Number.NaN)
  const seenAt = new Float64Array(log.rows).fill(Number.NaN)
  const imported = Date.parse(log.createdAt)
  let row = 0
  let labelled = 0
  for (const chunk of chunksOf(log)) {
    const keys = wanted === null || index.size === 0 ? null : keysOf(chunk, wanted)
    const own = ownLabels(log, chunk, codeOf)
    const ownTimes = ownLabelTimes(log, chunk)
    for (let at = 0; at < chunk.rows; at++, row++) {
      const key = keys === null ? null : keys(at)
      const entry = key === null ? undefined : index.get(key)
      const isLabelled = own !== null && own.codes[at] >= 0
      if (entry !== undefined) {
        entry.used = true
        if (isLabelled) superseded += 1
        codes[row] = entry.code
        knownAt[row] = entry.knownAt
        seenAt[row] = entry.seenAt
      } else if (isLabelled) {
        codes[row] = own.joined(own.codes[at])
        const known = ownTimes === null ? Number.NaN : ownTimes[at]
        knownAt[row] = Number.isNaN(known) ? imported : known
        seenAt[row] = known
      } else continue
      labelled += 1
    }
  }
  let unmatched = 0
  for (const { used } of index.values()) if (!used) unmatched += 1
  return { values: [...byText.keys()], codes, knownAt, seenAt, labelled, unmatched, superseded }
}

/** All labels that came for one prediction_id, the newest first. */
export function labelHistory(prediction: string, labelLogs: readonly Dataset[]): LabelVersion[] {
  const versions: LabelVersion[] = []
  for (const labels of inOrderOfImport(labelLogs)) {
    forEachLabel(labels, (key, value, knownAt) => {
      if (key === prediction) versions.unshift({ value, knownAt, dataset: labels.id })
    })
  }
  return versions.sort((a, b) => b.knownAt - a.knownAt)
}

function inOrderOfImport(logs: readonly Dataset[]): Dataset[] {
  return [...logs].sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt))
}

/** Visits every label of a log that has a key and a value, with when it became known (UTC milliseconds), and whether that was recorded. */
export function forEachLabel(
  labels: Dataset,
  visit: (key: string, value: string, knownAt: number, isRecorded: boolean) => void,
): void {
  const key = keyOf(labels)
  const label = columnWith(labels, 'label')
  if (key === null || label === null) return
  const time = columnWith(labels, 'label_timestamp')
  const imported = Date.parse(labels.createdAt)
  for (const chunk of chunksOf(labels)) {
    const keys = keysOf(chunk, key)
    const text = textsOf(chunk, label)
    const times = time === null ? null : chunk.times(time)
    for (let row = 0; row < chunk.rows; row++) {
      const name = keys(row)
      const value = text(row)
      if (name === null || value === null) continue
      const known = times?.[row] ?? Number.NaN
      visit(name, value, Number.isNaN(known) ? imported : known, !Number.isNaN(known))
    }
  }
}

/** The chunks of a log in order; each is open until the next is asked for. */
export function* chunksOf(dataset: Dataset): Generator<ChunkReader> {
  for (const { path } of dataset.chunks) {
    const chunk = openChunk(path)
    try {
      yield chunk
    } finally {
      chunk.close()
    }
  }
}

/** The key of each row of a chunk, null where it has none. */
export function keysOf(chunk: ChunkReader, key: LabelKey): (row: number) => string | null {
  if (key.kind === 'prediction') return textsOf(chunk, key.prediction)
  const entities = textsOf(chunk, key.entity)
  const times = chunk.times(key.time)
  return (row) => {
    const entity = entities(row)
    return entity === null || Number.isNaN(times[row]) ? null : `${entity}\n${times[row]}`
  }
}

/** Labels that a log has itself, −1 where there is none; each different one is given its joined code once. */
function ownLabels(
  log: Dataset,
  chunk: ChunkReader,
  codeOf: (text: string) => number,
): { readonly codes: Int32Array; readonly joined: (code: number) => number } | null {
  const label = columnWith(log, 'label')
  if (label === null) return null
  const { codes, values } = chunk.categories(label)
  const places = new Int32Array(values.length).fill(-1)
  return {
    codes,
    joined(code) {
      if (places[code] < 0) places[code] = codeOf(values[code])
      return places[code]
    },
  }
}

function ownLabelTimes(log: Dataset, chunk: ChunkReader): Float64Array | null {
  const time = columnWith(log, 'label_timestamp')
  return time === null ? null : chunk.times(time)
}

function textsOf(chunk: ChunkReader, column: string): (row: number) => string | null {
  const storage = chunk.columns.find(({ name }) => name === column)?.storage
  if (storage === 'number' || storage === 'timestamp') {
    const values = new Float64Array(chunk.rows)
    chunk.numbers(column, values, 0)
    return (row) => (Number.isNaN(values[row]) ? null : String(values[row]))
  }
  const { codes, values } = chunk.categories(column)
  return (row) => (codes[row] < 0 ? null : values[codes[row]])
}

function requireSameKey(log: Dataset, wanted: LabelKey | null, labels: Dataset): void {
  const given = keyOf(labels)
  if (wanted !== null && given?.kind === wanted.kind) return
  throw new AppError(
    'MAPPING_INVALID',
    say('error.labels.no_key', { labels: labels.name, log: log.name }),
    say('error.labels.no_key.mend'),
  )
}
