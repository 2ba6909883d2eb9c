import { expect, test } from 'vitest'
import { simdMachine } from './machine.ts'
import { roundKeys, SIGN, STREAM, STREAM_WORDS, WORDS_AT_ONCE } from './philox.ts'

type Counter = readonly [number, number, number, number]

/** The words of the counter and those after it, or places among `left` rows. */
function drawn(
  [first, ...rest]: Counter,
  key: readonly [number, number],
  left?: number,
): readonly (readonly number[])[] {
  const machine = simdMachine()
  const [stream, words] = machine.layOut([STREAM_WORDS * 4, WORDS_AT_ONCE * 4])
  const ofStream = machine.words(stream, STREAM_WORDS)
  ofStream.set(rest, STREAM.counter)
  ofStream.set(roundKeys(key), STREAM.keys)
  ofStream[STREAM.left] = left ?? 0
  machine.call(left === undefined ? 'words' : 'places', stream, first, words, words + WORDS_AT_ONCE * 4)
  const found = Array.from(machine.words(words, WORDS_AT_ONCE), (word) => (word ^ SIGN) >>> 0)
  return Array.from({ length: WORDS_AT_ONCE / 4 }, (_, at) => found.slice(4 * at, 4 * at + 4))
}

// Known answers of Random123 1.14 (kat_vectors, philox4x32 10).
const KNOWN: readonly [Counter, readonly [number, number], readonly number[]][] = [
  [
    [0, 0, 0, 0],
    [0, 0],
    [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  ],
  [
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  ],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  ],
]

test.each(KNOWN)(
  'the published words of counter %j and key %j, whatever their lanes',
  (counter, key, words) => {
    const [first, ...rest] = counter
    for (let lane = 0; lane < WORDS_AT_ONCE / 4; lane++) {
      expect(drawn([(first - lane) >>> 0, ...rest], key)[lane]).toEqual(words)
    }
  },
)

test.each(KNOWN)('places of counter %j and key %j among up to 2³² rows', (counter, key) => {
  const words = drawn(counter, key).flat()
  for (const left of [100, 0x8000_0001, 0xffff_ffff]) {
    expect(drawn(counter, key, left).flat()).toEqual(
      words.map((word, draw) => Number((BigInt(word) * BigInt(left - draw)) >> 32n)),
    )
  }
})
