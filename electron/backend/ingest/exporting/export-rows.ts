import {
  closeSync,
  createWriteStream,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import type { DuckDBConnection } from '@duckdb/node-api'
import {
  Bool,
  type DataType,
  Field,
  Float64,
  RecordBatchFileWriter,
  Schema,
  Table,
  TimestampMillisecond,
  Utf8,
  vectorFromArray,
} from 'apache-arrow'
import type { ExportFormat } from '#shared/contract/log-operations.ts'
import type { ColumnStorage } from '#shared/domain/columns.ts'
import type { ChunkReader } from '../../store/chunks/reader.ts'
import { toStorageError } from '../../store/storage-errors.ts'
import type { Dataset, Selection, StoredColumn } from '../../store/types.ts'
import { cancelledError } from '../cancelled.ts'
import { sqlName, sqlText } from '../duckdb/session.ts'
import type { JobSignals } from '../types.ts'
import { selectedRows } from './selected-rows.ts'

export type ExportRequest = {
  readonly dataset: Dataset
  readonly window: Selection['window']
  readonly format: ExportFormat
  /** Where the file goes; it appears whole or not at all. */
  readonly path: string
}

export type ExportedFile = { readonly rows: number; readonly bytes: number }

type Cell = number | string | boolean | null

/**
 * Writes the rows of a window as one file. In CSV, times are ISO 8601 and texts that a spreadsheet would take for a
 * formula get an apostrophe in front; Parquet and Arrow keep every value as it is.
 * @throws AppError `CHUNK_CORRUPT`, `DISK_FULL`, `READ_ONLY`, `CANCELLED`.
 */
export async function exportRows(
  connection: DuckDBConnection,
  { dataset, window, format, path }: ExportRequest,
  signals: JobSignals,
): Promise<ExportedFile> {
  const temporary = `${path}.tmp`
  const text = `${path}.csv.tmp`
  try {
    let rows: number
    switch (format) {
      case 'csv':
        rows = writeCsv(temporary, dataset, window, defused, signals)
        break
      case 'parquet':
        rows = writeCsv(text, dataset, window, (cell) => cell, signals)
        await csvToParquet(connection, text, temporary, dataset.columns)
        break
      case 'arrow':
        rows = await writeArrow(temporary, dataset, window, signals)
    }
    renameSync(temporary, path)
    return { rows, bytes: statSync(path).size }
  } catch (error) {
    rmSync(temporary, { force: true })
    throw toStorageError(error, path)
  } finally {
    rmSync(text, { force: true })
  }
}

function writeCsv(
  path: string,
  dataset: Dataset,
  window: Selection['window'],
  guard: (text: string) => string,
  signals: JobSignals,
): number {
  const file = openSync(path, 'w')
  let written = 0
  try {
    writeSync(file, `${dataset.columns.map(({ name }) => quoted(guard(name))).join(',')}\n`)
    for (const { chunk, rows } of selectedRows(dataset, window)) {
      step(dataset, written, signals)
      const cells = dataset.columns.map((column) => cellsOf(chunk, column))
      for (let from = 0; from < rows.length; from += 10_000) {
        const lines: string[] = []
        for (const row of rows.subarray(from, from + 10_000)) {
          lines.push(
            cells.map((cell, index) => csvCell(cell(row), dataset.columns[index].storage, guard)).join(','),
          )
        }
        writeSync(file, `${lines.join('\n')}\n`)
      }
      written += rows.length
    }
    fsyncSync(file)
    return written
  } finally {
    closeSync(file)
  }
}

function csvCell(cell: Cell, storage: ColumnStorage, guard: (text: string) => string): string {
  if (cell === null) return ''
  if (storage === 'timestamp') return new Date(Number(cell)).toISOString()
  return typeof cell === 'string' ? quoted(guard(cell)) : String(cell)
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

/** A text that no spreadsheet runs as a formula. */
export function defused(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

const DUCKDB_TYPES: Record<ColumnStorage, string> = {
  number: 'DOUBLE',
  string: 'VARCHAR',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMP',
}

async function csvToParquet(
  connection: DuckDBConnection,
  from: string,
  to: string,
  columns: readonly StoredColumn[],
): Promise<void> {
  const types = columns.map(({ storage }, index) => `c${index}: ${sqlText(DUCKDB_TYPES[storage])}`)
  const names = columns.map(({ name, storage }, index) => {
    const value = storage === 'timestamp' ? `timezone('UTC', c${index})` : `c${index}`
    return `${value} AS ${sqlName(name)}`
  })
  await connection.run(
    `COPY (SELECT ${names.join(', ')} FROM read_csv(${sqlText(from)}, auto_detect = false, header = true, delim = ',',
       quote = '"', escape = '"', nullstr = '', columns = {${types.join(', ')}}))
     TO ${sqlText(to)} (FORMAT parquet)`,
  )
}

async function writeArrow(
  path: string,
  dataset: Dataset,
  window: Selection['window'],
  signals: JobSignals,
): Promise<number> {
  const schema = new Schema(
    dataset.columns.map(({ name, storage }) => new Field(name, arrowType(storage), true)),
  )
  const writer = new RecordBatchFileWriter()
  const ended = pipeline(writer.toNodeStream(), createWriteStream(path, { flush: true }))
  // Told to whoever waits below; a writer that is given up must not end the thread.
  ended.catch(() => {})
  let written = 0
  try {
    for (const { chunk, rows } of selectedRows(dataset, window)) {
      step(dataset, written, signals)
      const vectors = dataset.columns.map((column) => {
        const cell = cellsOf(chunk, column)
        return [column.name, vectorFromArray(Array.from(rows, cell), arrowType(column.storage))] as const
      })
      writer.write(new Table(schema, Object.fromEntries(vectors)))
      written += rows.length
      // Lets the stream drain, so that one chunk at a time is in memory.
      await setImmediate()
    }
    if (written === 0) writer.write(new Table(schema))
    writer.finish()
    await ended
    return written
  } catch (error) {
    writer.abort(error)
    throw error
  }
}

function arrowType(storage: ColumnStorage): DataType {
  switch (storage) {
    case 'number':
      return new Float64()
    case 'string':
      return new Utf8()
    case 'boolean':
      return new Bool()
    case 'timestamp':
      return new TimestampMillisecond('UTC')
  }
}

function cellsOf(chunk: ChunkReader, { name, storage }: StoredColumn): (row: number) => Cell {
  if (storage === 'number' || storage === 'timestamp') {
    const values = new Float64Array(chunk.rows)
    chunk.numbers(name, values, 0)
    return (row) => (Number.isNaN(values[row]) ? null : values[row])
  }
  const { codes, values } = chunk.categories(name)
  if (storage === 'boolean') return (row) => (codes[row] < 0 ? null : codes[row] === 1)
  return (row) => (codes[row] < 0 ? null : values[codes[row]])
}

function step(dataset: Dataset, done: number, { cancelFlag, report }: JobSignals): void {
  if (Atomics.load(cancelFlag, 0) === 1) throw cancelledError()
  report({
    stage: 'writing',
    subject: dataset.name,
    done,
    total: dataset.rows,
    unit: 'rows',
    rows_per_second: null,
    seconds_left: null,
  })
}
