import { classesByWords, classText, sameTruth } from '#shared/domain/truth.ts'
import type { ChunkReader } from '../store/chunks/reader.ts'
import type { LabelColumn } from './procedures.ts'

/** Of more different labels in one chunk words do not tell which is positive. */
const FEW = 20

/**
 * The label of each row as a number, NaN where there is none. Labels of a binary task are 1 where they mean the positive
 * class, and else 0: the positive class is the one that was named, or the one that words tell (1/0, 1/−1, true/false,
 * yes/no). Other numbers stay as they are; texts whose positive class nothing tells are no labels.
 */
export function chunkLabels(chunk: ChunkReader, label: LabelColumn | null): Float64Array {
  const labels = new Float64Array(chunk.rows).fill(Number.NaN)
  const storage = label && chunk.columns.find(({ name }) => name === label.column)?.storage
  if (label === null || storage === null || storage === undefined) return labels
  if (storage === 'string') {
    const { codes, values } = chunk.categories(label.column)
    const texts = values.map(classText)
    const occurring = new Set<string>()
    for (const code of codes) if (code >= 0) occurring.add(texts[code])
    const positive = positiveAmong([...occurring], label)
    if (positive === null) return labels
    const decided = texts.map((text) => (sameTruth(text, positive) ? 1 : 0))
    for (let row = 0; row < codes.length; row++) if (codes[row] >= 0) labels[row] = decided[codes[row]]
    return labels
  }
  chunk.numbers(label.column, labels, 0)
  return label.task === 'binary' ? decideNumbers(labels, label) : labels
}

function decideNumbers(labels: Float64Array, label: LabelColumn): Float64Array {
  const occurring: number[] = []
  for (let row = 0; row < labels.length; row++) {
    if (Number.isNaN(labels[row]) || occurring.includes(labels[row])) continue
    if (occurring.length === FEW) return labels
    occurring.push(labels[row])
  }
  const positive = positiveAmong(occurring.map(String), label)
  if (positive === null) return labels
  const positives = occurring.filter((value) => sameTruth(String(value), positive))
  for (let row = 0; row < labels.length; row++) {
    if (!Number.isNaN(labels[row])) labels[row] = positives.includes(labels[row]) ? 1 : 0
  }
  return labels
}

function positiveAmong(texts: readonly string[], { positive, task }: LabelColumn): string | null {
  if (positive !== null) return classText(positive)
  if (task !== 'binary' && (task !== null || texts.length > 2)) return null
  return classesByWords(texts)?.positive ?? null
}
