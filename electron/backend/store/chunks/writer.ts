import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { MessageHeader, MetadataVersion } from 'apache-arrow/enum'
import { FileBlock, Footer } from 'apache-arrow/ipc/metadata/file'
import {
  BufferRegion,
  DictionaryBatch,
  FieldNode,
  Message,
  RecordBatch,
} from 'apache-arrow/ipc/metadata/message'
import { Field, Schema } from 'apache-arrow/schema'
import { Bool, Dictionary, Float64, Int32, TimestampMillisecond, Utf8 } from 'apache-arrow/type'
import { toStorageError } from '../storage-errors.ts'
import { type ChunkColumn, countBits, type Utf8Values } from './columns.ts'
import { syncFolder } from './sync-folder.ts'

export type WrittenChunk = { readonly bytes: number; readonly sha256: string }

const MAGIC = new TextEncoder().encode('ARROW1')
const END_OF_STREAM = Int32Array.of(-1, 0)
const BLOCK = 1 << 18
/** Bodies and their buffers start at multiples of this many bytes, as the Arrow format recommends. */
const ALIGNMENT = 64

/**
 * Writes columns of `rows` values each as one Arrow IPC file with one record batch and one dictionary per
 * dictionary-encoded column: to a temporary name, synced, renamed, folder synced, so that a file under `path` is
 * always whole. `stop` is called before each column and before the sync, and throws where the work is no longer wanted.
 * @throws AppError `DISK_FULL`, `READ_ONLY`.
 */
export function writeChunk(
  path: string,
  columns: readonly ChunkColumn[],
  rows: number,
  stop: () => void = () => {},
): WrittenChunk {
  const temporary = `${path}.tmp`
  try {
    const written = writeArrowFile(temporary, columns, rows, stop)
    renameSync(temporary, path)
    syncFolder(dirname(path))
    return written
  } catch (error) {
    rmSync(temporary, { force: true })
    throw toStorageError(error, path)
  }
}

type Part = ArrayBufferView
type Body = {
  readonly nodes: FieldNode[]
  readonly regions: BufferRegion[]
  readonly parts: Part[]
  length: number
}

function writeArrowFile(
  path: string,
  columns: readonly ChunkColumn[],
  rows: number,
  stop: () => void,
): WrittenChunk {
  const file = openSync(path, 'w')
  const hash = createHash('sha256')
  let position = 0
  const put = (part: Part) => {
    // Block by block, so that what is written is still in the processor's cache from being hashed.
    for (let from = 0; from < part.byteLength; from += BLOCK) {
      const length = Math.min(BLOCK, part.byteLength - from)
      const bytes = new Uint8Array(part.buffer, part.byteOffset + from, length)
      hash.update(bytes)
      for (let done = 0; done < length; ) done += writeSync(file, bytes, done)
    }
    position += part.byteLength
  }
  const pad = (alignment: number) => {
    const gap = paddingTo(position, alignment)
    if (gap > 0) put(new Uint8Array(gap))
  }
  const putMessage = (message: Message, body: Body | null): FileBlock => {
    const start = position
    const metadata = Message.encode(message)
    const gap = paddingTo(start + 8 + metadata.length, ALIGNMENT)
    put(Int32Array.of(-1, metadata.length + gap))
    put(metadata)
    pad(ALIGNMENT)
    const block = new FileBlock(position - start, body?.length ?? 0, start)
    for (const part of body?.parts ?? []) {
      stop()
      put(part)
      pad(ALIGNMENT)
    }
    return block
  }

  try {
    const schema = new Schema(columns.map(arrowField), undefined, undefined, MetadataVersion.V5)
    put(MAGIC)
    pad(8)
    putMessage(new Message(0, MetadataVersion.V5, MessageHeader.Schema, schema), null)
    const dictionaryBlocks: FileBlock[] = []
    for (const [id, column] of columns.entries()) {
      if (column.storage !== 'string' || column.encoding !== 'dictionary') continue
      const body = emptyBody()
      const count = column.dictionary.offsets.length - 1
      addUtf8(body, column.dictionary, null, count)
      const batch = new DictionaryBatch(new RecordBatch(count, body.nodes, body.regions, null), id)
      dictionaryBlocks.push(putMessage(Message.from(batch, body.length), body))
    }
    const body = emptyBody()
    for (const column of columns) addColumn(body, column, rows)
    const batch = new RecordBatch(rows, body.nodes, body.regions, null)
    const recordBlock = putMessage(Message.from(batch, body.length), body)
    put(END_OF_STREAM)
    const footer = Footer.encode(new Footer(schema, MetadataVersion.V5, [recordBlock], dictionaryBlocks))
    put(footer)
    put(Int32Array.of(footer.length))
    put(MAGIC)
    stop()
    fsyncSync(file)
    return { bytes: position, sha256: hash.digest('hex') }
  } finally {
    closeSync(file)
  }
}

