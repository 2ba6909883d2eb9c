import type { RowHashes } from './row-hashes.ts'

/** How many rows of a log repeat an earlier one. */
export interface RowRepeats {
  readonly rows: number
  /** Rows beyond the first of each group of equal ones; an estimate where not `exact`. */
  readonly repeats: number
  /** Groups of two or more equal rows; an estimate where not `exact`. */
  readonly groups: number
  /** Rows of the largest group that was counted. */
  readonly largest: number
  /** Whether every distinct row was counted. */
  readonly exact: boolean
}

/** Counts of distinct hashes in an open-addressing table that never grows beyond a number of slots. */
export interface RepeatCounter {
  rows: number
  /** Only hashes whose lowest `level` bits are zero are kept: one distinct row in 2^level. */
  level: number
  kept: number
  low: Uint32Array
  high: Uint32Array
  counts: Uint32Array
  readonly mostSlots: number
}

/** 2 million distinct rows, 48 MiB. */
const MOST_SLOTS = 1 << 22
const FIRST_SLOTS = 1 << 12

export function createRepeatCounter(mostSlots: number = MOST_SLOTS): RepeatCounter {
  const slots = Math.min(FIRST_SLOTS, mostSlots)
  return { rows: 0, level: 0, kept: 0, ...table(slots), mostSlots }
}

function table(slots: number): Pick<RepeatCounter, 'low' | 'high' | 'counts'> {
  return { low: new Uint32Array(slots), high: new Uint32Array(slots), counts: new Uint32Array(slots) }
}

function put(counter: RepeatCounter, low: number, high: number, count: number): void {
  const mask = counter.counts.length - 1
  let slot = high & mask
  while (counter.counts[slot] > 0 && (counter.low[slot] !== low || counter.high[slot] !== high)) {
    slot = (slot + 1) & mask
  }
  if (counter.counts[slot] === 0) {
    counter.low[slot] = low
    counter.high[slot] = high
    counter.kept += 1
  }
  counter.counts[slot] += count
}

/** Doubles the table, or, where it may not grow, keeps every other distinct row. */
function makeRoom(counter: RepeatCounter): void {
  const { low, high, counts } = counter
  const slots = counts.length
  if (slots < counter.mostSlots) Object.assign(counter, table(slots * 2))
  else {
    counter.level += 1
    Object.assign(counter, table(slots))
  }
  counter.kept = 0
  const sampled = 2 ** counter.level - 1
  for (let slot = 0; slot < slots; slot++) {
    if (counts[slot] > 0 && (low[slot] & sampled) === 0) put(counter, low[slot], high[slot], counts[slot])
  }
}

/** Counts the first `rows` hashes. */
export function countRows(counter: RepeatCounter, { low, high }: RowHashes, rows = low.length): void {
  for (let row = 0; row < rows; row++) {
    if ((low[row] & (2 ** counter.level - 1)) !== 0) continue
    put(counter, low[row], high[row], 1)
    while (counter.kept * 2 > counter.counts.length) makeRoom(counter)
  }
  counter.rows += rows
}

/**
 * What was counted. A table that may not grow counts a random part of the distinct rows, each with all its copies,
 * and scales up: memory is bounded whatever the log holds.
 *
 * Source: Gibbons (2001), Distinct sampling for highly-accurate answers to distinct values queries.
 */
export function rowRepeats({ rows, level, counts }: RepeatCounter): RowRepeats {
  let repeats = 0
  let groups = 0
  let largest = 0
  for (let slot = 0; slot < counts.length; slot++) {
    const count = counts[slot]
    if (count > largest) largest = count
    if (count < 2) continue
    repeats += count - 1
    groups += 1
  }
  const scale = 2 ** level
  return {
    rows,
    repeats: Math.min(Math.max(0, rows - 1), repeats * scale),
    groups: groups * scale,
    largest,
    exact: level === 0,
  }
}
