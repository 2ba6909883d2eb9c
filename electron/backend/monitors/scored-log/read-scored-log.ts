import type { Role } from '#shared/domain/columns.ts'
import { numberOf } from '#shared/domain/truth.ts'
import { countJoined } from '../../ingest/labels/count-joined.ts'
import { joinLabels } from '../../ingest/labels/join.ts'
import { columnWith, keyOf, sharesKey } from '../../ingest/labels/label-logs.ts'
import { openChunk } from '../../store/chunks/reader.ts'
import type { Dataset } from '../../store/types.ts'
import type { Coded, RawLabels, ScoredColumn, ScoredLog, ScoredLogTask } from './types.ts'

/**
 * Opens the scored rows of a model. Call it on a compute thread: every read is synchronous.
 * @throws AppError `CHUNK_CORRUPT`, `COLUMN_UNKNOWN` from the reads, `MAPPING_INVALID` where labels share no key with any
 * of the logs, `CANCELLED`.
 */
export function openScoredLog(task: ScoredLogTask, throwIfCancelled: () => void = () => {}): ScoredLog {
  const { logs } = task
  const columns = columnsOf(logs)
  const allRows = logs.reduce((rows, log) => rows + log.rows, 0)
  const read = { logs, allRows, throwIfCancelled }
  const allTimes = timesOf(read)
  const order = orderOf(allTimes, task.window, allRows)
  const rows = order === null ? allRows : order.length
  const numbersKept = new Map<string, Float64Array>()
  const codedKept = new Map<string, Coded>()
  let labels: RawLabels | undefined
  let scratch = new Float64Array(0)

  return {
    rows,
    columns,
    times: allTimes === null ? null : arrange(allTimes, order, Float64Array),
    fileRow: order,
    get labels() {
      labels ??= labelsOf(task, read, order)
      return labels
    },
    named: (role) => columns.filter((column) => column.role === role).map(({ name }) => name),
    numbers(column) {
      const kept = numbersKept.get(column)
      if (kept !== undefined) return kept
      const values = arrange(numbersOf(read, column), order, Float64Array)
      numbersKept.set(column, values)
      return values
    },
    eachNumbers(column, visit) {
      const kept = numbersKept.get(column)
      const storage = columns.find(({ name }) => name === column)?.storage
      if (kept !== undefined || order !== null || storage === 'string') {
        visit(kept ?? arrange(numbersOf(read, column), order, Float64Array), 0)
        return
      }
      eachChunkWith(read, column, (chunk, row) => {
        if (scratch.length < chunk.rows) scratch = new Float64Array(chunk.rows)
        chunk.numbers(column, scratch, 0)
        visit(scratch.subarray(0, chunk.rows), row)
      })
    },
    coded(column) {
      const kept = codedKept.get(column)
      if (kept !== undefined) return kept
      const { codes, values } = codesOf(read, column)
      const coded = { codes: arrange(codes, order, Int32Array), values }
      codedKept.set(column, coded)
      return coded
    },
    hashes(column, hash) {
      const hashes = new Float64Array(read.allRows).fill(Number.POSITIVE_INFINITY)
      eachChunkWith(read, column, (chunk, row) => hashes.set(chunk.hashes(column, hash), row))
      return arrange(hashes, order, Float64Array)
    },
  }
}

type Read = {
  readonly logs: readonly Dataset[]
  readonly allRows: number
  readonly throwIfCancelled: () => void
}

function columnsOf(logs: readonly Dataset[]): ScoredColumn[] {
  const byName = new Map<string, ScoredColumn>()
  for (const { columns } of logs) {
    for (const { name, storage, role } of columns) {
      if (!byName.has(name)) byName.set(name, { name, storage, role })
    }
  }
  return [...byName.values()]
}

function timesOf({ logs, allRows, throwIfCancelled }: Read): Float64Array | null {
  if (logs.every((log) => timeColumn(log) === null)) return null
  const times = new Float64Array(allRows).fill(Number.NaN)
  let row = 0
  for (const log of logs) {
    const column = timeColumn(log)
    for (const { path, rows } of log.chunks) {
      throwIfCancelled()
      if (column !== null) withChunk(path, (chunk) => times.set(chunk.times(column), row))
      row += rows
    }
  }
  return times
}

