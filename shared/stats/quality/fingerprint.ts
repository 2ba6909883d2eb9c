/**
 * A running 64-bit fingerprint of a column in row order (two independent 32-bit FNV-1a-like hashes). Columns with the
 * same values in the same rows have the same fingerprint; chance makes others agree once in 10^19 pairs.
 */
export interface ColumnFingerprint {
  low: number
  high: number
  rows: number
}

const bits = new Float64Array(1)
const words = new Uint32Array(bits.buffer)

export const createFingerprint = (): ColumnFingerprint => ({ low: 0x811c9dc5, high: 0x9e3779b9, rows: 0 })

function mix(print: ColumnFingerprint, word: number): void {
  let low = Math.imul(print.low ^ word, 0x01000193)
  low ^= low >>> 15
  let high = Math.imul((print.high + word) | 0, 0x85ebca6b)
  high = Math.imul(high ^ (high >>> 13) ^ low, 0xc2b2ae35)
  print.low = low
  print.high = high ^ (high >>> 16)
}

/** Adds a row's number; NaN is a missing value, −0 is 0. */
export function addNumber(print: ColumnFingerprint, value: number): void {
  bits[0] = Number.isNaN(value) ? Number.NaN : value === 0 ? 0 : value
  mix(print, words[0])
  mix(print, words[1])
  print.rows += 1
}

/** Adds a row's text. */
export function addText(print: ColumnFingerprint, value: string): void {
  mix(print, value.length)
  for (let i = 0; i < value.length; i++) mix(print, value.charCodeAt(i))
  print.rows += 1
}

/** Adds a row without a value. */
export function addMissing(print: ColumnFingerprint): void {
  addNumber(print, Number.NaN)
}

export function fingerprintText({ low, high, rows }: ColumnFingerprint): string {
  const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, '0')
  return `${hex(high)}${hex(low)}-${rows}`
}

/** Groups of columns with the same fingerprint, in the order given; constant columns should be left out before. */
export function duplicateColumns(fingerprints: ReadonlyMap<string, string>): string[][] {
  const groups = new Map<string, string[]>()
  for (const [column, print] of fingerprints) {
    const group = groups.get(print)
    if (group === undefined) groups.set(print, [column])
    else group.push(column)
  }
  return [...groups.values()].filter((group) => group.length > 1)
}

export type ConstantKind = 'all_missing' | 'constant' | null

/** Whether a column says nothing: no value at all, or one value in all of at least two rows that have one. */
export function constantColumn(distinct: number, present: number): ConstantKind {
  if (present === 0) return 'all_missing'
  return distinct === 1 && present > 1 ? 'constant' : null
}
