import type { Readable } from 'node:stream'
import { type Compression, openBytes } from '../files/probe.ts'
import type { CsvDialect } from './csv.ts'

/** Finds the lines of a delimited file on which rejected rows start; reads the file again as far as needed. */
export type LineFinder = {
  /** The 1-based line of the first byte at or after a position that is no line break; positions must go up. */
  lineAt(position: number): Promise<number>
  /**
   * The line and text of records by their number, counted from 0 after the header, blank lines and the records that
   * start at `rejected` positions left out; both lists go up.
   */
  linesOfRecords(
    records: readonly number[],
    rejected: readonly number[],
  ): Promise<{ readonly line: number; readonly text: string }[]>
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
    async linesOfRecords(records, rejected) {
      const found: { line: number; text: string }[] = []
      for await (const place of recordsOf(open(), dialect, lineBreak, new Set(rejected))) {
        if (found.length === records.length) break
        if (place.record === records[found.length]) found.push({ line: place.line, text: place.text })
      }
      while (found.length < records.length) found.push({ line: 0, text: '' })
      return found
    },
    async close() {
      stream?.destroy()
    },
  }
}

/** Records of a delimited file as DuckDB counts them, with the line on which each starts. */
async function* recordsOf(
  stream: Readable,
  dialect: Pick<CsvDialect, 'quote' | 'escape' | 'header'>,
  lineBreak: number,
  rejected: ReadonlySet<number>,
): AsyncGenerator<{ record: number; line: number; text: string }> {
  const quote = dialect.quote.charCodeAt(0)
  const escapeByte = dialect.escape.charCodeAt(0)
  const text = Buffer.alloc(LONGEST_TEXT)
  let length = 0
  let position = 0
  let start = 0
  let line = 1
  let startLine = 1
  let quoted = false
  let escaped = false
  let record = dialect.header ? -1 : 0
  const end = () => {
    const isRecord = length > 0 && !rejected.has(start)
    const place =
      isRecord && record >= 0 ? { record, line: startLine, text: text.toString('utf8', 0, length) } : null
    if (isRecord) record += 1
    length = 0
    return place
  }
  try {
    for await (const part of stream) {
      const bytes: Uint8Array = part
      for (const byte of bytes) {
        if (byte === lineBreak) line += 1
        if ((byte === LF || byte === CR) && !quoted) {
          const place = end()
          if (place !== null) yield place
        } else {
          if (length === 0) {
            start = position
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
    const place = end()
    if (place !== null) yield place
  } finally {
    stream.destroy()
  }
}
