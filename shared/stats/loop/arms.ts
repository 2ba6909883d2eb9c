import type { LoopRows } from './loop-rows.ts'
import type { Comparison } from './sums.ts'

const MODEL_WORDS = new Set(['ai', 'model', 'ml', 'auto', 'automatic', 'algorithm'])
const RANDOM_WORDS = new Set(['random', 'holdout', 'hold_out', 'control', 'exploration', 'explore'])

export type Arms = {
  readonly comparison: Comparison | null
  readonly counts: Record<string, number>
  /** By what `served_by` says: 1 for the model, 0 for the comparison, −1 for neither. Without a comparison all are 1. */
  readonly of: Int8Array
}

const LEAST_ARM = 200

/** Rows decided by chance are the comparison where there are enough of them, else those of rules and people. */
export function armsOf({ servedBy, label, rows }: LoopRows): Arms {
  if (servedBy === null) return { comparison: null, counts: {}, of: new Int8Array(0) }
  const kinds = servedBy.values.map((value) => {
    const word = value.trim().toLowerCase()
    return MODEL_WORDS.has(word) ? 'model' : RANDOM_WORDS.has(word) ? 'random' : 'other'
  })
  const labelled = { model: 0, random: 0, other: 0 }
  const counts: Record<string, number> = {}
  const perValue = new Float64Array(servedBy.values.length)
  const labelledPerValue = new Float64Array(servedBy.values.length)
  for (let i = 0; i < rows; i++) {
    const code = servedBy.codes[i]
    if (code < 0) continue
    perValue[code] += 1
    if (label !== null && Number.isFinite(label[i])) labelledPerValue[code] += 1
  }
  servedBy.values.forEach((value, code) => {
    if (perValue[code] > 0) counts[value] = perValue[code]
    labelled[kinds[code]] += labelledPerValue[code]
  })
  const comparison =
    labelled.model < LEAST_ARM
      ? null
      : labelled.random >= LEAST_ARM
        ? 'random'
        : labelled.other >= LEAST_ARM
          ? 'observed'
          : null
  if (comparison === null) return { comparison, counts, of: new Int8Array(0) }
  const wanted = comparison === 'random' ? 'random' : 'other'
  const arms = kinds.map((kind) => (kind === 'model' ? 1 : kind === wanted ? 0 : -1))
  return { comparison, counts, of: Int8Array.from(arms) }
}
