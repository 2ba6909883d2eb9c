import { addNumbers, addTexts, createRowHashes, type RowHashes } from '#shared/stats/quality/row-hashes.ts'
import {
  countRows,
  createRepeatCounter,
  type RowRepeats,
  rowRepeats,
} from '#shared/stats/quality/row-repeats.ts'
import type { StoredColumn } from '../../store/types.ts'
import type { RowSource } from '../procedures.ts'
import { forEachChunk } from '../read-selection.ts'

export type RepeatedRowsTask = {
  readonly source: RowSource
  /** Columns that make a row the same as another. */
  readonly columns: readonly Pick<StoredColumn, 'name' | 'storage'>[]
  readonly cancelFlag: Int32Array
}

/** Columns whose values tell most rows apart by themselves, so that a log without repeats is read in part only. */
const LEADING = 3

/** Rows that repeat an earlier one in all of the columns, chunk by chunk in bounded memory. */
export function findRepeatedRows(task: RepeatedRowsTask, stop: () => void): RowRepeats {
  const columns = [...task.columns].sort((a, b) => rank(a) - rank(b))
  const leading = columns.slice(0, LEADING)
  const first = countRepeats({ ...task, columns: leading }, stop)
  // Rows that differ in a few columns differ in all.
  if (first.exact && first.repeats === 0) return first
  return leading.length === columns.length ? first : countRepeats({ ...task, columns }, stop)
}

function rank({ storage }: RepeatedRowsTask['columns'][number]): number {
  switch (storage) {
    case 'timestamp':
      return 0
    case 'number':
      return 1
    case 'string':
      return 2
    case 'boolean':
      return 3
  }
}

function countRepeats({ source, columns }: RepeatedRowsTask, stop: () => void): RowRepeats {
  const counter = createRepeatCounter()
  let scratch = new Float64Array(0)
  forEachChunk(source, stop, (chunk, kept) => {
    const picked = 'start' in kept ? null : kept.rows
    const [start, end] = 'start' in kept ? [kept.start, kept.end] : [0, kept.rows.length]
    const hashes: RowHashes = createRowHashes(end - start)
    if (scratch.length < chunk.rows) scratch = new Float64Array(chunk.rows)
    for (const { name, storage } of columns) {
      stop()
      if (storage === 'number' || storage === 'timestamp') {
        chunk.numbers(name, scratch, 0)
        // Rows are ascending, so that none is overwritten before it is moved.
        if (picked !== null) for (let i = 0; i < end; i += 1) scratch[i] = scratch[picked[i]]
        addNumbers(hashes, scratch.subarray(start, end))
      } else {
        const { codes, values } = chunk.categories(name)
        if (picked !== null) for (let i = 0; i < end; i += 1) codes[i] = codes[picked[i]]
        addTexts(hashes, codes.subarray(start, end), values)
      }
    }
    countRows(counter, hashes)
  })
  return rowRepeats(counter)
}