function arrowField(column: ChunkColumn, id: number): Field {
  return new Field(column.name, arrowType(column, id), true)
}

function arrowType(column: ChunkColumn, id: number) {
  switch (column.storage) {
    case 'number':
      return new Float64()
    case 'timestamp':
      return new TimestampMillisecond('UTC')
    case 'boolean':
      return new Bool()
    case 'string':
      return column.encoding === 'plain' ? new Utf8() : new Dictionary(new Utf8(), new Int32(), id)
  }
}

function addColumn(body: Body, column: ChunkColumn, rows: number): void {
  switch (column.storage) {
    case 'number':
      addFixed(body, column.values.subarray(0, rows), column.valid, rows)
      return
    case 'timestamp':
      addFixed(body, toInt64(column.values, rows), bitsOfTimes(column.values, rows), rows)
      return
    case 'boolean':
      addFixed(
        body,
        toBits(column.values, rows, (value) => value === 1),
        bitsOfCodes(column.values, rows),
        rows,
      )
      return
    case 'string':
      if (column.encoding === 'plain') addUtf8(body, column.values, column.valid, rows)
      else addFixed(body, withoutMissing(column.codes, rows), bitsOfCodes(column.codes, rows), rows)
  }
}

function addFixed(body: Body, values: Part, valid: Uint8Array | null, rows: number): void {
  addNode(body, valid, rows)
  addPart(body, values)
}

function addUtf8(body: Body, texts: Utf8Values, valid: Uint8Array | null, rows: number): void {
  addNode(body, valid, rows)
  addPart(body, texts.offsets.subarray(0, rows + 1))
  addPart(body, texts.bytes.subarray(0, texts.offsets[rows] ?? 0))
}

function addNode(body: Body, valid: Uint8Array | null, rows: number): void {
  const missing = valid === null ? 0 : rows - countBits(valid, rows)
  body.nodes.push(new FieldNode(rows, missing))
  addPart(body, valid === null || missing === 0 ? new Uint8Array(0) : valid.subarray(0, (rows + 7) >> 3))
}

function addPart(body: Body, part: Part): void {
  body.regions.push(new BufferRegion(body.length, part.byteLength))
  body.parts.push(part)
  body.length += part.byteLength + paddingTo(part.byteLength, ALIGNMENT)
}

function emptyBody(): Body {
  return { nodes: [], regions: [], parts: [], length: 0 }
}

function paddingTo(position: number, alignment: number): number {
  return (alignment - (position % alignment)) % alignment
}

type Numbers = Float64Array | Int32Array | Int8Array

function toBits(values: Numbers, rows: number, isSet: (value: number) => boolean): Uint8Array {
  const bits = new Uint8Array((rows + 7) >> 3)
  for (let row = 0; row < rows; row++) {
    if (isSet(values[row] ?? Number.NaN)) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7))
  }
  return bits
}

/** Which codes are none of −1; null where all are. */
function bitsOfCodes(codes: Int32Array | Int8Array, rows: number): Uint8Array | null {
  for (let row = 0; row < rows; row++) {
    if (codes[row] < 0) return toBits(codes, rows, (code) => code >= 0)
  }
  return null
}

function bitsOfTimes(times: Float64Array, rows: number): Uint8Array | null {
  for (let row = 0; row < rows; row++) {
    if (Number.isNaN(times[row])) return toBits(times, rows, (time) => !Number.isNaN(time))
  }
  return null
}

function withoutMissing(codes: Int32Array, rows: number): Int32Array {
  const written = codes.slice(0, rows)
  for (let row = 0; row < rows; row++) if ((written[row] ?? 0) < 0) written[row] = 0
  return written
}

/** Whole milliseconds as little-endian 64-bit integers, without a BigInt per value; missing becomes 0. */
function toInt64(milliseconds: Float64Array, rows: number): Int32Array {
  const halves = new Int32Array(rows * 2)
  for (let row = 0; row < rows; row++) {
    const value = milliseconds[row] ?? Number.NaN
    if (Number.isNaN(value)) continue
    const high = Math.floor(value / 4294967296)
    halves[row * 2] = value - high * 4294967296
    halves[row * 2 + 1] = high
  }
  return halves
}
