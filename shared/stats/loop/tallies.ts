import type { CodedColumn, LoopRows } from './loop-rows.ts'
import type { FeatureSums, GroupSums, LoopSums } from './sums.ts'

const MOST_SHOWN = 64
const MOST_GROUPS = 24

function mostFrequent({ codes, values }: CodedColumn, most: number): { keep: Int32Array; names: string[] } {
  const counts = new Float64Array(values.length)
  for (let i = 0; i < codes.length; i++) if (codes[i] >= 0) counts[codes[i]] += 1
  const order = values.map((_, code) => code).filter((code) => counts[code] > 0)
  order.sort((a, b) => counts[b] - counts[a] || a - b)
  const keep = new Int32Array(values.length).fill(-1)
  const kept = order.slice(0, order.length > most ? most - 1 : most)
  kept.forEach((code, at) => {
    keep[code] = at
  })
  const names = kept.map((code) => values[code])
  if (order.length > kept.length) {
    for (const code of order.slice(kept.length)) keep[code] = names.length
    names.push('(other)')
  }
  return { keep, names }
}

/** How often each value was shown in each bucket; null where fewer than three were. */
export function shownCounts(input: LoopRows, bucketOf: Int32Array, buckets: number): LoopSums['shown'] {
  if (input.shown === null) return null
  const { keep, names } = mostFrequent(input.shown, MOST_SHOWN)
  if (names.length < 3) return null
  const counts = new Float64Array(buckets * names.length)
  const { codes } = input.shown
  for (let i = 0; i < input.rows; i++) {
    const bucket = bucketOf[i]
    if (bucket >= 0 && codes[i] >= 0) counts[bucket * names.length + keep[codes[i]]] += 1
  }
  return { values: names, counts }
}

/** Rows and selected rows of each segment's values by bucket. */
export function groupSums(input: LoopRows, bucketOf: Int32Array, buckets: number): GroupSums[] {
  const { selected } = input
  if (selected === null) return []
  return input.segments.flatMap((column) => {
    const { keep, names } = mostFrequent(column, MOST_GROUPS)
    if (names.length < 2) return []
    const rows = new Float64Array(buckets * names.length)
    const chosen = new Float64Array(buckets * names.length)
    for (let i = 0; i < input.rows; i++) {
      const bucket = bucketOf[i]
      if (bucket < 0 || column.codes[i] < 0 || !Number.isFinite(selected[i])) continue
      const at = bucket * names.length + keep[column.codes[i]]
      rows[at] += 1
      chosen[at] += selected[i] > 0 ? 1 : 0
    }
    return [{ name: column.name, values: names, rows, selected: chosen }]
  })
}

/** Sums of each input by bucket. */
export function featureSums(input: LoopRows, bucketOf: Int32Array, buckets: number): FeatureSums[] {
  return input.features.map(({ name, each }) => {
    const rows = new Float64Array(buckets)
    const sum = new Float64Array(buckets)
    const squares = new Float64Array(buckets)
    each((values, from) => {
      for (let i = 0; i < values.length; i++) {
        const bucket = bucketOf[from + i]
        const value = values[i]
        if (bucket < 0 || !Number.isFinite(value)) continue
        rows[bucket] += 1
        sum[bucket] += value
        squares[bucket] += value * value
      }
    })
    return { name, rows, sum, squares }
  })
}

/** The version that served most rows of each bucket. */
export function versionsOf(
  input: LoopRows,
  bucketOf: Int32Array,
  buckets: number,
): { readonly versions: readonly string[]; readonly versionOf: Int32Array } {
  const versionOf = new Int32Array(buckets).fill(-1)
  if (input.version === null) return { versions: [], versionOf }
  const { codes, values } = input.version
  if (values.length > 1_000) return { versions: [], versionOf }
  const counts = new Float64Array(buckets * values.length)
  for (let i = 0; i < input.rows; i++) {
    const bucket = bucketOf[i]
    if (bucket >= 0 && codes[i] >= 0) counts[bucket * values.length + codes[i]] += 1
  }
  for (let bucket = 0; bucket < buckets; bucket++) {
    let most = 0
    for (let code = 0; code < values.length; code++) {
      const count = counts[bucket * values.length + code]
      if (count > most) {
        most = count
        versionOf[bucket] = code
      }
    }
  }
  return { versions: values, versionOf }
}
