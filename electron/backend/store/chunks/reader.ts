import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { basename } from 'node:path'
import type { ColumnStorage } from '#shared/domain/columns.ts'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import { hasBit } from './columns.ts'
import { type Batch, type Block, type ChunkField, decodeBatch, decodeFooter } from './metadata.ts'

/** Columns of one chunk; each call reads that column's bytes and no others. All calls are synchronous. */
export type ChunkReader = {
  readonly rows: number
  readonly columns: readonly { readonly name: string; readonly storage: ColumnStorage }[]
  /**
   * Writes all values of a number, boolean (0, 1) or timestamp (UTC milliseconds) column into
   * `target[offset … offset + rows)`, NaN where missing, and returns how many are missing. A NaN that was in the
   * data is written as NaN too and is not counted.
   */
  numbers(column: string, target: Float64Array, offset: number): number
  /**
   * Codes of a string or boolean ('false', 'true') column into distinct `values`, −1 where missing. Numbers and times
   * (UTC milliseconds) are their own text, for columns of few of them.
   */
  categories(column: string): { readonly codes: Int32Array; readonly values: readonly string[] }
  /**
   * What `hash` makes of the UTF-8 text of each row of a number, string or boolean column, +∞ where missing; no text is
   * decoded. Texts that are equal have equal bytes, whatever their storage: numbers are written as JavaScript does.
   */
  hashes(column: string, hash: TextHash): Float64Array
  /** UTC milliseconds of a timestamp column, NaN where missing. */
  times(column: string): Float64Array
  close(): void
}

/** A number for the text that bytes[from, to) hold. */
export type TextHash = (bytes: Uint8Array, from: number, to: number) => number

const MAGIC = 'ARROW1'
const TAIL_BYTES = 4 + MAGIC.length
const decoder = new TextDecoder()
const encoder = new TextEncoder()

/**
 * Opens a chunk that `writeChunk` wrote.
 * @throws AppError `CHUNK_CORRUPT` here or in any call when the file is missing, cut short or damaged in its
 * structure (a changed value is found by its hash alone); `COLUMN_UNKNOWN` for a column that it does not have.
 */
export function openChunk(path: string): ChunkReader {
  const guard = <T>(read: () => T): T => {
    try {
      return read()
    } catch (error) {
      throw error instanceof AppError ? error : corruptError(path, error)
    }
  }
  const file = guard(() => openSync(path, 'r'))
  let opened = true
  const close = () => {
    if (opened) closeSync(file)
    opened = false
  }
  try {
    const chunk = guard(() => openFile(file))
    return {
      rows: chunk.batch.rows,
      columns: chunk.columns.map(({ name, storage }) => ({ name, storage })),
      numbers: (name, target, offset) =>
        guard(() =>
          fillNumbers(chunk, columnNamed(chunk, name), target.subarray(offset, offset + chunk.batch.rows)),
        ),
      categories: (name) => guard(() => readCategories(chunk, columnNamed(chunk, name))),
      hashes: (name, hash) => guard(() => hashTexts(chunk, columnNamed(chunk, name), hash)),
      times: (name) => guard(() => readTimes(chunk, columnNamed(chunk, name))),
      close,
    }
  } catch (error) {
    close()
    throw error
  }
}

type Column = ChunkField & {
  /** Index of the validity buffer in the record batch. */
  readonly firstBuffer: number
  readonly nulls: number
}
type Place = { readonly batch: Batch; readonly block: Block }
type Chunk = Place & {
  readonly file: number
  readonly size: number
  readonly columns: readonly Column[]
  readonly dictionaries: readonly Block[]
}

function openFile(file: number): Chunk {
  const size = fstatSync(file).size
  if (size < TAIL_BYTES) throw new RangeError('it is cut short')
  const tail = readBytes({ file, size }, size - TAIL_BYTES, TAIL_BYTES)
  if (decoder.decode(tail.subarray(4)) !== MAGIC) throw new RangeError('its end is missing')
  const footerBytes = new DataView(tail.buffer).getInt32(0, true)
  const footer = decodeFooter(readBytes({ file, size }, size - TAIL_BYTES - footerBytes, footerBytes))
  const [block, second] = footer.batches
  if (block === undefined || second !== undefined) throw new RangeError('it has not exactly one batch')
  const batch = decodeBatch(readBytes({ file, size }, block.offset, block.metadataBytes))
  if (batch.nulls.length !== footer.fields.length)
    throw new RangeError('its columns do not match its description')
  let firstBuffer = 0
  const columns = footer.fields.map((field, index) => {
    const column = { ...field, firstBuffer, nulls: batch.nulls[index] ?? 0 }
    firstBuffer += field.encoding === 'plain' ? 3 : 2
    return column
  })
  return { file, size, block, batch, columns, dictionaries: footer.dictionaries }
}

