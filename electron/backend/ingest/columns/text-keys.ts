import { hash } from 'node:crypto'
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
    bytesOf.set(hash('md5', bytes, 'buffer').subarray(0, INLINE_BYTES), row * 16 + 4)
  }
  return { keys, valid, text: (row) => texts[row] ?? '' }
}
