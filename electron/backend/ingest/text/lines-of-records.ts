import type { Readable } from 'node:stream'
import { type Compression, openBytes } from '../files/probe.ts'
import type { CsvDialect } from './csv.ts'

/** Finds the lines of a delimited file on which rejected rows start; reads the file again as far as needed. */
export type LineFinder = {
  /** The 1-based line of the first byte at or after a position that is no line break; positions must go up. */
  lineAt(position: number): Promise<number>
  /**
   * Rows with the line and text of their record by its number, counted from 0 after the header, blank lines and the
   * records at `rejected` positions left out; records and positions go up. A position is a byte of the record or one
   * of the line breaks before it.
   */
  linesOfRecords<Row extends { readonly record: number }>(
    rows: Iterable<Row>,
    rejected: AsyncIterable<number>,
  ): AsyncGenerator<{ readonly row: Row; readonly line: number; readonly text: string }>
  close(): Promise<void>
}

const LF = 0x0a
const CR = 0x0d
const LONGEST_TEXT = 500

export function createLineFinder(
  path: string,
  compression: Compression,
  dialect: Pick<CsvDialect, 'quote' | 'escape' | 'newline' | 'header'>,
): LineFinder {
  const lineBreak = dialect.newline === '\r' ? CR : LF
  const open = () => openBytes({ path, name: path }, compression)
  let stream: Readable | undefined
  let parts: AsyncIterator<Uint8Array> | undefined
  let part: Uint8Array = new Uint8Array(0)
  let partStart = 0
  let counted = 0
  let line = 1

  const countTo = (position: number) => {
    for (let at = counted - partStart; at < position - partStart; at++) if (part[at] === lineBreak) line += 1
    counted = position
  }

  return {
    async lineAt(position) {
      stream ??= open()
      parts ??= stream[Symbol.asyncIterator]()
      for (;;) {
        const end = partStart + part.length
        if (position < end) {
          countTo(Math.max(position, counted))
          let at = counted - partStart
          while (at < part.length && (part[at] === LF || part[at] === CR)) at += 1
          if (at < part.length) {
            countTo(partStart + at)
            return line
          }
        }
        countTo(end)
        const next = await parts.next()
        if (next.done === true) return line
        partStart = end
        part = next.value
      }
    },
    linesOfRecords: (rows, rejected) => locateRecords(open(), dialect, lineBreak, rows, rejected),
    async close() {
      stream?.destroy()
    },
  }
}

/** Goes over the records of a delimited file as DuckDB counts them, as far as rows are looked for. */
async function* locateRecords<Row extends { readonly record: number }>(
  stream: Readable,
  dialect: Pick<CsvDialect, 'quote' | 'escape' | 'header'>,
  lineBreak: number,
  rows: Iterable<Row>,
  rejected: AsyncIterable<number>,
): AsyncGenerator<{ row: Row; line: number; text: string }> {
  const wanted = rows[Symbol.iterator]()
  const positions = rejected[Symbol.asyncIterator]()
  const nextPosition = async () => {
    const next = await positions.next()
    return next.done === true ? Number.POSITIVE_INFINITY : next.value
  }
  const quote = dialect.quote.charCodeAt(0)
  const escapeByte = dialect.escape.charCodeAt(0)
  const text = Buffer.alloc(LONGEST_TEXT)
  let row = wanted.next()
  let bad = await nextPosition()
  let length = 0
  let position = 0
  let line = 1
  let startLine = 1
  let quoted = false
  let escaped = false
  let record = dialect.header ? -1 : 0
  /** Counts the record that ended, and tells the row that it is, if it is looked for. */
  const take = async () => {
    let isRejected = false
    // A position may point at the line breaks before its record.
    for (; bad < position; bad = await nextPosition()) isRejected = true
    const own = { line: startLine, text: text.toString('utf8', 0, length) }
    length = 0
    if (isRejected) return null
    record += 1
    return row.done !== true && row.value.record === record - 1 ? { row: row.value, ...own } : null
  }
  try {
    for await (const part of stream) {
      const bytes: Uint8Array = part
      for (const byte of bytes) {
        if (byte === lineBreak) line += 1
        if ((byte === LF || byte === CR) && !quoted) {
          if (row.done === true) return
          if (length > 0 && bad >= position && row.value.record !== record) {
            // Most records are neither; they must cost no promise.
            record += 1
            length = 0
          } else if (length > 0) {
            const place = await take()
            if (place !== null) {
              yield place
              row = wanted.next()
            }
          }
        } else {
          if (length === 0) {
            startLine = line
          }
          if (length < LONGEST_TEXT) text[length] = byte
          length = Math.min(length + 1, LONGEST_TEXT)
          if (escaped) escaped = false
          else if (quoted && byte === escapeByte && escapeByte !== quote) escaped = true
          else if (byte === quote) quoted = !quoted
        }
        position += 1
      }
    }
    const place = length > 0 ? await take() : null
    if (place !== null) {
      yield place
      row = wanted.next()
    }
    for (; row.done !== true; row = wanted.next()) yield { row: row.value, line: 0, text: '' }
  } finally {
    stream.destroy()
  }
}