function columnNamed(chunk: Chunk, name: string): Column {
  const column = chunk.columns.find((one) => one.name === name)
  if (column !== undefined) return column
  throw new AppError(
    'COLUMN_UNKNOWN',
    `The stored rows have no column "${name}".`,
    say('mend.choose_one_of', { names: chunk.columns.map((one) => one.name) }),
  )
}

function fillNumbers(chunk: Chunk, column: Column, target: Float64Array): number {
  const { rows } = chunk.batch
  if (target.length < rows) throw new RangeError('it has more rows than are known')
  const valid = validityOf(chunk, column)
  switch (column.storage) {
    case 'number': {
      const at = bufferPlace(chunk, column.firstBuffer + 1, rows * 8)
      fill(chunk, new Uint8Array(target.buffer, target.byteOffset, rows * 8), chunk.block, at.offset)
      break
    }
    case 'timestamp': {
      const halves = new Int32Array(readBuffer(chunk, chunk, column.firstBuffer + 1, rows * 8).buffer)
      for (let row = 0; row < rows; row++) {
        target[row] = (halves[row * 2 + 1] ?? 0) * 4294967296 + ((halves[row * 2] ?? 0) >>> 0)
      }
      break
    }
    case 'boolean': {
      const bits = readBuffer(chunk, chunk, column.firstBuffer + 1, (rows + 7) >> 3)
      for (let row = 0; row < rows; row++) target[row] = hasBit(bits, row) ? 1 : 0
      break
    }
    case 'string':
      throw new AppError(
        'INTERNAL',
        `The column "${column.name}" holds texts, not numbers.`,
        'Treat it as categorical.',
      )
  }
  if (valid === null) return 0
  let missing = 0
  for (let row = 0; row < rows; row++) {
    if (hasBit(valid, row)) continue
    target[row] = Number.NaN
    missing += 1
  }
  return missing
}

function readTimes(chunk: Chunk, column: Column): Float64Array {
  if (column.storage !== 'timestamp') {
    throw new AppError(
      'INTERNAL',
      `The column "${column.name}" holds no times.`,
      'Give it the role timestamp.',
    )
  }
  const target = new Float64Array(allocatable(chunk.batch.rows, 8, chunk.size))
  fillNumbers(chunk, column, target)
  return target
}

function categoriesOfNumbers(
  chunk: Chunk,
  column: Column,
): { readonly codes: Int32Array; readonly values: readonly string[] } {
  const numbers = new Float64Array(chunk.batch.rows)
  fillNumbers(chunk, column, numbers)
  const index = new Map<number, number>()
  const codes = new Int32Array(numbers.length)
  for (let row = 0; row < numbers.length; row++) {
    const value = numbers[row]
    const known = Number.isNaN(value) ? -1 : index.get(value)
    codes[row] = known ?? index.size
    if (known === undefined) index.set(value, index.size)
  }
  return { codes, values: [...index.keys()].map(String) }
}

function readCategories(
  chunk: Chunk,
  column: Column,
): { readonly codes: Int32Array; readonly values: readonly string[] } {
  const { rows } = chunk.batch
  const valid = validityOf(chunk, column)
  const isMissing = (row: number) => valid !== null && !hasBit(valid, row)
  if (column.storage === 'boolean') {
    const bits = readBuffer(chunk, chunk, column.firstBuffer + 1, (rows + 7) >> 3)
    const codes = new Int32Array(rows)
    for (let row = 0; row < rows; row++) codes[row] = isMissing(row) ? -1 : Number(hasBit(bits, row))
    return { codes, values: ['false', 'true'] }
  }
  if (column.encoding === 'plain') {
    const index = new Map<string, number>()
    const texts = readTexts(chunk, chunk, column.firstBuffer)
    const codes = new Int32Array(rows)
    for (const [row, text] of texts.entries()) {
      const known = isMissing(row) ? -1 : index.get(text)
      codes[row] = known ?? index.size
      if (known === undefined) index.set(text, index.size)
    }
    return { codes, values: [...index.keys()] }
  }
  if (column.storage === 'number' || column.storage === 'timestamp') return categoriesOfNumbers(chunk, column)
  if (column.encoding !== 'dictionary') {
    throw new AppError('INTERNAL', `The column "${column.name}" holds no categories.`, 'Treat it as numeric.')
  }
  const codes = new Int32Array(readBuffer(chunk, chunk, column.firstBuffer + 1, rows * 4).buffer, 0, rows)
  const values = readDictionary(chunk, column)
  for (let row = 0; row < rows; row++) {
    if (isMissing(row)) codes[row] = -1
    else if ((codes[row] ?? -1) < 0 || (codes[row] ?? 0) >= values.length) {
      throw new RangeError('a code is not in the dictionary')
    }
  }
  return { codes, values }
}

function readDictionary(chunk: Chunk, column: Column): string[] {
  for (const block of chunk.dictionaries) {
    const batch = decodeBatch(readBytes(chunk, block.offset, block.metadataBytes))
    if (batch.dictionary === column.dictionary) return readTexts(chunk, { batch, block }, 0)
  }
  throw new RangeError(`the dictionary of ${column.name} is missing`)
}

