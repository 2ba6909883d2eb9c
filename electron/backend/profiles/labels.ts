import type { ChunkReader } from '../store/chunks/reader.ts'
import type { LabelColumn } from './procedures.ts'

/**
 * The label of each row as a number, NaN where there is none: numbers as they are, true or the positive text as 1, other
 * texts as 0. Texts without a known positive one are no labels.
 */
export function chunkLabels(chunk: ChunkReader, label: LabelColumn | null): Float64Array {
  const labels = new Float64Array(chunk.rows).fill(Number.NaN)
  const storage = label && chunk.columns.find(({ name }) => name === label.column)?.storage
  if (label === null || storage === null || storage === undefined) return labels
  if (storage !== 'string') {
    chunk.numbers(label.column, labels, 0)
    return labels
  }
  if (label.positive === null) return labels
  const { codes, values } = chunk.categories(label.column)
  const positive = values.indexOf(label.positive)
  for (let row = 0; row < codes.length; row++) {
    if (codes[row] >= 0) labels[row] = codes[row] === positive ? 1 : 0
  }
  return labels
}
