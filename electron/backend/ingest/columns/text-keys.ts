import { INLINE_BYTES, type StringVector } from './vectors.ts'

const encoder = new TextEncoder()

/** JavaScript texts as a vector; null is missing. */
export function keysOfTexts(texts: readonly (string | null)[]): StringVector {
  const keys = new Uint32Array(texts.length * 4)
  const bytesOf = new Uint8Array(keys.buffer)
  const valid = new Uint8Array((texts.length + 7) >> 3)
  for (const [row, text] of texts.entries()) {
    if (text === null) continue
    valid[row >> 3] |= 1 << (row & 7)
    const bytes = encoder.encode(text)
    keys[row * 4] = bytes.length
    if (bytes.length <= INLINE_BYTES) {
      bytesOf.set(bytes, row * 16 + 4)
      continue
    }
    bytesOf.set(bytes.subarray(0, 4), row * 16 + 4)
    // FNV-1a in two lanes with different offsets.
    let low = 0x811c9dc5
    let high = 0x01000193
    for (const byte of bytes) {
      low = Math.imul(low ^ byte, 0x01000193)
      high = Math.imul(high ^ byte ^ (low >>> 17), 0x85ebca6b)
    }
    keys[row * 4 + 2] = low
    keys[row * 4 + 3] = high
  }
  return { keys, valid, text: (row) => texts[row] ?? '' }
}
