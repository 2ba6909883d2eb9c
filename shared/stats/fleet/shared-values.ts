/** Values of some rows, chosen by their keys alone so that two models choose the same ones. */
export interface RowSample {
  /** Hashes of the keys, ascending. */
  readonly keys: Float64Array
  readonly columns: readonly { readonly name: string; readonly values: Float64Array }[]
}

const LEAST_COMMON = 50
const LEAST_DIFFERENT = 10
/** Part of the common rows that have to be equal. */
const EQUAL = 0.95

/** A 53-bit hash of the UTF-8 bytes[from, to) of a key: two 32-bit FNV-1a streams. */
export function keyHash(bytes: Uint8Array, from = 0, to = bytes.length): number {
  let a = 0x811c9dc5
  let b = 0x01000193
  for (let i = from; i < to; i++) {
    a = Math.imul(a ^ bytes[i], 0x01000193)
    b = Math.imul(b ^ (bytes[i] + i - from), 0x85ebca6b)
    b ^= b >>> 13
  }
  return (a >>> 0) * 2_097_152 + ((b >>> 0) & 0x1fffff)
}

/** Below this are all finite hashes. */
const HASHES = 2 ** 53

/** Rows of the `most` smallest different hashes, the first row of each, by ascending hash. */
export function smallestKeys(hashes: Float64Array, most: number): Uint32Array {
  // Hashes are even: the smallest of so many rows lie below a limit that is known before, where keys do not repeat.
  for (let limit = ((1.2 * most + 1_000) / Math.max(1, hashes.length)) * HASHES; ; limit *= 4) {
    const kept = smallestBelow(hashes, Math.min(limit, HASHES), most)
    if (kept.length === most || limit >= HASHES) return kept
  }
}

function smallestBelow(hashes: Float64Array, limit: number, most: number): Uint32Array {
  const first = new Map<number, number>()
  for (let row = 0; row < hashes.length; row++) {
    if (hashes[row] < limit && !first.has(hashes[row])) first.set(hashes[row], row)
  }
  const sorted = Float64Array.from(first.keys()).sort()
  return Uint32Array.from(sorted.subarray(0, most), (hash) => first.get(hash) ?? 0)
}

/** Pairs of places in two ascending lists of keys that are equal. */
export function commonKeys(first: Float64Array, second: Float64Array): [number, number][] {
  const pairs: [number, number][] = []
  let i = 0
  let j = 0
  while (i < first.length && j < second.length) {
    if (first[i] === second[j]) pairs.push([i++, j++])
    else if (first[i] < second[j]) i += 1
    else j += 1
  }
  return pairs
}

/** Columns of `second` that hold the values of column `name` of `first` on the rows that both have. */
export function equalColumns(first: RowSample, name: string, second: RowSample): string[] {
  const output = first.columns.find((column) => column.name === name)?.values
  if (output === undefined) return []
  const pairs = commonKeys(first.keys, second.keys)
  const mostUnequal = (1 - EQUAL) * pairs.length
  return second.columns.flatMap(({ name: column, values }) => {
    let [known, equal] = [0, 0]
    const different = new Set<number>()
    for (const [i, j] of pairs) {
      // Even if all that are left were equal.
      if (known - equal > mostUnequal) return []
      const a = output[i]
      const b = values[j]
      if (Number.isNaN(a) || Number.isNaN(b)) continue
      known += 1
      if (different.size < LEAST_DIFFERENT) different.add(a)
      if (Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b))) equal += 1
    }
    return known >= LEAST_COMMON && different.size >= LEAST_DIFFERENT && equal >= EQUAL * known
      ? [column]
      : []
  })
}
