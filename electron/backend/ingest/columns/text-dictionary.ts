import type { Utf8Values } from '../../store/chunks/columns.ts'
import { INLINE_BYTES } from './vectors.ts'

/** Distinct texts, numbered in the order in which they came, kept as UTF-8 and found by their keys. */
export type TextDictionary = {
  readonly size: number
  /** Bytes of all texts. */
  readonly bytes: number
  /** The number of the text with the key of `row`; `text` is asked only for a text that is new and long. */
  codeOf(keys: Uint32Array, row: number, text: (row: number) => string): number
  textOf(code: number): string
  /** All texts; valid until the next `codeOf`. */
  values(): Utf8Values
  /** The texts of rows one after the other, missing ones (−1) empty. */
  spread(codes: Int32Array, rows: number): { values: Utf8Values; valid: Uint8Array | null }
  clear(): void
}

const FIRST_SLOTS = 1 << 10

export function createTextDictionary(): TextDictionary {
  let slots = new Int32Array(FIRST_SLOTS)
  let keysOf = new Uint32Array(FIRST_SLOTS * 2)
  let offsets = new Int32Array(FIRST_SLOTS)
  let texts = new Uint8Array(1 << 14)
  let size = 0
  let bytes = 0
  const encoder = new TextEncoder()
  const decoder = new TextDecoder()

  const place = (length: number, a: number, b: number, c: number): number => {
    const mask = slots.length - 1
    let slot = mix(length, a, b, c) & mask
    for (;;) {
      const code = slots[slot] - 1
      if (code < 0) return slot
      const key = code * 4
      if (keysOf[key] === length && keysOf[key + 1] === a && keysOf[key + 2] === b && keysOf[key + 3] === c) {
        return slot
      }
      slot = (slot + 1) & mask
    }
  }
  const grow = () => {
    slots = new Int32Array(slots.length * 2)
    keysOf = extended(keysOf, slots.length * 2, Uint32Array)
    offsets = extended(offsets, slots.length, Int32Array)
    for (let code = 0; code < size; code++) {
      const key = code * 4
      slots[place(keysOf[key], keysOf[key + 1], keysOf[key + 2], keysOf[key + 3])] = code + 1
    }
  }
  const room = (more: number) => {
    if (bytes + more <= texts.length) return
    texts = extended(texts, Math.max(texts.length * 2, bytes + more), Uint8Array)
  }

  return {
    get size() {
      return size
    },
    get bytes() {
      return bytes
    },
    codeOf(keys, row, text) {
      const at = row * 4
      const length = keys[at]
      const a = keys[at + 1]
      const b = keys[at + 2]
      const c = keys[at + 3]
      let slot = place(length, a, b, c)
      const found = slots[slot] - 1
      if (found >= 0) return found
      if ((size + 1) * 2 > slots.length) {
        grow()
        slot = place(length, a, b, c)
      }
      slots[slot] = size + 1
      keysOf.set([length, a, b, c], size * 4)
      room(length)
      if (length <= INLINE_BYTES) {
        texts.set(new Uint8Array(keys.buffer, keys.byteOffset + at * 4 + 4, length), bytes)
        bytes += length
      } else {
        const long = text(row)
        room(long.length * 3)
        bytes += encoder.encodeInto(long, texts.subarray(bytes)).written
      }
      offsets[size + 1] = bytes
      size += 1
      return size - 1
    },
    textOf: (code) => decoder.decode(texts.subarray(offsets[code], offsets[code + 1])),
    values: () => ({ offsets: offsets.subarray(0, size + 1), bytes: texts.subarray(0, bytes) }),
    spread(codes, rows) {
      const starts = new Int32Array(rows + 1)
      const valid = new Uint8Array((rows + 7) >> 3)
      let length = 0
      let missing = 0
      for (let row = 0; row < rows; row++) {
        const code = codes[row]
        if (code >= 0) {
          length += offsets[code + 1] - offsets[code]
          valid[row >> 3] |= 1 << (row & 7)
        } else missing += 1
        starts[row + 1] = length
      }
      const all = new Uint8Array(length)
      for (let row = 0; row < rows; row++) {
        const code = codes[row]
        if (code >= 0) all.set(texts.subarray(offsets[code], offsets[code + 1]), starts[row])
      }
      return { values: { offsets: starts, bytes: all }, valid: missing === 0 ? null : valid }
    },
    clear() {
      slots.fill(0)
      size = 0
      bytes = 0
    },
  }
}

function mix(length: number, a: number, b: number, c: number): number {
  let hash = Math.imul(length ^ 0x9e3779b9, 0x85ebca6b) ^ a
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) ^ b
  hash = Math.imul(hash ^ (hash >>> 13), 0x297a2d39) ^ c
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return hash ^ (hash >>> 15)
}

type Growable = Int32Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>

function extended<T extends Growable>(array: T, length: number, make: new (length: number) => T): T {
  const longer = new make(length)
  longer.set(array)
  return longer
}
