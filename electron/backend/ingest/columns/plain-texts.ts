import type { Utf8Values } from '../../store/chunks/columns.ts'
import { columnMemory, sharedBytes, sharedIntegers } from './memory.ts'
import { INLINE_BYTES } from './vectors.ts'

/** The texts of rows one after the other, as UTF-8, whether they repeat or not. */
export type PlainTexts = {
  /** Bytes of all texts. */
  readonly bytes: number
  /** The text of `row` from its key, or from `text` where it is longer than that. */
  add(keys: Uint32Array, row: number, text: (row: number) => string): void
  addMissing(): void
  /** What was added, until it is given back; begins anew. `valid` is null where nothing is missing. */
  take(): { readonly values: Utf8Values; readonly valid: Uint8Array | null; readonly giveBack: () => void }
}

export function createPlainTexts(capacity: number): PlainTexts {
  const memory = columnMemory(() => ({ offsets: sharedIntegers(capacity + 1), texts: sharedBytes(1 << 16) }))
  const valid = new Uint8Array((capacity + 7) >> 3)
  const encoder = new TextEncoder()
  let { offsets, texts } = memory.next()
  let rows = 0
  let missing = 0
  let bytes = 0
  let view: Uint8Array = new Uint8Array()
  const room = (more: number) => {
    if (bytes + more <= texts.length) return
    const longer = sharedBytes(Math.max(texts.length * 2, bytes + more))
    longer.set(texts)
    texts = longer
  }
  return {
    get bytes() {
      return bytes
    },
    add(keys, row, text) {
      const length = keys[row * 4]
      if (length <= INLINE_BYTES) {
        if (view.buffer !== keys.buffer || view.byteOffset !== keys.byteOffset) {
          view = new Uint8Array(keys.buffer, keys.byteOffset, keys.byteLength)
        }
        room(INLINE_BYTES)
        const from = row * 16 + 4
        for (let byte = 0; byte < length; byte++) texts[bytes + byte] = view[from + byte]
        bytes += length
      } else {
        const long = text(row)
        room(long.length * 3)
        bytes += encoder.encodeInto(long, texts.subarray(bytes)).written
      }
      valid[rows >> 3] |= 1 << (rows & 7)
      rows += 1
      offsets[rows] = bytes
    },
    addMissing() {
      missing += 1
      rows += 1
      offsets[rows] = bytes
    },
    take() {
      const taken = { offsets, texts }
      const values = { offsets: offsets.subarray(0, rows + 1), bytes: texts.subarray(0, bytes) }
      const present = missing === 0 ? null : valid.slice(0, (rows + 7) >> 3)
      ;({ offsets, texts } = memory.next())
      valid.fill(0)
      rows = 0
      missing = 0
      bytes = 0
      return { values, valid: present, giveBack: () => memory.giveBack(taken) }
    },
  }
}
