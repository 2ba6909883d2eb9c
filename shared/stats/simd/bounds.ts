import { advance, type Code, code, define, i32, i32x4, type Variable, whileBelow } from './assembler.ts'

/** Bounds of a vector, and vectors of them that words are held against at the same time at most. */
export const BOUNDS_OF_VECTOR = 4
export const MOST_VECTORS = 4

/**
 * Holds the words from `words` to `end` one after the other against `vectors` vectors of bounds at `bounds`, and adds
 * to the totals of each how many words were below it. `countBelow` leaves the bounds as they are. `takeRows` lowers each
 * bound by 1 for every word below it: where bounds are the rows of a bin and all before it, the row at that place is taken
 * away. Words and bounds are numbers with a sign.
 */
const defineTally = (name: 'countBelow' | 'takeRows', vectors: number) =>
  define(`${name}${vectors}`, ['i32', 'i32', 'i32', 'i32'], (local, words, end, bounds, totals) => {
    const each = <T>(make: (vector: number) => T): T[] => Array.from({ length: vectors }, (_, at) => make(at))
    const own = each(() => local('i32x4'))
    const word = local('i32x4')
    const loadEach = (into: readonly Variable[], from: Code): Code[] =>
      into.map((variable, at) => variable.set(i32x4.load(from, 16 * at)))
    const holdEach = (hold: (vector: number) => Code): Code =>
      whileBelow(
        words,
        end.get,
        code(word.set(i32x4.loadSplat(words.get)), each(hold), advance(words, i32.const(4))),
      )
    const isBelow = (vector: number): Code => i32x4.greater(own[vector].get, word.get)
    const add = (vector: number, below: Code): Code =>
      i32x4.store(totals.get, i32x4.add(i32x4.load(totals.get, 16 * vector), below), 16 * vector)
    if (name === 'countBelow') {
      const below = each(() => local('i32x4'))
      return code(
        loadEach(own, bounds.get),
        below.map((count) => count.set(i32x4.const(0, 0, 0, 0))),
        holdEach((at) => below[at].set(i32x4.subtract(below[at].get, isBelow(at)))),
        below.map(({ get }, at) => add(at, get)),
      )
    }
    return code(
      loadEach(own, bounds.get),
      holdEach((at) => own[at].set(i32x4.add(own[at].get, isBelow(at)))),
      own.map(({ get }, at) => add(at, i32x4.subtract(i32x4.load(bounds.get, 16 * at), get))),
      own.map(({ get }, at) => i32x4.store(bounds.get, get, 16 * at)),
    )
  })

export const BOUNDS_FUNCTIONS = (['countBelow', 'takeRows'] as const).flatMap((name) =>
  Array.from({ length: MOST_VECTORS }, (_, index) => defineTally(name, index + 1)),
)