function timeColumn({ columns }: Dataset): string | null {
  return columns.find(({ role, storage }) => role === 'timestamp' && storage === 'timestamp')?.name ?? null
}

/** File rows in time order that the window keeps; null where that is every row as it stands. */
function orderOf(
  times: Float64Array | null,
  window: ScoredLogTask['window'],
  allRows: number,
): Uint32Array | null {
  const kept = keptRows(times, window, allRows)
  if (times === null) return kept
  const count = kept?.length ?? allRows
  let sorted = true
  for (let i = 1; i < count && sorted; i++) {
    const before = times[kept === null ? i - 1 : kept[i - 1]]
    const here = times[kept === null ? i : kept[i]]
    sorted = Number.isNaN(here) || before <= here
  }
  if (sorted) return kept
  const rows = kept ?? Uint32Array.from({ length: allRows }, (_, row) => row)
  // Rows without a time go last; equal times keep the order of the files.
  return rows.sort((a, b) => {
    const difference = times[a] - times[b]
    if (difference !== 0 && !Number.isNaN(difference)) return difference
    if (difference === 0) return a - b
    return Number(Number.isNaN(times[a])) - Number(Number.isNaN(times[b])) || a - b
  })
}

function keptRows(
  times: Float64Array | null,
  window: ScoredLogTask['window'],
  allRows: number,
): Uint32Array | null {
  if (window === undefined || window.kind === 'all') return null
  if (window.kind === 'rows') {
    const start = Math.max(0, window.start)
    return Uint32Array.from(
      { length: Math.max(0, Math.min(window.end, allRows) - start) },
      (_, at) => start + at,
    )
  }
  if (times === null) return new Uint32Array(0)
  const start = window.start ?? Number.NEGATIVE_INFINITY
  const end = window.end ?? Number.POSITIVE_INFINITY
  const kept = new Uint32Array(allRows)
  let count = 0
  for (let row = 0; row < allRows; row++) {
    if (times[row] >= start && times[row] < end) kept[count++] = row
  }
  return kept.slice(0, count)
}

function arrange<T extends Float64Array | Int32Array>(
  values: T,
  order: Uint32Array | null,
  make: new (length: number) => T,
): T {
  if (order === null) return values
  const arranged = new make(order.length)
  for (let i = 0; i < order.length; i++) arranged[i] = values[order[i]]
  return arranged
}

function numbersOf(read: Read, column: string): Float64Array {
  const values = new Float64Array(read.allRows)
  eachRunWithout(read, column, (from, to) => values.fill(Number.NaN, from, to))
  eachChunkWith(read, column, (chunk, row) => {
    if (chunk.columns.find(({ name }) => name === column)?.storage !== 'string') {
      chunk.numbers(column, values, row)
      return
    }
    const { codes, values: texts } = chunk.categories(column)
    const numbers = texts.map(numberOf)
    for (let i = 0; i < codes.length; i++) values[row + i] = codes[i] < 0 ? Number.NaN : numbers[codes[i]]
  })
  return values
}

function codesOf(read: Read, column: string): Coded {
  const codes = new Int32Array(read.allRows).fill(-1)
  const index = new Map<string, number>()
  eachChunkWith(read, column, (chunk, row) => {
    const own = chunk.categories(column)
    const place = own.values.map((text) => {
      const known = index.get(text)
      if (known !== undefined) return known
      index.set(text, index.size)
      return index.size - 1
    })
    for (let i = 0; i < own.codes.length; i++) if (own.codes[i] >= 0) codes[row + i] = place[own.codes[i]]
  })
  return { codes, values: [...index.keys()] }
}

function eachChunkWith(
  { logs, throwIfCancelled }: Read,
  column: string,
  visit: (chunk: ReturnType<typeof openChunk>, firstRow: number) => void,
): void {
  let row = 0
  for (const log of logs) {
    const present = log.columns.some(({ name }) => name === column)
    for (const { path, rows } of log.chunks) {
      throwIfCancelled()
      const firstRow = row
      if (present) withChunk(path, (chunk) => visit(chunk, firstRow))
      row += rows
    }
  }
}

