/** Encodings that are told apart; what is not UTF-8 or UTF-16 is read as Windows-1252, a superset of Latin-1. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** The encoding of a text by its byte order mark, its zero bytes, and whether it is valid UTF-8. */
export function textEncodingOf(head: Uint8Array): TextEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const zeros = zeroShares(head)
  if (zeros.odd > 0.4 && zeros.even < 0.1) return 'utf-16le'
  if (zeros.even > 0.4 && zeros.odd < 0.1) return 'utf-16be'
  return isUtf8(head) ? 'utf-8' : 'windows-1252'
}

/** A text of which the last character may be cut; a byte order mark is dropped. */
export function decodeHead(head: Uint8Array, encoding: TextEncoding): string {
  return new TextDecoder(encoding).decode(head, { stream: true })
}

function zeroShares(head: Uint8Array): { even: number; odd: number } {
  const length = Math.min(head.length, 4096) & ~1
  let even = 0
  let odd = 0
  for (let at = 0; at < length; at += 2) {
    if (head[at] === 0) even += 1
    if (head[at + 1] === 0) odd += 1
  }
  return length < 16 ? { even: 0, odd: 0 } : { even: (even * 2) / length, odd: (odd * 2) / length }
}

function isUtf8(head: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return true
  } catch {
    // Fatal decoding throws on the first byte that cannot be UTF-8, which is the answer.
    return false
  }
}
