/** UTF-8 texts end to end: text `i` is `bytes[offsets[i] … offsets[i + 1])`; `offsets` has one more element. */
export type Utf8Values = { readonly offsets: Int32Array; readonly bytes: Uint8Array }

/**
 * One column of a chunk as it is written. Bitmaps are Arrow's: least significant bit first, 1 means present,
 * null means that no value is missing.
 */
export type ChunkColumn = { readonly name: string } & (
  | { readonly storage: 'number'; readonly values: Float64Array; readonly valid: Uint8Array | null }
  /** UTC milliseconds, NaN where missing. */
  | { readonly storage: 'timestamp'; readonly values: Float64Array }
  /** 0, 1, or −1 where missing. */
  | { readonly storage: 'boolean'; readonly values: Int8Array }
  /** Codes into the dictionary, −1 where missing. */
  | {
      readonly storage: 'string'
      readonly encoding: 'dictionary'
      readonly codes: Int32Array
      readonly dictionary: Utf8Values
    }
  /** One text a row, for columns in which nearly all differ. */
  | {
      readonly storage: 'string'
      readonly encoding: 'plain'
      readonly values: Utf8Values
      readonly valid: Uint8Array | null
    }
)

/** Whether bit `index` of an Arrow bitmap is set. */
export function hasBit(bitmap: Uint8Array, index: number): boolean {
  return (((bitmap[index >> 3] ?? 0) >> (index & 7)) & 1) === 1
}

/** Number of set bits among the first `length` of an Arrow bitmap. */
export function countBits(bitmap: Uint8Array, length: number): number {
  let count = 0
  const whole = length >> 3
  for (let index = 0; index < whole; index++) count += BITS_SET[bitmap[index] ?? 0] ?? 0
  for (let index = whole * 8; index < length; index++) if (hasBit(bitmap, index)) count += 1
  return count
}

const BITS_SET = Uint8Array.from({ length: 256 }, (_, byte) => {
  let count = 0
  for (let rest = byte; rest !== 0; rest >>= 1) count += rest & 1
  return count
})
