import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import { errorCode } from '../../store/storage-errors.ts'
import { decodeHead, type TextEncoding, textEncodingOf } from '../text/encoding.ts'
import type { SourceFile } from '../types.ts'

export type Compression = 'none' | 'gzip' | 'zstd'
export type FormatName = 'csv' | 'ndjson' | 'json' | 'parquet' | 'arrow'

/** A file whose kind is known from its name and its first bytes. */
export type ProbedFile = {
  readonly source: SourceFile
  readonly bytes: number
  readonly modified: number
  readonly format: FormatName
  readonly compression: Compression
  /** Encoding of the texts in CSV and JSON files. */
  readonly encoding: TextEncoding
  /** The first bytes, decompressed. */
  readonly head: Uint8Array
  /** Whether `head` is the whole file. */
  readonly complete: boolean
}

/** Names of the formats for messages. */
export const FORMAT_LIST =
  'CSV, TSV, NDJSON, JSON, Parquet (.parquet, .pq) and Arrow (.arrow, .feather), each also as .gz or .zst'

/** Share of control characters above which bytes are no text; of random bytes it is a tenth. */
const MOST_CONTROLS = 0.02

const EXTENSIONS: Readonly<Record<string, FormatName>> = {
  csv: 'csv',
  tsv: 'csv',
  tab: 'csv',
  txt: 'csv',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  json: 'json',
  parquet: 'parquet',
  pq: 'parquet',
  arrow: 'arrow',
  feather: 'arrow',
  ipc: 'arrow',
}

/**
 * Looks at a file's name and first `headBytes` bytes.
 * @throws AppError `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `FILE_EMPTY`, `FORMAT_UNKNOWN`, `FORMAT_INVALID` (a broken
 * compressed file).
 */
export async function probeFile(source: SourceFile, headBytes: number): Promise<ProbedFile> {
  const { bytes, modified } = await describe(source)
  const first = await readFirst(source, 8)
  const compression = compressionOf(first)
  const head = await readHead(source, compression, headBytes + 1)
  const complete = head.length <= headBytes
  const shown = complete ? head : head.subarray(0, headBytes)
  if (shown.length === 0) throw emptyError(source)
  const encoding = textEncodingOf(shown)
  if (isBlank(shown.subarray(0, 4096), encoding) && isBlank(shown, encoding)) throw emptyError(source)
  const format = formatOf(source, shown)
  return { source, bytes, modified, format, compression, encoding, head: shown, complete }
}

/** The decompressed bytes of a file as a stream. */
export function openBytes(source: SourceFile, compression: Compression): Readable {
  return openCounted(source, compression).bytes
}

/** The same, and how many bytes of the file itself were read so far. */
export function openCounted(
  source: SourceFile,
  compression: Compression,
): { readonly bytes: Readable; read(): number } {
  const raw = createReadStream(source.path, { highWaterMark: 1 << 20 })
  const read = () => raw.bytesRead
  if (compression === 'none') return { bytes: raw, read }
  const inflate = compression === 'gzip' ? createGunzip() : createZstdDecompress()
  raw.on('error', (error) => inflate.destroy(error))
  return { bytes: raw.pipe(inflate), read }
}

/** The error for a compressed file whose content is broken, or any system error of reading, for a person. */
export function readingError(source: SourceFile, error: unknown): unknown {
  if (error instanceof AppError) return error
  const code = errorCode(error)
  if (code?.startsWith('Z_') || code?.startsWith('ZSTD_') || code === 'ERR_BUFFER_TOO_LARGE') {
    return new AppError(
      'FORMAT_INVALID',
      say('error.file.compressed', { file: source.name }),
      say('mend.copied_whole'),
      { cause: error },
    )
  }
  return fileError(source, error)
}

async function describe(source: SourceFile): Promise<{ bytes: number; modified: number }> {
  try {
    const found = await stat(source.path)
    if (!found.isFile()) {
      throw new AppError(
        'FILE_UNREADABLE',
        say('error.file.device', { file: source.name }),
        say('mend.choose_files_within'),
      )
    }
    if (found.size === 0) throw emptyError(source)
    return { bytes: found.size, modified: found.mtimeMs }
  } catch (error) {
    throw fileError(source, error)
  }
}

async function readFirst(source: SourceFile, length: number): Promise<Uint8Array> {
  try {
    const file = await open(source.path, 'r')
    try {
      const bytes = new Uint8Array(length)
      const { bytesRead } = await file.read(bytes, 0, length, 0)
      return bytes.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  } catch (error) {
    throw fileError(source, error)
  }
}

async function readHead(source: SourceFile, compression: Compression, limit: number): Promise<Uint8Array> {
  const stream = openBytes(source, compression)
  const parts: Uint8Array[] = []
  let length = 0
  try {
    for await (const part of Readable.from(stream)) {
      const bytes: Uint8Array = part
      parts.push(bytes)
      length += bytes.length
      if (length >= limit) break
    }
  } catch (error) {
    throw readingError(source, error)
  } finally {
    stream.destroy()
  }
  const head = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    head.set(part, at)
    at += part.length
  }
  return head.subarray(0, limit)
}