function readTexts(chunk: Chunk, place: Place, firstBuffer: number): string[] {
  const texts: string[] = []
  eachText(chunk, place, firstBuffer, (bytes, start, end) =>
    texts.push(decoder.decode(bytes.subarray(start, end))),
  )
  return texts
}

function eachText(
  chunk: Chunk,
  place: Place,
  firstBuffer: number,
  visit: (bytes: Uint8Array, start: number, end: number, index: number) => void,
): void {
  const count = place.batch.rows
  const offsets = new Int32Array(readBuffer(chunk, place, firstBuffer + 1, (count + 1) * 4).buffer)
  const last = offsets[count] ?? 0
  const bytes = readBuffer(chunk, place, firstBuffer + 2, last)
  for (let index = 0; index < count; index++) {
    const start = offsets[index] ?? 0
    const end = offsets[index + 1] ?? 0
    if (start < 0 || end < start || end > last) throw new RangeError('its texts are out of order')
    visit(bytes, start, end, index)
  }
}

function hashTexts(chunk: Chunk, column: Column, hash: TextHash): Float64Array {
  const hashes = new Float64Array(chunk.batch.rows).fill(Number.POSITIVE_INFINITY)
  if (column.encoding === 'plain') {
    const valid = validityOf(chunk, column)
    eachText(chunk, chunk, column.firstBuffer, (bytes, start, end, row) => {
      if (valid === null || hasBit(valid, row)) hashes[row] = hash(bytes, start, end)
    })
    return hashes
  }
  if (column.storage === 'number' || column.storage === 'timestamp') {
    const numbers = new Float64Array(chunk.batch.rows)
    fillNumbers(chunk, column, numbers)
    const text = new Uint8Array(32)
    for (let row = 0; row < numbers.length; row++) {
      if (!Number.isNaN(numbers[row])) {
        hashes[row] = hash(text, 0, encoder.encodeInto(String(numbers[row]), text).written)
      }
    }
    return hashes
  }
  const { codes, values } = readCategories(chunk, column)
  const table = values.map((value) => {
    const bytes = encoder.encode(value)
    return hash(bytes, 0, bytes.length)
  })
  for (let row = 0; row < codes.length; row++) if (codes[row] >= 0) hashes[row] = table[codes[row]]
  return hashes
}

function validityOf(chunk: Chunk, column: Column): Uint8Array | null {
  return column.nulls === 0 ? null : readBuffer(chunk, chunk, column.firstBuffer, (chunk.batch.rows + 7) >> 3)
}

function bufferPlace(place: Place, index: number, least: number): { offset: number; length: number } {
  const at = place.batch.buffers[index]
  if (at === undefined || least < 0 || at.length < least) throw new RangeError('a column is cut short')
  if (at.offset < 0 || at.offset + at.length > place.block.bodyBytes) {
    throw new RangeError('a column reaches outside its batch')
  }
  return at
}

function readBuffer(chunk: Chunk, place: Place, index: number, least: number): Uint8Array<ArrayBuffer> {
  const at = bufferPlace(place, index, least)
  return readBytes(chunk, place.block.offset + place.block.metadataBytes + at.offset, least)
}

function readBytes(
  source: { readonly file: number; readonly size: number },
  position: number,
  length: number,
): Uint8Array<ArrayBuffer> {
  if (length < 0 || position < 0 || position + length > source.size) throw new RangeError('it is cut short')
  const bytes = new Uint8Array(length)
  readFully(source.file, bytes, position)
  return bytes
}

function fill(chunk: Chunk, target: Uint8Array, block: Block, offset: number): void {
  const position = block.offset + block.metadataBytes + offset
  if (position < 0 || position + target.length > chunk.size) throw new RangeError('it is cut short')
  readFully(chunk.file, target, position)
}

function readFully(file: number, target: Uint8Array, position: number): void {
  for (let done = 0; done < target.length; ) {
    const count = readSync(file, target, done, target.length - done, position + done)
    if (count === 0) throw new RangeError('it is cut short')
    done += count
  }
}

/** `count` where so many elements can be in a file of `size` bytes, so that damage cannot ask for all memory. */
function allocatable(count: number, elementBytes: number, size: number): number {
  if (count < 0 || count * elementBytes > size) throw new RangeError('its number of rows is wrong')
  return count
}

function corruptError(path: string, cause: unknown): AppError {
  const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
  // What a view or a decoder says of bytes that are not Arrow's tells a person nothing.
  const own = cause instanceof RangeError && /^its? /.test(cause.message)
  const file = basename(path)
  const message = missing
    ? say('error.chunk.missing', { file })
    : own
      ? say('error.chunk', { file, reason: cause.message })
      : say('error.chunk.changed', { file })
  return new AppError('CHUNK_CORRUPT', message, say('error.chunk.mend'), { cause })
}
