import { type ChunkReader, openChunk } from '../store/chunks/reader.ts'
import type { RowSource } from './procedures.ts'

/** The rows of one chunk that a window keeps: a range where they are contiguous, else their numbers. */
type Kept = { readonly start: number; readonly end: number } | { readonly rows: Uint32Array }

/**
 * Opens, one after the other, the chunks that hold rows of a source, and hands over which rows of each are wanted.
 * Chunks outside a window are not opened; those inside it are taken whole without reading their times.
 */
export function forEachChunk(
  source: RowSource,
  throwIfCancelled: () => void,
  visit: (chunk: ChunkReader, kept: Kept) => void,
): void {
  let firstRow = 0
  for (const stored of source.chunks) {
    throwIfCancelled()
    const coverage = coverageOf(source, stored, firstRow)
    firstRow += stored.rows
    if (coverage === 'none') continue
    const chunk = openChunk(stored.path)
    try {
      const kept = coverage === 'by-time' ? keptByTime(source, chunk) : coverage
      visit(chunk, source.segment === undefined ? kept : keptInSegment(source.segment, chunk, kept))
    } finally {
      chunk.close()
    }
  }
}

/** At most how many rows a source has, for sizing buffers. */
export function mostRows(source: RowSource): number {
  let firstRow = 0
  let rows = 0
  for (const stored of source.chunks) {
    const coverage = coverageOf(source, stored, firstRow)
    firstRow += stored.rows
    if (coverage === 'none') continue
    rows += coverage === 'by-time' ? stored.rows : coverage.end - coverage.start
  }
  return rows
}

function coverageOf(
  { window, timestamp }: RowSource,
  stored: RowSource['chunks'][number],
  firstRow: number,
): 'none' | 'by-time' | { start: number; end: number } {
  const whole = { start: 0, end: stored.rows }
  switch (window.kind) {
    case 'all':
      return whole
    case 'rows': {
      const start = Math.max(0, window.start - firstRow)
      const end = Math.min(stored.rows, window.end - firstRow)
      return start < end ? { start, end } : 'none'
    }
    case 'time': {
      if (timestamp === null || stored.timeMin === null || stored.timeMax === null) return 'none'
      const start = window.start ?? Number.NEGATIVE_INFINITY
      const end = window.end ?? Number.POSITIVE_INFINITY
      // Rows without a time are in no window, so a chunk inside the window still has to be looked at.
      return stored.timeMax < start || stored.timeMin >= end ? 'none' : 'by-time'
    }
  }
}

function keptByTime({ window, timestamp }: RowSource, chunk: ChunkReader): Kept {
  if (window.kind !== 'time' || timestamp === null) return { start: 0, end: chunk.rows }
  const start = window.start ?? Number.NEGATIVE_INFINITY
  const end = window.end ?? Number.POSITIVE_INFINITY
  const times = chunk.times(timestamp)
  const rows = new Uint32Array(times.length)
  let count = 0
  for (let row = 0; row < times.length; row += 1) {
    if (times[row] >= start && times[row] < end) {
      rows[count] = row
      count += 1
    }
  }
  return { rows: rows.subarray(0, count) }
}

/** Of the rows that a window keeps those with the value; none where the chunk does not have the column. */
function keptInSegment(
  { column, value }: NonNullable<RowSource['segment']>,
  chunk: ChunkReader,
  kept: Kept,
): Kept {
  if (!chunk.columns.some(({ name }) => name === column)) return { start: 0, end: 0 }
  const { codes, values } = chunk.categories(column)
  const wanted = values.indexOf(value)
  if (wanted < 0) return { start: 0, end: 0 }
  const rows = new Uint32Array('start' in kept ? kept.end - kept.start : kept.rows.length)
  let count = 0
  for (let index = 0; index < rows.length; index += 1) {
    const row = 'start' in kept ? kept.start + index : kept.rows[index]
    if (codes[row] !== wanted) continue
    rows[count] = row
    count += 1
  }
  return { rows: rows.subarray(0, count) }
}

/** Reads a numeric or time column into one array, NaN where missing. */
export function readNumbers(source: RowSource, column: string, throwIfCancelled: () => void): Float64Array {
  const values = new Float64Array(mostRows(source))
  let count = 0
  let scratch = new Float64Array(0)
  forEachChunk(source, throwIfCancelled, (chunk, kept) => {
    if ('start' in kept && kept.start === 0 && kept.end === chunk.rows) {
      chunk.numbers(column, values, count)
      count += chunk.rows
      return
    }
    if (scratch.length < chunk.rows) scratch = new Float64Array(chunk.rows)
    chunk.numbers(column, scratch, 0)
    if ('start' in kept) {
      values.set(scratch.subarray(kept.start, kept.end), count)
      count += kept.end - kept.start
      return
    }
    for (const row of kept.rows) {
      values[count] = scratch[row]
      count += 1
    }
  })
  return count === values.length ? values : values.subarray(0, count)
}

export type CategoryTally = {
  readonly counts: ReadonlyMap<string, number>
  readonly missing: number
  readonly rows: number
}

/** Counts the categories of a string or boolean column. */
export function countCategories(
  source: RowSource,
  column: string,
  throwIfCancelled: () => void,
): CategoryTally {
  const counts = new Map<string, number>()
  let missing = 0
  let rows = 0
  forEachChunk(source, throwIfCancelled, (chunk, kept) => {
    const { codes, values } = chunk.categories(column)
    const tally = new Uint32Array(values.length + 1)
    if ('start' in kept) {
      for (let row = kept.start; row < kept.end; row += 1) tally[codes[row] + 1] += 1
      rows += kept.end - kept.start
    } else {
      for (const row of kept.rows) tally[codes[row] + 1] += 1
      rows += kept.rows.length
    }
    missing += tally[0]
    for (let code = 0; code < values.length; code += 1) {
      const count = tally[code + 1]
      if (count > 0) counts.set(values[code], (counts.get(values[code]) ?? 0) + count)
    }
  })
  return { counts, missing, rows }
}

/** Counts the missing values of a string or boolean column without telling the others apart. */
export function countMissing(
  source: RowSource,
  column: string,
  throwIfCancelled: () => void,
): { readonly missing: number; readonly rows: number } {
  let missing = 0
  let rows = 0
  forEachChunk(source, throwIfCancelled, (chunk, kept) => {
    const isMissing = missingTest(chunk, column)
    if ('start' in kept) {
      for (let row = kept.start; row < kept.end; row += 1) missing += isMissing(row)
      rows += kept.end - kept.start
    } else {
      for (const row of kept.rows) missing += isMissing(row)
      rows += kept.rows.length
    }
  })
  return { missing, rows }
}

function missingTest(chunk: ChunkReader, column: string): (row: number) => 0 | 1 {
  const storage = chunk.columns.find(({ name }) => name === column)?.storage
  if (storage === 'string' || storage === 'boolean') {
    const { codes } = chunk.categories(column)
    return (row) => (codes[row] < 0 ? 1 : 0)
  }
  const values = new Float64Array(chunk.rows)
  chunk.numbers(column, values, 0)
  return (row) => (Number.isNaN(values[row]) ? 1 : 0)
}
