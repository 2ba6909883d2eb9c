import { createHash } from 'node:crypto'
import type { FileMark } from '../../store/growth-types.ts'

/**
 * What the first bytes of a file are, as a text that can be carried on when the file grows without reading it all: the
 * chain c₀ = '', cₖ = SHA-256(cₖ₋₁ and block k) over whole blocks, and the tail SHA-256(cₖ and what follows them).
 */
export type PrefixHash = { readonly chain: string; readonly tail: string }

const BLOCK = 1 << 20

/** Where the block that holds the end of `bytes` bytes starts. */
export function blockStart(bytes: number): number {
  return bytes - (bytes % BLOCK)
}

/** Takes the bytes of a file from a block's start on, and tells what its prefixes are. */
export function createPrefixHasher(chain: string, start: number) {
  let blocks = chain
  let running = createHash('sha256').update(blocks)
  let at = start
  return {
    get bytes() {
      return at
    },
    update(part: Uint8Array): void {
      for (let done = 0; done < part.length; ) {
        const count = Math.min(part.length - done, BLOCK - (at % BLOCK))
        running.update(part.subarray(done, done + count))
        done += count
        at += count
        if (at % BLOCK === 0) {
          blocks = running.digest('hex')
          running = createHash('sha256').update(blocks)
        }
      }
    },
    digest: (): PrefixHash => ({ chain: blocks, tail: running.copy().digest('hex') }),
  }
}

/** The furthest of some marks that is a prefix of what is read, and how many bytes there were. */
export async function furthestMark(
  parts: AsyncIterable<Uint8Array>,
  marks: readonly FileMark[],
): Promise<{ readonly mark: FileMark | null; readonly bytes: number }> {
  const ends = [...new Set(marks.map(({ bytes }) => bytes))].sort((a, b) => a - b)
  const hasher = createPrefixHasher('', 0)
  let mark: FileMark | null = null
  let next = 0
  let bytes = 0
  for await (const part of parts) {
    bytes += part.length
    let done = 0
    while (next < ends.length && ends[next] <= hasher.bytes + part.length - done) {
      const count = ends[next] - hasher.bytes
      hasher.update(part.subarray(done, done + count))
      done += count
      const { tail } = hasher.digest()
      mark = marks.find((one) => one.bytes === ends[next] && one.tail === tail) ?? mark
      next += 1
    }
    // Beyond the last mark only the number of bytes matters.
    if (next < ends.length) hasher.update(part.subarray(done))
  }
  return { mark, bytes }
}
