/**
 * Running 64-bit hashes of rows, one column at a time: two 32-bit lanes a row. Rows with the same values in the same
 * columns have the same hash; chance makes two of a million others agree once in some 10^7 logs.
 */
export interface RowHashes {
  readonly low: Uint32Array
  readonly high: Uint32Array
}

const SEED_LOW = 0x811c9dc5
const SEED_HIGH = 0x9e3779b9

const bits = new Float64Array(1)
const words = new Uint32Array(bits.buffer)

export function createRowHashes(rows: number): RowHashes {
  return { low: new Uint32Array(rows).fill(SEED_LOW), high: new Uint32Array(rows).fill(SEED_HIGH) }
}

function mixInto({ low, high }: RowHashes, row: number, first: number, second: number): void {
  let a = Math.imul(low[row] ^ first, 0x01000193) ^ second
  a = Math.imul(a ^ (a >>> 15), 0x85ebca6b)
  let b = Math.imul((high[row] + second) | 0, 0xc2b2ae35) + first
  b = Math.imul(b ^ (b >>> 13), 0x27d4eb2f) ^ a
  low[row] = a ^ (a >>> 16)
  high[row] = b ^ (b >>> 15)
}

/** Adds a column of numbers, one a row; NaN is a missing value, −0 is 0. */
export function addNumbers(hashes: RowHashes, values: ArrayLike<number>): void {
  for (let row = 0; row < values.length; row++) {
    const value = values[row]
    bits[0] = Number.isNaN(value) ? Number.NaN : value === 0 ? 0 : value
    mixInto(hashes, row, words[0], words[1])
  }
}

function hashText(text: string): readonly [number, number] {
  let a = SEED_LOW ^ text.length
  let b = SEED_HIGH
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 0x01000193)
    b = Math.imul(b + unit, 0x85ebca6b)
    b ^= b >>> 13
  }
  return [a ^ (a >>> 15), b]
}

/** Adds a column of texts as codes into distinct `texts`; −1 is a missing value. */
export function addTexts(hashes: RowHashes, codes: ArrayLike<number>, texts: readonly string[]): void {
  const first = new Int32Array(texts.length + 1)
  const second = new Int32Array(texts.length + 1)
  for (let code = 0; code < texts.length; code++) {
    const [a, b] = hashText(texts[code])
    first[code + 1] = a
    second[code + 1] = b
  }
  for (let row = 0; row < codes.length; row++) {
    mixInto(hashes, row, first[codes[row] + 1], second[codes[row] + 1])
  }
}
