import type { ColumnStorage } from '#shared/domain/columns.ts'
import {
  byteField,
  longField,
  rootTable,
  stringField,
  type Table,
  tableField,
  tablesField,
  vectorField,
} from './flatbuffer.ts'

/** A message of an Arrow file: `metadataBytes` at `offset`, then `bodyBytes`. */
export type Block = { readonly offset: number; readonly metadataBytes: number; readonly bodyBytes: number }

export type ChunkField = {
  readonly name: string
  readonly storage: ColumnStorage
  readonly encoding: 'fixed' | 'dictionary' | 'plain'
  /** Id of the dictionary, −1 where there is none. */
  readonly dictionary: number
}

export type ChunkFooter = {
  readonly fields: readonly ChunkField[]
  readonly dictionaries: readonly Block[]
  readonly batches: readonly Block[]
}

/** One record batch: rows, nulls of each field, and place and length of each buffer within the body. */
export type Batch = {
  readonly rows: number
  readonly nulls: readonly number[]
  readonly buffers: readonly { readonly offset: number; readonly length: number }[]
  /** Id of the dictionary that this batch holds, −1 when it holds rows. */
  readonly dictionary: number
}

// Slots and numbers of Arrow's Schema.fbs, Message.fbs and File.fbs.
const TYPE = { floatingPoint: 3, utf8: 5, bool: 6, timestamp: 10 } as const
const HEADER = { dictionaryBatch: 2, recordBatch: 3 } as const

export function decodeFooter(bytes: Uint8Array): ChunkFooter {
  const footer = rootTable(bytes)
  const schema = tableField(footer, 1)
  if (schema === null) throw new RangeError('its description is missing')
  return {
    fields: tablesField(schema, 1).map(decodeField),
    dictionaries: decodeBlocks(footer, 2),
    batches: decodeBlocks(footer, 3),
  }
}

/** The metadata of a message, which starts with a continuation marker and its length. */
export function decodeBatch(bytes: Uint8Array): Batch {
  const message = rootTable(bytes.subarray(8))
  const header = tableField(message, 2)
  if (header === null) throw new RangeError('a batch has no header')
  const kind = byteField(message, 1)
  if (kind === HEADER.recordBatch) return { ...decodeRecordBatch(header), dictionary: -1 }
  if (kind !== HEADER.dictionaryBatch) throw new RangeError('a batch is not where it should be')
  const data = tableField(header, 1)
  if (data === null) throw new RangeError('a dictionary is empty')
  return { ...decodeRecordBatch(data), dictionary: longField(header, 0) }
}

function decodeRecordBatch(table: Table): Omit<Batch, 'dictionary'> {
  const long = (at: number) => Number(table.view.getBigInt64(at, true))
  const nodes = vectorField(table, 1, 16)
  const buffers = vectorField(table, 2, 16)
  return {
    rows: longField(table, 0),
    nulls: Array.from({ length: nodes.length }, (_, index) => long(nodes.start + index * 16 + 8)),
    buffers: Array.from({ length: buffers.length }, (_, index) => ({
      offset: long(buffers.start + index * 16),
      length: long(buffers.start + index * 16 + 8),
    })),
  }
}

function decodeBlocks(footer: Table, slot: number): Block[] {
  const { start, length } = vectorField(footer, slot, 24)
  return Array.from({ length }, (_, index) => ({
    offset: Number(footer.view.getBigInt64(start + index * 24, true)),
    metadataBytes: footer.view.getInt32(start + index * 24 + 8, true),
    bodyBytes: Number(footer.view.getBigInt64(start + index * 24 + 16, true)),
  }))
}

function decodeField(field: Table): ChunkField {
  const name = stringField(field, 0)
  const dictionary = tableField(field, 4)
  switch (byteField(field, 2)) {
    case TYPE.floatingPoint:
      return { name, storage: 'number', encoding: 'fixed', dictionary: -1 }
    case TYPE.bool:
      return { name, storage: 'boolean', encoding: 'fixed', dictionary: -1 }
    case TYPE.timestamp:
      return { name, storage: 'timestamp', encoding: 'fixed', dictionary: -1 }
    case TYPE.utf8:
      return dictionary === null
        ? { name, storage: 'string', encoding: 'plain', dictionary: -1 }
        : { name, storage: 'string', encoding: 'dictionary', dictionary: longField(dictionary, 0) }
    default:
      throw new RangeError('it has a column of a foreign type')
  }
}
