import type { RowFilter } from '#shared/contract/model-operations.ts'
import { selectedRows } from '../../ingest/exporting/selected-rows.ts'
import type { ChunkReader } from '../../store/chunks/reader.ts'
import type { Dataset, Selection, StoredColumn } from '../../store/types.ts'
import type { PagedRows, PageRowsTask } from '../compute-procedures.ts'

type Row = PagedRows['rows'][number]

/**
 * A page of the rows of a window, in the order of the logs. Chunks are read until the page is full and one row more is
 * seen, so that a page costs what lies before it, never the whole window.
 */
export function pageRows({ datasets, window, segment, filter, offset, limit }: PageRowsTask): PagedRows {
  const columns = commonColumns(datasets)
  const rows: Row[] = []
  let skip = offset
  let firstRow = 0
  for (const dataset of datasets) {
    const own = windowOf(window, firstRow)
    firstRow += dataset.rows
    if (own === null) continue
    for (const { chunk, rows: kept, first } of numbered(dataset, own)) {
      const wanted = kept.filter(keeper(chunk, segment === null ? null : { kind: 'value', ...segment }))
      const matching = filter === null ? wanted : wanted.filter(keeper(chunk, filter))
      if (matching.length <= skip) {
        skip -= matching.length
        continue
      }
      const page = matching.subarray(skip, skip + limit - rows.length + 1)
      skip = 0
      rows.push(...readRows(chunk, page, columns, dataset, firstRow - dataset.rows + first))
      if (rows.length > limit) return pageOf(columns, rows.slice(0, limit), true)
    }
  }
  return pageOf(columns, rows, false)
}

function pageOf(columns: readonly StoredColumn[], rows: readonly Row[], more: boolean): PagedRows {
  return {
    columns: columns.map(({ name }) => name),
    storages: columns.map(({ storage }) => storage),
    rows,
    more,
  }
}

/** Columns of any of the logs, in the order of the first that has them. */
function commonColumns(datasets: readonly Dataset[]): StoredColumn[] {
  const byName = new Map<string, StoredColumn>()
  for (const { columns } of datasets) {
    for (const column of columns) if (!byName.has(column.name)) byName.set(column.name, column)
  }
  return [...byName.values()]
}

/** The window within a log whose first row has this number; null where a range of rows ends before it. */
function windowOf(window: Selection['window'], firstRow: number): Selection['window'] | null {
  if (window.kind !== 'rows') return window
  const end = window.end - firstRow
  return end <= 0 ? null : { kind: 'rows', start: Math.max(0, window.start - firstRow), end }
}

/** Selected rows of each chunk, with the number of the chunk's first row in its log. */
function* numbered(dataset: Dataset, window: Selection['window']) {
  const firsts = new Map<number, number>()
  let first = 0
  for (const [index, { rows }] of dataset.chunks.entries()) {
    firsts.set(index, first)
    first += rows
  }
  for (const [index, stored] of dataset.chunks.entries()) {
    const start = firsts.get(index) ?? 0
    const own: Selection['window'] =
      window.kind === 'rows' ? { kind: 'rows', start: window.start - start, end: window.end - start } : window
    for (const { chunk, rows } of selectedRows({ ...dataset, chunks: [stored] }, own)) {
      yield { chunk, rows, first: start }
    }
  }
}

/** Whether a row of a chunk passes a filter; a column that the chunk does not have passes as missing. */
function keeper(chunk: ChunkReader, filter: RowFilter | null): (row: number) => boolean {
  if (filter === null) return () => true
  const storage = chunk.columns.find(({ name }) => name === filter.column)?.storage
  if (storage === undefined) return () => filter.kind === 'missing'
  if (filter.kind === 'value') {
    const { codes, values } = chunk.categories(filter.column)
    const wanted = values.indexOf(filter.value)
    return (row) => wanted >= 0 && codes[row] === wanted
  }
  if (filter.kind === 'missing' && (storage === 'string' || storage === 'boolean')) {
    const { codes } = chunk.categories(filter.column)
    return (row) => codes[row] < 0
  }
  if (storage === 'string') return () => false
  const numbers = new Float64Array(chunk.rows)
  chunk.numbers(filter.column, numbers, 0)
  if (filter.kind === 'missing') return (row) => Number.isNaN(numbers[row])
  const lower = filter.lower ?? Number.NEGATIVE_INFINITY
  const upper = filter.upper ?? Number.POSITIVE_INFINITY
  return (row) => numbers[row] >= lower && (numbers[row] < upper || filter.upper === null)
}

function readRows(
  chunk: ChunkReader,
  rows: Int32Array,
  columns: readonly StoredColumn[],
  { name: log }: Dataset,
  first: number,
): Row[] {
  const readers = columns.map(({ name }) => cellReader(chunk, name))
  return Array.from(rows, (row) => ({
    number: first + row,
    log,
    cells: readers.map((read) => read(row)),
  }))
}

function cellReader(chunk: ChunkReader, name: string): (row: number) => string | number | boolean | null {
  const storage = chunk.columns.find((column) => column.name === name)?.storage
  switch (storage) {
    case undefined:
      return () => null
    case 'string': {
      const { codes, values } = chunk.categories(name)
      return (row) => (codes[row] < 0 ? null : values[codes[row]])
    }
    case 'boolean': {
      const { codes } = chunk.categories(name)
      return (row) => (codes[row] < 0 ? null : codes[row] === 1)
    }
    case 'number':
    case 'timestamp': {
      const numbers = new Float64Array(chunk.rows)
      chunk.numbers(name, numbers, 0)
      return (row) => {
        const value = numbers[row]
        if (Number.isNaN(value)) return null
        // JSON has no infinity; it is said in words.
        if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
        return storage === 'timestamp' ? new Date(value).toISOString() : value
      }
    }
  }
}
