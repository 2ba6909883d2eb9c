import type { BatchColumn } from '../reading/types.ts'
import type { StringVector } from './vectors.ts'

/** Four words for each row, the first of them 0 where the value is missing; equal values have equal words. */
export type RowKeys = Pick<StringVector, 'keys' | 'valid'>

/** The values of a column of any storage as keys; null where the file has no such column. Not-a-number is missing. */
export function rowKeysOf(column: BatchColumn, rows: number): RowKeys | null {
  if (column === null) return null
  switch (column.storage) {
    case 'string':
      return column.vector
    case 'boolean':
      return { keys: keysOfNumbers(column.vector.values, rows), valid: column.vector.valid }
    case 'number':
    case 'timestamp':
      return { keys: keysOfNumbers(column.vector.values, rows), valid: column.vector.valid }
  }
}

function keysOfNumbers(values: ArrayLike<number>, rows: number): Uint32Array {
  const keys = new Uint32Array(rows * 4)
  const number = new Float64Array(1)
  const halves = new Uint32Array(number.buffer)
  for (let row = 0; row < rows; row++) {
    // Zero has two signs, which are equal.
    number[0] = values[row] === 0 ? 0 : values[row]
    if (Number.isNaN(number[0])) continue
    keys.set([1, halves[0], halves[1]], row * 4)
  }
  return keys
}
