import { hasBit } from '../../store/chunks/columns.ts'
import type { StringVector } from './vectors.ts'

/** Remembers identifiers, 8 bytes each beside the free room of the table. */
export type SeenIds = {
  /**
   * The rows to keep out of those that were to be kept: the ones whose identifier was not there before, and the ones
   * without any. Null when all of `rows` stay.
   */
  keepNew(ids: StringVector, rows: number, keep: Int32Array | null): Int32Array | null
  readonly repeated: number
}

const FIRST_SLOTS = 1 << 16
const MOST_FULL = 0.7

/**
 * Identifiers are told apart by 64 bits of their keys: among 10 million of them, two different ones are taken for
 * one with a probability of 3 in a million.
 */
export function createSeenIds(): SeenIds {
  let slots = new Uint32Array(FIRST_SLOTS * 2)
  let size = 0
  let repeated = 0

  const add = (low: number, high: number): boolean => {
    const mask = slots.length / 2 - 1
    let slot = low & mask
    for (;;) {
      const a = slots[slot * 2]
      const b = slots[slot * 2 + 1]
      if (a === 0 && b === 0) {
        slots[slot * 2] = low
        slots[slot * 2 + 1] = high
        size += 1
        return true
      }
      if (a === low && b === high) return false
      slot = (slot + 1) & mask
    }
  }
  const grow = () => {
    const old = slots
    slots = new Uint32Array(old.length * 2)
    size = 0
    for (let at = 0; at < old.length; at += 2)
      if (old[at] !== 0 || old[at + 1] !== 0) add(old[at], old[at + 1])
  }

  return {
    keepNew({ keys, valid }, rows, keep) {
      const length = keep === null ? rows : keep.length
      const kept = new Int32Array(length)
      let count = 0
      for (let index = 0; index < length; index++) {
        const row = keep === null ? index : keep[index]
        const at = row * 4
        if (keys[at] !== 0 && (valid === null || hasBit(valid, row))) {
          if (size + 1 > (slots.length / 2) * MOST_FULL) grow()
          const low = mix(keys[at], keys[at + 1], keys[at + 2], keys[at + 3], 0x9e3779b9)
          const high = mix(keys[at + 3], keys[at + 2], keys[at + 1], keys[at], 0x7feb352d)
          // Zero marks a free slot.
          if (!add((low | (high === 0 ? 1 : 0)) >>> 0, high)) {
            repeated += 1
            continue
          }
        }
        kept[count] = row
        count += 1
      }
      return count === rows ? null : kept.subarray(0, count)
    },
    get repeated() {
      return repeated
    },
  }
}

function mix(a: number, b: number, c: number, d: number, seed: number): number {
  return finish(finish(finish(finish(seed ^ a) ^ b) ^ c) ^ d) >>> 0
}

function finish(word: number): number {
  const half = Math.imul(word ^ (word >>> 16), 0x7feb352d)
  const whole = Math.imul(half ^ (half >>> 15), 0x846ca68b)
  return whole ^ (whole >>> 16)
}
