import { type FileHandle, open } from 'node:fs/promises'
import { zstdDecompressSync } from 'node:zlib'
import {
  CompressionType,
  compressionRegistry,
  type DataType,
  type RecordBatch,
  RecordBatchReader,
  DataType as Types,
} from 'apache-arrow'
import type { ColumnStorage } from '#shared/domain/columns.ts'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import type { SourceFile } from '../types.ts'
import { decompressLz4Frame } from './lz4.ts'

compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: decompressLz4Frame })
compressionRegistry.set(CompressionType.ZSTD, {
  decode: (bytes) => new Uint8Array(zstdDecompressSync(bytes)),
})

/**
 * The record batches of an Arrow IPC file or stream, one after the other.
 * @throws AppError `FORMAT_INVALID` when the file is broken.
 */
export async function* readBatches(source: SourceFile, path: string): AsyncGenerator<RecordBatch> {
  let handle: FileHandle | undefined
  try {
    handle = await open(path, 'r')
    const reader = await RecordBatchReader.from(handle)
    await reader.open()
    for await (const batch of reader) yield batch
  } catch (error) {
    throw error instanceof AppError ? error : brokenArrow(source, error)
  } finally {
    await handle?.close().catch(() => {})
  }
}

export function storageOfArrow(type: DataType): ColumnStorage {
  if (Types.isDictionary(type)) return storageOfArrow(type.dictionary)
  if (Types.isInt(type) || Types.isFloat(type) || Types.isDecimal(type)) return 'number'
  if (Types.isBool(type)) return 'boolean'
  return Types.isTimestamp(type) || Types.isDate(type) ? 'timestamp' : 'string'
}

/** Whether times of the type are of no zone and so need one. */
export function isWallTime(type: DataType): boolean {
  return Types.isTimestamp(type) && !type.timezone
}

/** A number, UTC milliseconds, NaN for what is none; Arrow gives big integers and dates for some types. */
export function numberOfArrow(value: unknown, scale: number): number {
  if (typeof value === 'number') return value
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof Date) return value.getTime()
  if (value instanceof Uint32Array) return decimalOf(value) / 10 ** scale
  return Number.NaN
}

export function scaleOf(type: DataType): number {
  return Types.isDecimal(type) ? type.scale : 0
}

export function textOfArrow(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (typeof value === 'object')
    return JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner))
  return String(value)
}

/** A two's-complement integer of 32-bit words, the lowest first. */
function decimalOf(words: Uint32Array): number {
  const negative = words[words.length - 1] >>> 31 === 1
  let value = 0n
  for (let index = words.length - 1; index >= 0; index--) value = (value << 32n) | BigInt(words[index])
  return Number(negative ? value - (1n << BigInt(words.length * 32)) : value)
}

function brokenArrow(source: SourceFile, cause: unknown): AppError {
  return new AppError(
    'FORMAT_INVALID',
    say('error.file.arrow', { file: source.name }),
    say('mend.copied_whole'),
    { cause },
  )
}
