import type { DuckDBDataChunk, DuckDBVector } from '@duckdb/node-api'
import { AppError } from '#shared/domain/errors.ts'
import type { BooleanVector, NumberVector, StringVector } from '../columns/vectors.ts'
import { INLINE_BYTES } from '../columns/vectors.ts'

/*
 * DuckDB's vectors already hold typed arrays over copied memory; reading values one by one through `getItem` costs
 * ten times the parsing. Their fields are private to the type checker, so each access is checked here.
 */

export function numberVector(chunk: DuckDBDataChunk, column: number): NumberVector {
  const vector = chunk.getColumnVector(column)
  const values: unknown = Reflect.get(vector, 'items')
  if (!(values instanceof Float64Array)) throw unexpected('DOUBLE')
  return { values, valid: validityOf(vector) }
}

export function booleanVector(chunk: DuckDBDataChunk, column: number): BooleanVector {
  const vector = chunk.getColumnVector(column)
  const view = viewOf(vector)
  return {
    values: new Uint8Array(view.buffer, view.byteOffset, view.byteLength),
    valid: validityOf(vector),
  }
}

/** What tells apart texts that are too long for their key, as SQL: see `StringVector`. */
export function digestSql(value: string): string {
  return `CASE WHEN strlen(${value}) > ${INLINE_BYTES} THEN md5_number(${value}) END`
}

/** Texts with the digests that the query put into the column `digests`. */
export function stringVector(chunk: DuckDBDataChunk, column: number, digests: number): StringVector {
  const vector = chunk.getColumnVector(column)
  const valid = validityOf(vector)
  // A copy, since the vector still needs the addresses in which longer texts are found.
  const keys = wordsOf(vector).slice()
  const rows = vector.itemCount
  let words: Uint32Array | null = null
  for (let row = 0; row < rows; row++) {
    const at = row * 4
    if (keys[at] <= INLINE_BYTES) continue
    words ??= wordsOf(chunk.getColumnVector(digests))
    keys[at + 1] = words[at]
    keys[at + 2] = words[at + 1]
    keys[at + 3] = words[at + 2]
  }
  return { keys, valid, text: (row) => textAt(vector, row) }
}

/**
 * Frees the copies of a chunk's vectors, which must not be used any more. Left to the collector they would count as
 * memory that was taken from it, and make it go through the whole heap for each 64 MB of a file.
 */
export function releaseVectors(chunk: DuckDBDataChunk): void {
  const vectors: unknown = Reflect.get(chunk, 'vectors')
  if (!Array.isArray(vectors)) throw unexpected('vectors')
  for (const vector of vectors) {
    if (vector === undefined) continue
    release(Reflect.get(vector, 'items'))
    release(Reflect.get(vector, 'dataView'))
    const validity = Reflect.get(vector, 'validity')
    if (validity !== undefined) release(Reflect.get(validity, 'data'))
  }
}

function release(view: unknown): void {
  if (ArrayBuffer.isView(view) && view.buffer instanceof ArrayBuffer && !view.buffer.detached)
    view.buffer.transfer(0)
}

function wordsOf(vector: DuckDBVector): Uint32Array {
  const view = viewOf(vector)
  return new Uint32Array(view.buffer, view.byteOffset, view.byteLength / 4)
}

function textAt(vector: DuckDBVector, row: number): string {
  const text: unknown = vector.getItem(row)
  return typeof text === 'string' ? text : ''
}

/** Rows of a column of texts in which there is one. */
export function presentTexts(chunk: DuckDBDataChunk, column: number): { row: number; text: string }[] {
  const vector = chunk.getColumnVector(column)
  const valid = validityOf(vector)
  const found: { row: number; text: string }[] = []
  if (valid?.every((byte) => byte === 0)) return found
  for (let row = 0; row < vector.itemCount; row++) {
    const text: unknown = vector.getItem(row)
    if (typeof text === 'string') found.push({ row, text })
  }
  return found
}

function validityOf(vector: DuckDBVector): Uint8Array | null {
  const validity: unknown = Reflect.get(vector, 'validity')
  if (typeof validity !== 'object' || validity === null) throw unexpected('validity')
  const data: unknown = Reflect.get(validity, 'data')
  if (data === null) return null
  if (!(data instanceof BigUint64Array)) throw unexpected('validity')
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
}

function viewOf(vector: DuckDBVector): DataView {
  const view: unknown = Reflect.get(vector, 'dataView')
  if (!(view instanceof DataView)) throw unexpected('text')
  return view
}

function unexpected(what: string): AppError {
  return new AppError(
    'INTERNAL',
    `DuckDB handed over a column in another form than asked for (${what}).`,
    'Reinstall Driftdesk: its parts are of different versions.',
  )
}
