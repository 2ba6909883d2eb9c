import type { RecordBatch, Vector } from 'apache-arrow'
import { epochToMilliseconds, fitsShape, MISSING_WORDS } from '#shared/domain/kinds.ts'
import { fromWallTime } from '#shared/domain/time-zone.ts'
import { keysOfTexts } from '../columns/text-keys.ts'
import type { NumberVector } from '../columns/vectors.ts'
import type { ReadableFile } from '../files/materialise.ts'
import type { ImportPlan, PlannedColumn } from '../plan/plan.ts'
import { misfitReason } from '../reading/reject-reasons.ts'
import { type BatchColumn, type BatchSink, MOST_BATCH_ROWS } from '../reading/types.ts'
import type { FileSample } from '../sample/types.ts'
import { parseTime } from '../text/times.ts'
import { isWallTime, numberOfArrow, readBatches, scaleOf, storageOfArrow, textOfArrow } from './open-arrow.ts'

type Slice = { readonly vector: Vector; readonly from: number; readonly rows: number }

/** Reads an Arrow file; only texts that should be times can be unreadable. */
export async function readArrow(
  sample: FileSample,
  file: ReadableFile,
  plan: ImportPlan,
  sink: BatchSink,
): Promise<void> {
  const places = plan.columns.map(({ name }) => sample.columns.findIndex((column) => column.name === name))
  let record = 0
  for await (const batch of readBatches(sample.file.source, file.path)) {
    for (let from = 0; from < batch.numRows; from += MOST_BATCH_ROWS) {
      const rows = Math.min(MOST_BATCH_ROWS, batch.numRows - from)
      const unread = new Map<number, { column: string; text: string }>()
      const columns = plan.columns.map((column, index) =>
        readColumn(column, batch, places[index], from, rows, plan.timezone, unread),
      )
      for (const [row, { column, text }] of [...unread].sort(([a], [b]) => a - b)) {
        sink.reject({
          record: record + row,
          line: 0,
          column,
          reason: misfitReason(text, 'timestamp'),
          text: text.slice(0, 500),
        })
      }
      const keep =
        unread.size === 0
          ? null
          : Int32Array.from({ length: rows }, (_, row) => row).filter((row) => !unread.has(row))
      await sink.batch({ rows, columns, keep })
      record += rows
    }
  }
}

function readColumn(
  column: PlannedColumn,
  batch: RecordBatch,
  place: number,
  from: number,
  rows: number,
  timezone: string,
  unread: Map<number, { column: string; text: string }>,
): BatchColumn {
  const vector = place === -1 ? null : batch.getChildAt(place)
  if (vector === null) return null
  const slice: Slice = { vector, from, rows }
  switch (column.storage) {
    case 'string':
      return { storage: 'string', vector: keysOfTexts(textsOf(slice)) }
    case 'boolean': {
      const values = new Uint8Array(rows)
      const valid = validityOf(slice, (value, row) => {
        values[row] = value === true ? 1 : 0
        return true
      })
      return { storage: 'boolean', vector: { values, valid } }
    }
    case 'number':
      return { storage: 'number', vector: numbersOf(slice) }
    case 'timestamp':
      return { storage: 'timestamp', vector: timesOf(slice, column, timezone, unread) }
  }
}

function textsOf({ vector, from, rows }: Slice): (string | null)[] {
  return Array.from({ length: rows }, (_, row) => textOfArrow(vector.get(from + row)))
}

function numbersOf(slice: Slice): NumberVector {
  const values = new Float64Array(slice.rows)
  const scale = scaleOf(slice.vector.type)
  const valid = validityOf(slice, (value, row) => {
    values[row] = numberOfArrow(value, scale)
    return true
  })
  return { values, valid }
}

function timesOf(
  slice: Slice,
  column: PlannedColumn,
  timezone: string,
  unread: Map<number, { column: string; text: string }>,
): NumberVector {
  const values = new Float64Array(slice.rows)
  const stored = storageOfArrow(slice.vector.type)
  const isWall = isWallTime(slice.vector.type)
  const factor = stored === 'number' && column.time !== null ? epochToMilliseconds(column.time) : 1
  const valid = validityOf(slice, (value, row) => {
    if (stored !== 'string') {
      const time = numberOfArrow(value, 0) * factor
      values[row] = isWall ? fromWallTime(time, timezone) : time
      return true
    }
    const text = textOfArrow(value) ?? ''
    if (MISSING_WORDS.has(text) || text === column.missingWord) return false
    values[row] = parseTime(text, column.time ?? 'iso', timezone)
    if (!fitsShape(text, column) || Number.isNaN(values[row])) {
      unread.set(row, { column: column.name, text })
    }
    return true
  })
  return { values, valid }
}

/** Passes each value that is there on and returns which rows have one, null when all do. */
function validityOf(
  { vector, from, rows }: Slice,
  take: (value: unknown, row: number) => boolean,
): Uint8Array | null {
  const valid = new Uint8Array((rows + 7) >> 3)
  let missing = 0
  for (let row = 0; row < rows; row++) {
    const value: unknown = vector.get(from + row)
    if (value === null || value === undefined || !take(value, row)) missing += 1
    else valid[row >> 3] |= 1 << (row & 7)
  }
  return missing === 0 ? null : valid
}
