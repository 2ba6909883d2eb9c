const FRAME_MAGIC = 0x184d2204

/**
 * Decompresses an LZ4 frame, the default compression of Feather files. Checksums are skipped: a chunk of a file
 * that is damaged fails in its structure or in Arrow's own checks.
 * Format: https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md
 * @throws RangeError for anything that is no such frame.
 */
export function decompressLz4Frame(frame: Uint8Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  if (view.getUint32(0, true) !== FRAME_MAGIC) throw new RangeError('no LZ4 frame')
  const flags = view.getUint8(4)
  const hasBlockChecksums = (flags & 0x10) !== 0
  const hasContentSize = (flags & 0x08) !== 0
  const hasDictionary = (flags & 0x01) !== 0
  let at = 6 + (hasContentSize ? 8 : 0) + (hasDictionary ? 4 : 0) + 1
  const expected = hasContentSize ? Number(view.getBigUint64(6, true)) : frame.length * 4
  // LZ4 expands by at most 255.
  if (expected > frame.length * 255 + 1024) throw new RangeError('the content is larger than LZ4 can make it')
  let out = new Uint8Array(expected)
  let length = 0
  for (;;) {
    const header = view.getUint32(at, true)
    at += 4
    if (header === 0) return out.slice(0, length)
    const size = header & 0x7fffffff
    if (at + size > frame.length) throw new RangeError('a block is cut short')
    const block = frame.subarray(at, at + size)
    const most = (header & 0x80000000) !== 0 ? size : size * 255
    if (length + most > out.length) out = grown(out, length, hasContentSize ? out.length : length + most)
    if ((header & 0x80000000) !== 0) {
      out.set(block, length)
      length += size
    } else length = decompressBlock(block, out, length)
    at += size + (hasBlockChecksums ? 4 : 0)
  }
}

function grown(out: Uint8Array<ArrayBuffer>, length: number, size: number): Uint8Array<ArrayBuffer> {
  if (size <= out.length) return out
  const longer = new Uint8Array(Math.max(size, out.length * 2))
  longer.set(out.subarray(0, length))
  return longer
}

/** Writes a block's content at `start` of `out`, of which what lies before may be copied; returns where it ends. */
function decompressBlock(block: Uint8Array, out: Uint8Array, start: number): number {
  let from = 0
  let to = start
  const more = (length: number): number => {
    let total = length
    let byte = 255
    while (byte === 255) {
      if (from >= block.length) throw new RangeError('a length is cut short')
      byte = block[from]
      from += 1
      total += byte
    }
    return total
  }
  while (from < block.length) {
    const token = block[from]
    from += 1
    const literals = token >> 4 === 15 ? more(15) : token >> 4
    if (from + literals > block.length || to + literals > out.length)
      throw new RangeError('literals are cut short')
    out.set(block.subarray(from, from + literals), to)
    from += literals
    to += literals
    if (from >= block.length) break
    const offset = block[from] | (block[from + 1] << 8)
    from += 2
    const match = ((token & 15) === 15 ? more(15) : token & 15) + 4
    if (offset === 0 || offset > to || to + match > out.length)
      throw new RangeError('a match is out of range')
    for (let index = 0; index < match; index++) {
      out[to] = out[to - offset]
      to += 1
    }
  }
  return to
}
