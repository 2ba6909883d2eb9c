import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { hasBit } from '../../store/chunks/columns.ts'
import type { StringVector } from './vectors.ts'

/** Finds the rows whose identifier a row before them has, in bounded memory. */
export type RepeatedIds = {
  /** Takes the next rows that are stored: all of `rows`, or those in `keep`. Rows without an identifier repeat none. */
  add(ids: StringVector, rows: number, keep: Int32Array | null): void
  /** Rows without such a column. */
  skip(rows: number): void
  /** Numbers of the rows to drop, counted over all rows taken, ascending. */
  find(): Uint32Array
  close(): void
}

const PARTITIONS = 256
/** Four words of the key, one for the number of the row. */
const WORDS = 5
const BUFFERED = 4_096

type Block = { readonly at: number; readonly entries: number }

/**
 * Rows are put into partitions by their key; a partition whose buffer is full goes to a file at `path`. At the end one
 * partition at a time is in memory. Rows keep their order within a partition, so the first one stays.
 */
export function createRepeatedIds(path: string, buffered = BUFFERED): RepeatedIds {
  const size = buffered * WORDS
  const buffers = new Uint32Array(PARTITIONS * size)
  const filled = new Uint32Array(PARTITIONS)
  const blocks: Block[][] = Array.from({ length: PARTITIONS }, () => [])
  let file: number | null = null
  let written = 0
  let taken = 0

  const spill = (partition: number) => {
    file ??= openSync(path, 'w+')
    const from = partition * size
    const bytes = new Uint8Array(buffers.buffer, from * 4, filled[partition] * WORDS * 4)
    for (let done = 0; done < bytes.length; )
      done += writeSync(file, bytes, done, bytes.length - done, written + done)
    blocks[partition].push({ at: written, entries: filled[partition] })
    written += bytes.length
    filled[partition] = 0
  }

  const put = (keys: Uint32Array, at: number, row: number) => {
    const partition = mix(keys, at) >>> 24
    const place = partition * size + filled[partition] * WORDS
    buffers[place] = keys[at]
    buffers[place + 1] = keys[at + 1]
    buffers[place + 2] = keys[at + 2]
    buffers[place + 3] = keys[at + 3]
    buffers[place + 4] = row
    filled[partition] += 1
    if (filled[partition] === buffered) spill(partition)
  }

  const entriesOf = (partition: number): Uint32Array => {
    const own = buffers.subarray(partition * size, partition * size + filled[partition] * WORDS)
    if (file === null || blocks[partition].length === 0) return own
    const spilled = blocks[partition].reduce((sum, { entries }) => sum + entries, 0) * WORDS
    const all = new Uint32Array(spilled + own.length)
    const bytes = new Uint8Array(all.buffer)
    let at = 0
    for (const block of blocks[partition]) {
      const end = at + block.entries * WORDS * 4
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
    add({ keys, valid }, rows, keep) {
      const length = keep === null ? rows : keep.length
      for (let index = 0; index < length; index++) {
        const row = keep === null ? index : keep[index]
        const at = row * 4
        if (keys[at] !== 0 && (valid === null || hasBit(valid, row))) put(keys, at, taken + index)
      }
      taken += length
    },
    skip(rows) {
      taken += rows
    },
    find() {
      const found = Array.from({ length: PARTITIONS }, (_, partition) => repeatedIn(entriesOf(partition)))
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

function repeatedIn(entries: Uint32Array): Uint32Array {
  const count = entries.length / WORDS
  let slots = 16
  while (slots < count * 2) slots *= 2
  const table = new Int32Array(slots)
  const repeated: number[] = []
  for (let entry = 0; entry < count; entry++) {
    const at = entry * WORDS
    // The highest bits chose the partition.
    for (let slot = mix(entries, at) & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
      const other = table[slot] - 1
      if (other < 0) {
        table[slot] = entry + 1
        break
      }
      if (sameKey(entries, other * WORDS, at)) {
        repeated.push(entries[at + 4])
        break
      }
    }
  }
  return Uint32Array.from(repeated)
}

function sameKey(entries: Uint32Array, a: number, b: number): boolean {
  return (
    entries[a] === entries[b] &&
    entries[a + 1] === entries[b + 1] &&
    entries[a + 2] === entries[b + 2] &&
    entries[a + 3] === entries[b + 3]
  )
}

function mix(keys: Uint32Array, at: number): number {
  return (
    finish(finish(finish(finish(0x9e3779b9 ^ keys[at]) ^ keys[at + 1]) ^ keys[at + 2]) ^ keys[at + 3]) >>> 0
  )
}

function finish(word: number): number {
  const half = Math.imul(word ^ (word >>> 16), 0x7feb352d)
  const whole = Math.imul(half ^ (half >>> 15), 0x846ca68b)
  return whole ^ (whole >>> 16)
}
