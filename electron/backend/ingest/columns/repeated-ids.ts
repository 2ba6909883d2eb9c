import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { hasBit } from '../../store/chunks/columns.ts'
import type { RowKeys } from './row-keys.ts'

/** Finds the rows whose identifier a row before them has, within one group where there are groups, in bounded memory. */
export type RepeatedIds = {
  /**
   * Takes the next rows that are stored: all of `rows`, or those in `keep`. Rows without an identifier repeat none; rows
   * without a group are one more group.
   */
  add(ids: RowKeys, rows: number, keep: Int32Array | null, groups?: RowKeys | null): void
  /** Rows without such a column. */
  skip(rows: number): void
  /** Numbers of the rows to drop, counted over all rows taken, ascending; `onPart` is called before each of `parts`. */
  find(onPart?: (done: number, parts: number) => void): Uint32Array
  close(): void
}

const PARTITIONS = 256
const KEY_WORDS = 4
const BUFFERED = 4_096

type Block = { readonly at: number; readonly entries: number }

/**
 * Rows are put into partitions by their key; a partition whose buffer is full goes to a file at `path`. At the end one
 * partition at a time is in memory. Rows keep their order within a partition, so the first one stays. An entry is the key of the identifier, that of its group where rows are `grouped`, and the number of the row.
 */
export function createRepeatedIds(
  path: string,
  { grouped = false, buffered = BUFFERED }: { readonly grouped?: boolean; readonly buffered?: number } = {},
): RepeatedIds {
  const keyWords = grouped ? KEY_WORDS * 2 : KEY_WORDS
  const words = keyWords + 1
  const size = buffered * words
  const entry = new Uint32Array(words)
  const buffers = new Uint32Array(PARTITIONS * size)
  const filled = new Uint32Array(PARTITIONS)
  const blocks: Block[][] = Array.from({ length: PARTITIONS }, () => [])
  let file: number | null = null
  let written = 0
  let taken = 0

  const spill = (partition: number) => {
    file ??= openSync(path, 'w+')
    const from = partition * size
    const bytes = new Uint8Array(buffers.buffer, from * 4, filled[partition] * words * 4)
    for (let done = 0; done < bytes.length; )
      done += writeSync(file, bytes, done, bytes.length - done, written + done)
    blocks[partition].push({ at: written, entries: filled[partition] })
    written += bytes.length
    filled[partition] = 0
  }

  const put = () => {
    const partition = mix(entry, 0, keyWords) >>> 24
    const place = partition * size + filled[partition] * words
    for (let word = 0; word < words; word++) buffers[place + word] = entry[word]
    filled[partition] += 1
    if (filled[partition] === buffered) spill(partition)
  }

  const entriesOf = (partition: number): Uint32Array => {
    const own = buffers.subarray(partition * size, partition * size + filled[partition] * words)
    if (file === null || blocks[partition].length === 0) return own
    const spilled = blocks[partition].reduce((sum, { entries }) => sum + entries, 0) * words
    const all = new Uint32Array(spilled + own.length)
    const bytes = new Uint8Array(all.buffer)
    let at = 0
    for (const block of blocks[partition]) {
      const end = at + block.entries * words * 4
      for (let read = at; read < end; ) {
        const count = readSync(file, bytes, read, end - read, block.at + read - at)
        if (count === 0) throw new RangeError('The file of identifiers is cut short.')
        read += count
      }
      at = end
    }
    all.set(own, spilled)
    return all
  }

  return {
    add(ids, rows, keep, groups = null) {
      const length = keep === null ? rows : keep.length
      for (let index = 0; index < length; index++) {
        const row = keep === null ? index : keep[index]
        if (!isPresent(ids, row)) continue
        const hasGroup = groups !== null && isPresent(groups, row)
        for (let word = 0; word < KEY_WORDS; word++) {
          entry[word] = ids.keys[row * KEY_WORDS + word]
          if (grouped) entry[KEY_WORDS + word] = hasGroup ? groups.keys[row * KEY_WORDS + word] : 0
        }
        entry[keyWords] = taken + index
        put()
      }
      taken += length
    },
    skip(rows) {
      taken += rows
    },
    find(onPart = () => {}) {
      const found = Array.from({ length: PARTITIONS }, (_, partition) => {
        onPart(partition, PARTITIONS)
        return repeatedIn(entriesOf(partition), keyWords)
      })
      const rows = new Uint32Array(found.reduce((sum, part) => sum + part.length, 0))
      let at = 0
      for (const part of found) {
        rows.set(part, at)
        at += part.length
      }
      return rows.sort()
    },
    close() {
      if (file === null) return
      closeSync(file)
      rmSync(path, { force: true })
    },
  }
}

function isPresent({ keys, valid }: RowKeys, row: number): boolean {
  return keys[row * KEY_WORDS] !== 0 && (valid === null || hasBit(valid, row))
}

function repeatedIn(entries: Uint32Array, keyWords: number): Uint32Array {
  const words = keyWords + 1
  const count = entries.length / words
  let slots = 16
  while (slots < count * 2) slots *= 2
  const table = new Int32Array(slots)
  const repeated: number[] = []
  for (let entry = 0; entry < count; entry++) {
    const at = entry * words
    // The highest bits chose the partition.
    for (let slot = mix(entries, at, keyWords) & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
      const other = table[slot] - 1
      if (other < 0) {
        table[slot] = entry + 1
        break
      }
      if (sameKey(entries, other * words, at, keyWords)) {
        repeated.push(entries[at + keyWords])
        break
      }
    }
  }
  return Uint32Array.from(repeated)
}

function sameKey(entries: Uint32Array, a: number, b: number, keyWords: number): boolean {
  for (let word = 0; word < keyWords; word++) if (entries[a + word] !== entries[b + word]) return false
  return true
}

function mix(keys: Uint32Array, at: number, keyWords: number): number {
  let mixed = 0x9e3779b9
  for (let word = 0; word < keyWords; word++) mixed = finish(mixed ^ keys[at + word])
  return mixed >>> 0
}

function finish(word: number): number {
  const half = Math.imul(word ^ (word >>> 16), 0x7feb352d)
  const whole = Math.imul(half ^ (half >>> 15), 0x846ca68b)
  return whole ^ (whole >>> 16)
}
