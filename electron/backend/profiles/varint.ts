type Counts = Float64Array | Uint32Array

/** Whole numbers from 0, most of them small or 0: LEB128, and a run of n zeros as a zero byte and n. */
export function encodeCounts(lists: readonly Counts[]): Uint8Array {
  // A count takes at most 8 bytes (53 bits in groups of 7), a run of zeros no more than the zeros that it stands for + 8.
  const bytes = new Uint8Array(lists.reduce((sum, list) => sum + list.length, 0) * 8 + 16)
  const end = { at: 0, zeros: 0 }
  for (const list of lists) encodeList(list, bytes, end)
  flushZeros(bytes, end)
  return bytes.slice(0, end.at)
}

/** Where the next byte goes, and the zeros before it that are not written yet. */
type Ending = { at: number; zeros: number }

function encodeList(list: Counts, bytes: Uint8Array, end: Ending): void {
  for (let i = 0; i < list.length; i++) {
    const value = list[i]
    if (value === 0) {
      end.zeros++
      continue
    }
    flushZeros(bytes, end)
    end.at = writeNumber(bytes, end.at, value)
  }
}

function flushZeros(bytes: Uint8Array, end: Ending): void {
  if (end.zeros === 0) return
  end.at = writeNumber(bytes, writeNumber(bytes, end.at, 0), end.zeros)
  end.zeros = 0
}

function writeNumber(bytes: Uint8Array, from: number, value: number): number {
  let at = from
  let rest = value
  while (rest >= 128) {
    bytes[at++] = (rest % 128) | 128
    rest = Math.floor(rest / 128)
  }
  bytes[at++] = rest
  return at
}

/**
 * Fills the lists with the numbers that `encodeCounts` wrote.
 * @throws RangeError when the bytes hold fewer or more.
 */
export function decodeCounts(bytes: Uint8Array, lists: readonly Counts[]): void {
  let at = 0
  let zeros = 0
  const read = (): number => {
    let value = 0
    let scale = 1
    for (;;) {
      if (at >= bytes.length) throw new RangeError('its counts are cut short')
      const byte = bytes[at++]
      value += (byte & 127) * scale
      if (byte < 128) return value
      scale *= 128
    }
  }
  for (const list of lists) {
    for (let i = 0; i < list.length; i++) {
      if (zeros > 0) {
        const run = Math.min(zeros, list.length - i)
        zeros -= run
        i += run - 1
        continue
      }
      const value = read()
      if (value > 0) {
        list[i] = value
        continue
      }
      zeros = read()
      i--
      if (zeros === 0) throw new RangeError('its counts are damaged')
    }
  }
  if (zeros > 0 || at !== bytes.length) throw new RangeError('its counts do not end where they should')
}