/** Rows of the logs that have no such column. */
function eachRunWithout({ logs }: Read, column: string, visit: (from: number, to: number) => void): void {
  let row = 0
  for (const { columns, rows } of logs) {
    if (!columns.some(({ name }) => name === column)) visit(row, row + rows)
    row += rows
  }
}

function withChunk(path: string, visit: (chunk: ReturnType<typeof openChunk>) => void): void {
  const chunk = openChunk(path)
  try {
    visit(chunk)
  } finally {
    chunk.close()
  }
}

function labelsOf(
  { logs, labelLogs, others = [], arrivals }: ScoredLogTask,
  { allRows, throwIfCancelled }: Read,
  order: Uint32Array | null,
): RawLabels {
  const codes = new Int32Array(allRows).fill(-1)
  const knownAt = new Float64Array(allRows).fill(Number.NaN)
  const seenAt = new Float64Array(allRows).fill(Number.NaN)
  const index = new Map<string, number>()
  let row = 0
  let labelled = 0
  let superseded = 0
  let unmatched = 0
  const groups = groupsOf(logs)
  for (const group of groups) {
    throwIfCancelled()
    // Logs that nothing can be joined to keep their own labels.
    const fitting = labelLogs.filter((labels) => sharesKey(group, labels))
    const joined = joinLabels(group, fitting.length > 0 || logs.length > 1 ? fitting : labelLogs, arrivals)
    const place = joined.values.map((text) => {
      const known = index.get(text)
      if (known !== undefined) return known
      index.set(text, index.size)
      return index.size - 1
    })
    for (let i = 0; i < group.rows; i++) {
      if (joined.codes[i] >= 0) codes[row + i] = place[joined.codes[i]]
    }
    knownAt.set(joined.knownAt, row)
    seenAt.set(joined.seenAt, row)
    row += group.rows
    labelled += joined.labelled
    superseded += joined.superseded
    unmatched = joined.unmatched
  }
  // A label belongs to one of the logs; those that none of them has are of unknown rows.
  if (groups.length + others.length > 1) {
    unmatched = labelLogs.reduce(
      (sum, labels) => sum + countJoined(labels, [...logs, ...others]).unmatched,
      0,
    )
  }
  const arranged = arrange(codes, order, Int32Array)
  return {
    codes: arranged,
    values: [...index.keys()],
    knownAt: arrange(knownAt, order, Float64Array),
    seenAt: arrange(seenAt, order, Float64Array),
    timesRecorded: recordsLabelTimes([...logs, ...labelLogs]),
    labelled: order === null ? labelled : countPresent(arranged),
    unmatched,
    superseded,
  }
}

/** Neighbouring logs with the same columns as one, so that a label finds its row in any of them. */
function groupsOf(logs: readonly Dataset[]): Dataset[] {
  const groups: Dataset[] = []
  for (const log of logs) {
    const last = groups.at(-1)
    if (last !== undefined && sameLabelColumns(last, log)) {
      groups[groups.length - 1] = {
        ...last,
        rows: last.rows + log.rows,
        chunks: [...last.chunks, ...log.chunks],
      }
    } else groups.push(log)
  }
  return groups
}

const JOIN_ROLES: readonly Role[] = ['label', 'label_timestamp', 'prediction_id', 'entity_id', 'timestamp']

function sameLabelColumns(a: Dataset, b: Dataset): boolean {
  return JOIN_ROLES.every((role) => columnWith(a, role) === columnWith(b, role))
}

function recordsLabelTimes(logs: readonly Dataset[]): boolean {
  const labelled = logs.filter((log) => columnWith(log, 'label') !== null && keyedOrOwn(log))
  return labelled.length > 0 && labelled.every((log) => columnWith(log, 'label_timestamp') !== null)
}

function keyedOrOwn(log: Dataset): boolean {
  return keyOf(log) !== null || log.columns.some(({ role }) => role === 'score' || role === 'prediction')
}

function countPresent(codes: Int32Array): number {
  let count = 0
  for (let i = 0; i < codes.length; i++) if (codes[i] >= 0) count += 1
  return count
}
