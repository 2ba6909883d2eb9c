import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ColumnKind, Role } from '#shared/domain/columns.ts'
import type { DatasetId } from '#shared/domain/ids.ts'
import type { ChunkColumn } from '../../store/chunks/columns.ts'
import { writeChunk } from '../../store/chunks/writer.ts'
import type { StagedDataset, StoredColumn } from '../../store/types.ts'
import { workspacePaths } from '../../store/workspace-paths.ts'

/** A column of a log to be staged: numbers, times (UTC milliseconds), booleans, or texts; NaN and null are missing. */
export type LogColumn = {
  readonly name: string
  readonly role?: Role
  readonly kind?: ColumnKind
  readonly values: Float64Array | readonly (string | null)[]
  readonly times?: boolean
}

/** Writes columns as the chunks of an import that the store can take over, `chunkRows` rows in each. */
export function stageLog(
  folder: string,
  columns: readonly LogColumn[],
  options: { readonly model?: string; readonly chunkRows?: number; readonly name?: string } = {},
): StagedDataset {
  const id = randomUUID() as DatasetId
  const place = join(workspacePaths(folder).staging, id)
  mkdirSync(place, { recursive: true })
  const model = options.model ?? 'default'
  const rows = columns[0].values.length
  const chunkRows = options.chunkRows ?? rows
  const hash = createHash('sha256')
  const chunks: StagedDataset['chunks'][number][] = []
  for (let from = 0; from < rows; from += chunkRows) {
    const to = Math.min(rows, from + chunkRows)
    const file = `${String(chunks.length).padStart(5, '0')}.arrow`
    const written = writeChunk(
      join(place, file),
      columns.map((column) => chunkColumn(column, from, to)),
      to - from,
    )
    hash.update(written.sha256)
    chunks.push({ file, rows: to - from, ...timeRange(columns, from, to), ...written })
  }
  const roles = Object.fromEntries(columns.map(({ name, role }) => [name, role ?? 'feature']))
  return {
    id,
    folder: place,
    model,
    name: options.name ?? 'log.csv',
    hash: hash.digest('hex'),
    columns: columns.map(storedColumn),
    chunks,
    rejectsFile: 'rejects.ndjson',
    mapping: { roles },
    document: {
      schema: 'driftdesk.import/1',
      model,
      rows_read: rows,
      rows_stored: rows,
      rows_rejected: 0,
      rows_duplicate: 0,
      rejects: [],
      roles,
      bytes: 0,
      seconds: 0,
      notes: [],
    },
  }
}

function storedColumn({ name, role = 'feature', kind, values, times }: LogColumn): StoredColumn {
  const numbers = values instanceof Float64Array
  return {
    name,
    role,
    storage: numbers ? (times === true ? 'timestamp' : 'number') : 'string',
    kind: kind ?? (numbers ? (times === true ? 'datetime' : 'numeric') : 'categorical'),
  }
}

function chunkColumn({ name, values, times }: LogColumn, from: number, to: number): ChunkColumn {
  if (values instanceof Float64Array) {
    const part = values.slice(from, to)
    return times === true
      ? { name, storage: 'timestamp', values: part }
      : { name, storage: 'number', values: part, valid: null }
  }
  const part = values.slice(from, to)
  const texts = [...new Set(part.filter((text) => text !== null))]
  const encoded = texts.map((text) => new TextEncoder().encode(text))
  const offsets = new Int32Array(texts.length + 1)
  encoded.forEach((bytes, index) => {
    offsets[index + 1] = offsets[index] + bytes.length
  })
  return {
    name,
    storage: 'string',
    encoding: 'dictionary',
    codes: Int32Array.from(part, (text) => (text === null ? -1 : texts.indexOf(text))),
    dictionary: { offsets, bytes: Buffer.concat(encoded) },
  }
}

function timeRange(columns: readonly LogColumn[], from: number, to: number) {
  const column = columns.find(({ role }) => role === 'timestamp')
  if (column === undefined || !(column.values instanceof Float64Array))
    return { timeMin: null, timeMax: null }
  const times = column.values.slice(from, to).filter((time) => !Number.isNaN(time))
  if (times.length === 0) return { timeMin: null, timeMax: null }
  return {
    timeMin: times.reduce((a, b) => Math.min(a, b)),
    timeMax: times.reduce((a, b) => Math.max(a, b)),
  }
}
