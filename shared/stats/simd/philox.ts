import { advance, type Code, code, define, type Four, i32, i32x4, i64x2, whileBelow } from './assembler.ts'

/** Four counters each: one set's steps are done while those of the other wait for their products. */
const SETS = 2
const WORDS_OF_SET = 16
/** Words that are made together, four of each counter. */
export const WORDS_AT_ONCE = SETS * WORDS_OF_SET
/**
 * Vectors are compared as numbers with a sign, which is one instruction: words and the bounds that they are held against
 * both have this bit turned, and stay in their order.
 */
export const SIGN = 0x8000_0000

const ROUNDS = 10
const MULTIPLIERS = [0xd251_1f53, 0xcd9e_8d57] as const
const KEY_STEPS = [0x9e37_79b9, 0xbb67_ae85] as const

/** Where a stream has its words: the last three of the counter, the rows that are left, the keys of every round. */
export const STREAM = { counter: 0, left: 3, keys: 4 } as const
export const STREAM_WORDS = STREAM.keys + 2 * ROUNDS

/** The two words of each round. */
export function roundKeys(key: readonly [number, number]): Uint32Array {
  return Uint32Array.from(
    { length: 2 * ROUNDS },
    (_, at) => key[at % 2] + KEY_STEPS[at % 2] * Math.floor(at / 2),
  )
}

const four = <T>(make: (index: number) => T): T[] => [0, 1, 2, 3].map(make)
const same = (value: number): Code => i32x4.const(value, value, value, value)
const IN_ORDER = i32x4.const(0, 1, 2, 3)

/**
 * Fills `into` up to `end`, `WORDS_AT_ONCE` at a time, with the words of Philox4x32-10 for the counters whose first word
 * is `first` and those after it: four random words for a counter of four and a key of two. Any word of any stream can be
 * had without the ones before it, by whole-number arithmetic alone, so that a graphics processor draws the very same.
 * `places` are ⌊word·left/2³²⌋ in place of words, where after each there is one row less left. Of both `SIGN` is turned.
 *
 * Source: Salmon, Moraes, Dror and Shaw (2011), Parallel random numbers: as easy as 1, 2, 3.
 */
const definePhilox = (name: 'words' | 'places') =>
  define(name, ['i32', 'i32', 'i32', 'i32'], (local, stream, first, into, end) => {
    const vector = () => local('i32x4')
    const streamWord = (word: number): Code => i32x4.loadSplat(stream.get, 4 * word)
    const sets = Array.from({ length: SETS }, () => four(vector))
    const [counters, left, multipliers] = [vector(), vector(), MULTIPLIERS.map(vector)]
    // Products of 64 bits of the first two lanes, and of the last two.
    const products = MULTIPLIERS.map(() => [vector(), vector()])
    const multiply = (which: number, a: Code, b: Code): Code =>
      code(products[which][0].set(i64x2.multiplyLow(a, b)), products[which][1].set(i64x2.multiplyHigh(a, b)))
    const halves = (which: number, lanes: Four): Code =>
      i32x4.shuffle(products[which][0].get, products[which][1].get, lanes)
    const low = (which: number): Code => halves(which, [0, 2, 4, 6])
    const high = (which: number): Code => halves(which, [1, 3, 5, 7])
    const scratch = four(vector)

    const begin = (words: typeof scratch): Code =>
      code(
        words[0].set(counters.get),
        words.slice(1).map((word, at) => word.set(streamWord(STREAM.counter + at))),
        counters.set(i32x4.add(counters.get, same(4))),
      )
    const round = (words: typeof scratch, number: number): Code => {
      const key = (word: number): Code => streamWord(STREAM.keys + 2 * number + word)
      return code(
        multiply(0, words[0].get, multipliers[0].get),
        multiply(1, words[2].get, multipliers[1].get),
        words[0].set(i32x4.xor(i32x4.xor(words[1].get, key(0)), high(1))),
        words[1].set(low(1)),
        words[2].set(i32x4.xor(i32x4.xor(words[3].get, key(1)), high(0))),
        words[3].set(low(0)),
      )
    }
    // A vector has one word of four counters, and is to have the four words of one.
    const transpose = (words: typeof scratch): Code => {
      const join = (from: typeof scratch, a: number, b: number, lanes: Four): Code =>
        i32x4.shuffle(from[a].get, from[b].get, lanes)
      return code(
        scratch[0].set(join(words, 0, 1, [0, 4, 1, 5])),
        scratch[1].set(join(words, 2, 3, [0, 4, 1, 5])),
        scratch[2].set(join(words, 0, 1, [2, 6, 3, 7])),
        scratch[3].set(join(words, 2, 3, [2, 6, 3, 7])),
        words[0].set(join(scratch, 0, 1, [0, 1, 4, 5])),
        words[1].set(join(scratch, 0, 1, [2, 3, 6, 7])),
        words[2].set(join(scratch, 2, 3, [0, 1, 4, 5])),
        words[3].set(join(scratch, 2, 3, [2, 3, 6, 7])),
      )
    }
    const toPlaces = (word: (typeof scratch)[number]): Code =>
      code(multiply(0, word.get, left.get), word.set(high(0)), left.set(i32x4.subtract(left.get, same(4))))
    const finish = (words: typeof scratch, set: number): Code =>
      code(
        transpose(words),
        name === 'places' ? words.map(toPlaces) : [],
        words.map((word, at) =>
          i32x4.store(into.get, i32x4.xor(word.get, same(SIGN)), 4 * WORDS_OF_SET * set + 16 * at),
        ),
      )
    return code(
      MULTIPLIERS.map((value, at) => multipliers[at].set(same(value))),
      counters.set(i32x4.add(i32x4.splat(first.get), IN_ORDER)),
      left.set(i32x4.subtract(streamWord(STREAM.left), IN_ORDER)),
      whileBelow(
        into,
        end.get,
        code(
          sets.map(begin),
          Array.from({ length: ROUNDS }, (_, number) => sets.map((words) => round(words, number))).flat(),
          sets.map(finish),
          advance(into, i32.const(4 * WORDS_AT_ONCE)),
        ),
      ),
    )
  })

export const PHILOX_FUNCTIONS = [definePhilox('words'), definePhilox('places')]