function compressionOf(first: Uint8Array): Compression {
  if (first[0] === 0x1f && first[1] === 0x8b) return 'gzip'
  if (first[0] === 0x28 && first[1] === 0xb5 && first[2] === 0x2f && first[3] === 0xfd) return 'zstd'
  return 'none'
}

function formatOf(source: SourceFile, head: Uint8Array): FormatName {
  const extension = source.name
    .toLowerCase()
    .replace(/\.(gz|gzip|zst|zstd)$/, '')
    .split('.')
    .pop()
  const named = extension === undefined ? undefined : EXTENSIONS[extension]
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 4096))
  const binary = binaryFormatOf(start)
  if (named === 'parquet' || named === 'arrow') {
    if (binary === named || (named === 'arrow' && isArrowStream(start))) return named
    throw new AppError(
      'FORMAT_INVALID',
      `${source.name} is called ${named === 'parquet' ? 'Parquet' : 'Arrow'} but does not start like such a file.`,
      'Check how it was written, or rename it if it is of another format.',
    )
  }
  if (binary !== null) return binary
  const isNamedText = named === 'csv' || named === 'ndjson'
  if (!textEncodingOf(head).startsWith('utf-16') && looksBinary(start, isNamedText))
    throw unknownFormat(source)
  if (isNamedText) return named
  const sniffed = textFormatOf(start)
  if (named === 'json') return sniffed === 'ndjson' ? 'ndjson' : 'json'
  if (sniffed === null) throw unknownFormat(source)
  return sniffed
}

function binaryFormatOf(start: Buffer): FormatName | null {
  const magic = start.toString('latin1', 0, 6)
  if (magic.startsWith('PAR1')) return 'parquet'
  return magic === 'ARROW1' ? 'arrow' : null
}

/**
 * Whether bytes hold a NUL, or more control characters than any text has. In a file whose name says that it is text,
 * a NUL is one of these, and none behind the last other byte counts: a failing power leaves them in a log.
 */
function looksBinary(start: Uint8Array, isNamedText: boolean): boolean {
  const end = isNamedText ? start.findLastIndex((byte) => byte !== 0) + 1 : start.length
  if (end === 0) return true
  let controls = 0
  for (const byte of start.subarray(0, end)) {
    if (byte === 0 && !isNamedText) return true
    // Tab, line feed, vertical tab, form feed and carriage return are of texts; so is escape.
    if (byte < 0x20 && (byte < 0x09 || byte > 0x0d) && byte !== 0x1b) controls += 1
  }
  return controls > MOST_CONTROLS * end
}

function isArrowStream(start: Buffer): boolean {
  return start.length > 8 && start.readUInt32LE(0) === 0xffffffff
}

function textFormatOf(start: Buffer): FormatName | null {
  const text = start.toString('utf8').replace(/^\uFEFF/, '')
  const lead = text.trimStart()
  if (lead.startsWith('[')) return 'json'
  if (lead.startsWith('{')) return isJsonLine(lead) ? 'ndjson' : 'json'
  return /[,;\t|]/.test(lead.split(/[\r\n]/, 1)[0] ?? '') ? 'csv' : null
}

/** Whether the first line is a value of its own, as far as it can be seen. */
function isJsonLine(text: string): boolean {
  const end = text.search(/[\r\n]/)
  if (end === -1) return true
  try {
    JSON.parse(text.slice(0, end))
    return true
  } catch {
    // A value over several lines: JSON, but not one value a line.
    return false
  }
}

function isBlank(head: Uint8Array, encoding: TextEncoding): boolean {
  return decodeHead(head, encoding).trim() === ''
}

function emptyError(source: SourceFile): AppError {
  return new AppError(
    'FILE_EMPTY',
    say('error.file.empty', { file: source.name }),
    say('mend.choose_file_with_rows'),
  )
}

function unknownFormat(source: SourceFile): AppError {
  return new AppError(
    'FORMAT_UNKNOWN',
    say('error.file.format', { file: source.name }),
    say('error.file.format.mend', { formats: FORMAT_LIST }),
  )
}

function fileError(source: SourceFile, error: unknown): unknown {
  const code = errorCode(error)
  if (error instanceof AppError || code === undefined) return error
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new AppError(
      'FILE_NOT_FOUND',
      say('error.file.gone', { file: source.name }),
      say('error.file.gone.mend'),
      { cause: error },
    )
  }
  return new AppError(
    'FILE_UNREADABLE',
    say('error.file.code', { file: source.name, code }),
    say('error.file.code.mend'),
    { cause: error },
  )
}
