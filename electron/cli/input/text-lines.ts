import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import { StringDecoder } from 'node:string_decoder'
import { readFault } from './read-text.ts'

export type TextLine = {
  /** Counted from 1, empty lines too. */
  readonly number: number
  /** Without its end; null for a line longer than the limit, whose text is passed over. */
  readonly text: string | null
}

/** Characters of the longest line that is kept. */
export const LONGEST_LINE = 1 << 27

/**
 * The lines of a UTF-8 text as they come, ended by LF or CRLF; a mark of byte order at the start is left out. No more
 * than one line and one chunk are held at a time.
 */
export async function* textLines(
  chunks: AsyncIterable<Uint8Array | string>,
  longest: number = LONGEST_LINE,
): AsyncGenerator<TextLine> {
  const decoder = new StringDecoder('utf8')
  let number = 0
  let parts: string[] = []
  let held = 0
  let begun = false
  const keep = (part: string): void => {
    held += part.length
    if (held <= longest) parts.push(part)
    else parts = []
  }
  const line = (): TextLine => {
    number += 1
    const text = held > longest ? null : parts.join('').replace(/\r$/, '')
    parts = []
    held = 0
    return { number, text }
  }
  for await (const chunk of chunks) {
    let text = typeof chunk === 'string' ? chunk : decoder.write(Buffer.from(chunk))
    if (!begun && text !== '') {
      begun = true
      text = text.replace(/^\uFEFF/, '')
    }
    let from = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      keep(text.slice(from, end))
      yield line()
      from = end + 1
    }
    if (from < text.length) keep(text.slice(from))
  }
  keep(decoder.end())
  if (held > 0) yield line()
}

/**
 * The bytes of a file that was named on the command line.
 * @throws AppError `FILE_NOT_FOUND`, `FILE_UNREADABLE`
 */
export async function* fileChunks(name: string, folder: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(resolve(folder, name))
  } catch (error) {
    throw readFault(error, name)
  }
}
