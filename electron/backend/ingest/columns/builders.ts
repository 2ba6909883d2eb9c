import type { ColumnStorage } from '#shared/domain/columns.ts'
import { type ChunkColumn, hasBit } from '../../store/chunks/columns.ts'
import { columnMemory, sharedFloats } from './memory.ts'
import { createStringBuilder } from './string-builder.ts'
import type { BooleanVector, NumberVector, StringVector } from './vectors.ts'

/** What the builder of a column learned about all values that it took. */
export type ColumnFacts = {
  readonly present: number
  readonly missing: number
  /** Distinct values added up over the chunks: exact for few, for many an upper bound or an estimate of one. */
  readonly distinct: number
  readonly meanLength: number
  readonly yesNo: boolean
}

/** Collects the rows of one column until they make a chunk. `keep` lists the rows to take; null takes all. */
export type ColumnBuilder<Vector> = {
  append(vector: Vector, rows: number, keep: Int32Array | null): void
  /** Rows for which the source has no such column. */
  appendMissing(rows: number): void
  /** The collected rows; the builder starts anew. */
  take(name: string): TakenColumn
  /** Bytes held, beyond what the number of rows says. */
  readonly bytes: number
  facts(): ColumnFacts
}

export type TakenColumn = {
  readonly column: ChunkColumn
  /** Tells that the column is not needed any more, so that its memory is filled again. */
  giveBack(): void
}

export type AnyBuilder =
  | { readonly storage: 'number' | 'timestamp'; readonly builder: ColumnBuilder<NumberVector> }
  | { readonly storage: 'boolean'; readonly builder: ColumnBuilder<BooleanVector> }
  | { readonly storage: 'string'; readonly builder: ColumnBuilder<StringVector> }

export function createBuilder(storage: ColumnStorage, capacity: number): AnyBuilder {
  switch (storage) {
    case 'number':
      return { storage, builder: createNumberBuilder(capacity) }
    case 'timestamp':
      return { storage, builder: createTimestampBuilder(capacity) }
    case 'boolean':
      return { storage, builder: createBooleanBuilder(capacity) }
    case 'string':
      return { storage, builder: createStringBuilder(capacity) }
  }
}

function createNumberBuilder(capacity: number): ColumnBuilder<NumberVector> {
  const memory = columnMemory(() => sharedFloats(capacity))
  let values = memory.next()
  const valid = new Uint8Array((capacity + 7) >> 3).fill(0xff)
  let rows = 0
  let missingHere = 0
  let present = 0
  let missing = 0
  const seen = { zero: false, one: false, other: false }
  const drop = (at: number) => {
    values[at] = 0
    valid[at >> 3] &= ~(1 << (at & 7))
    missingHere += 1
  }
  const look = (from: number, to: number) => {
    if (seen.other) return
    for (let at = from; at < to; at++) {
      const value = values[at]
      if (value === 0) seen.zero ||= hasBit(valid, at)
      else if (value === 1) seen.one = true
      else if (!Number.isNaN(value)) {
        seen.other = true
        return
      }
    }
  }
  return {
    append(vector, count, keep) {
      const from = rows
      if (keep === null) {
        values.set(vector.values.subarray(0, count), rows)
        if (vector.valid !== null) {
          for (let row = 0; row < count; row++) if (!hasBit(vector.valid, row)) drop(rows + row)
        }
        rows += count
      } else {
        for (const row of keep) {
          values[rows] = vector.values[row]
          if (vector.valid !== null && !hasBit(vector.valid, row)) drop(rows)
          rows += 1
        }
      }
      look(from, rows)
    },
    appendMissing(count) {
      for (let row = 0; row < count; row++) drop(rows + row)
      rows += count
    },
    take(name) {
      const column: ChunkColumn = {
        name,
        storage: 'number',
        values: values.subarray(0, rows),
        valid: missingHere === 0 ? null : valid.slice(0, (rows + 7) >> 3),
      }
      const taken = values
      values = memory.next()
      present += rows - missingHere
      missing += missingHere
      if (missingHere > 0) valid.fill(0xff)
      rows = 0
      missingHere = 0
      return { column, giveBack: () => memory.giveBack(taken) }
    },
    bytes: 0,
    facts: () => ({
      present,
      missing,
      distinct: seen.other ? Number.NaN : Number(seen.zero) + Number(seen.one),
      meanLength: 0,
      yesNo: seen.zero && seen.one && !seen.other,
    }),
  }
}

function createTimestampBuilder(capacity: number): ColumnBuilder<NumberVector> {
  const memory = columnMemory(() => sharedFloats(capacity))
  let values = memory.next()
  let rows = 0
  let present = 0
  let missing = 0
  return {
    append({ values: times, valid }, count, keep) {
      const length = keep === null ? count : keep.length
      for (let index = 0; index < length; index++) {
        const row = keep === null ? index : keep[index]
        const time = valid !== null && !hasBit(valid, row) ? Number.NaN : times[row]
        // Chunks hold whole milliseconds.
        values[rows] = Math.floor(time)
        if (Number.isNaN(time)) missing += 1
        rows += 1
      }
    },
    appendMissing(count) {
      values.fill(Number.NaN, rows, rows + count)
      rows += count
      missing += count
    },
    take(name) {
      const column: ChunkColumn = { name, storage: 'timestamp', values: values.subarray(0, rows) }
      const taken = values
      values = memory.next()
      present += rows
      rows = 0
      return { column, giveBack: () => memory.giveBack(taken) }
    },
    bytes: 0,
    facts: () => ({
      present: present - missing,
      missing,
      distinct: Number.NaN,
      meanLength: 0,
      yesNo: false,
    }),
  }
}

function createBooleanBuilder(capacity: number): ColumnBuilder<BooleanVector> {
  const memory = columnMemory(() => new Int8Array(new SharedArrayBuffer(capacity)))
  let values = memory.next()
  let rows = 0
  const counts = { no: 0, yes: 0, missing: 0 }
  const put = (value: number) => {
    values[rows] = value
    rows += 1
    if (value < 0) counts.missing += 1
    else if (value === 0) counts.no += 1
    else counts.yes += 1
  }
  return {
    append(vector, count, keep) {
      const length = keep === null ? count : keep.length
      for (let index = 0; index < length; index++) {
        const row = keep === null ? index : keep[index]
        const missing = vector.valid !== null && !hasBit(vector.valid, row)
        put(missing ? -1 : vector.values[row] === 0 ? 0 : 1)
      }
    },
    appendMissing(count) {
      for (let row = 0; row < count; row++) put(-1)
    },
    take(name) {
      const column: ChunkColumn = { name, storage: 'boolean', values: values.subarray(0, rows) }
      const taken = values
      values = memory.next()
      rows = 0
      return { column, giveBack: () => memory.giveBack(taken) }
    },
    bytes: 0,
    facts: () => ({
      present: counts.no + counts.yes,
      missing: counts.missing,
      distinct: Number(counts.no > 0) + Number(counts.yes > 0),
      meanLength: 0,
      yesNo: counts.no > 0 && counts.yes > 0,
    }),
  }
}
