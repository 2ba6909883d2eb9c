import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api'
import type { ColumnStorage } from '#shared/domain/columns.ts'
import { epochToMilliseconds } from '#shared/domain/kinds.ts'
import type { NumberVector } from '../columns/vectors.ts'
import {
  booleanVector,
  digestSql,
  numberVector,
  presentTexts,
  releaseVectors,
  stringVector,
} from '../duckdb/vectors.ts'
import type { PlannedColumn } from '../plan/plan.ts'
import type { Batch, BatchColumn, BatchSink } from './types.ts'

/** What a query must deliver: for each planned column its value, null where the file has no such column. */
export type QueryColumns = readonly ({ readonly value: string } | null)[]

/** A text that is not NULL marks a row that could not be read. */
export type Marker = {
  readonly sql: string
  /** Tells about the row; `row` is its number in the file among the rows that the query delivers. */
  readonly describe: (
    text: string,
    row: number,
  ) => { line: number | null; column: string; reason: string; text: string }
}

/**
 * Streams a query in bounded memory, column by column into typed arrays, to a sink. `from` is everything after the
 * SELECT list.
 */
export async function streamQuery(
  connection: DuckDBConnection,
  plan: readonly PlannedColumn[],
  columns: QueryColumns,
  markers: readonly Marker[],
  from: string,
  sink: BatchSink,
): Promise<void> {
  const list: string[] = []
  const add = (sql: string) => list.push(sql) - 1
  const places = columns.map((column, index) => {
    if (column === null) return null
    const { storage, time } = plan[index]
    const at = add(column.value)
    const factor = storage === 'timestamp' && time !== null ? epochToMilliseconds(time) : 1
    return { storage, at, digests: storage === 'string' ? add(digestSql(column.value)) : -1, factor }
  })
  const marked = markers.map((marker) => ({ ...marker, at: add(marker.sql) }))
  const result = await connection.stream(`SELECT ${list.join(', ')} ${from}`)
  let record = 0
  for (;;) {
    const chunk = await result.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) return
    const unread = new Set<number>()
    for (const { at, describe } of marked) {
      for (const { row, text } of presentTexts(chunk, at)) {
        if (unread.has(row)) continue
        unread.add(row)
        sink.reject({ record: record + row, ...describe(text, record + row) })
      }
    }
    const batch: Batch = {
      rows: chunk.rowCount,
      columns: places.map((place) => (place === null ? null : readColumn(chunk, place))),
      keep: unread.size === 0 ? null : others(chunk.rowCount, unread),
    }
    record += chunk.rowCount
    await sink.batch(batch)
    releaseVectors(chunk)
  }
}

function readColumn(
  chunk: DuckDBDataChunk,
  { storage, at, digests, factor }: { storage: ColumnStorage; at: number; digests: number; factor: number },
): BatchColumn {
  switch (storage) {
    case 'number':
      return { storage, vector: numberVector(chunk, at) }
    case 'timestamp':
      return { storage, vector: scaled(numberVector(chunk, at), factor) }
    case 'boolean':
      return { storage, vector: booleanVector(chunk, at) }
    case 'string':
      return { storage, vector: stringVector(chunk, at, digests) }
  }
}

function scaled(vector: NumberVector, factor: number): NumberVector {
  if (factor !== 1) for (let row = 0; row < vector.values.length; row++) vector.values[row] *= factor
  return vector
}

function others(rows: number, without: ReadonlySet<number>): Int32Array {
  const kept = new Int32Array(rows - without.size)
  let at = 0
  for (let row = 0; row < rows; row++) {
    if (without.has(row)) continue
    kept[at] = row
    at += 1
  }
  return kept
}
