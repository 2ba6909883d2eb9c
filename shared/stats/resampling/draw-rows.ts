import { BOUNDS_OF_VECTOR, MOST_VECTORS } from '../simd/bounds.ts'
import { simdMachine } from '../simd/machine.ts'
import { roundKeys, SIGN, STREAM, STREAM_WORDS, WORDS_AT_ONCE } from '../simd/philox.ts'
import type { ResamplingMode } from './resample-counts.ts'

/** Rows that are drawn from bins. */
export interface RowDraws {
  /**
   * Ascending bounds of the bins but those after the last that can be drawn: of the words that fall into a bin in a
   * bootstrap, of the places of its rows at the start of a permutation.
   */
  readonly bounds: Uint32Array
  readonly draws: number
  /** Rows at the start of a permutation. */
  readonly left: number
}

/** Words that are made, then held against bounds while they are in the cache. */
const BLOCK = 128 * WORDS_AT_ONCE

/**
 * A function that draws rows from at most `bins` bins and writes how many it drew from each, for the last three words of
 * a counter. No bin is looked for: each word is held against four bounds at a time, and counted for those that it is
 * below; counts of bins are differences of neighbours. `between` is called before each block and may throw.
 */
export function openDraws(
  mode: ResamplingMode,
  seed: number,
  bins: number,
  between: () => void,
): (drawn: RowDraws, counter: readonly [number, number, number], into: Uint32Array) => void {
  const machine = simdMachine()
  const [make, hold] = mode === 'bootstrap' ? ['words', 'countBelow'] : ['places', 'takeRows']
  const mostBounds = Math.ceil(bins / BOUNDS_OF_VECTOR) * BOUNDS_OF_VECTOR
  const [stream, words, bounds, totals] = machine.layOut(
    [STREAM_WORDS, BLOCK, mostBounds, mostBounds].map((count) => 4 * count),
  )
  const ofStream = machine.words(stream, STREAM_WORDS)
  const ofBounds = machine.words(bounds, mostBounds)
  const below = machine.words(totals, mostBounds)
  ofStream.set(roundKeys([seed, mode === 'bootstrap' ? 0 : 1]), STREAM.keys)

  const drawBlock = (first: number, count: number, vectors: number): void => {
    const made = Math.ceil(count / WORDS_AT_ONCE) * WORDS_AT_ONCE
    machine.call(make, stream, first / 4, words, words + made * 4)
    for (let vector = 0; vector < vectors; vector += MOST_VECTORS) {
      const some = Math.min(MOST_VECTORS, vectors - vector)
      machine.call(`${hold}${some}`, words, words + count * 4, bounds + vector * 16, totals + vector * 16)
    }
  }
  return (drawn, counter, into) => {
    const { draws, left } = drawn
    const last = drawn.bounds.length
    const vectors = Math.ceil(last / BOUNDS_OF_VECTOR)
    for (let bin = 0; bin < last; bin++) ofBounds[bin] = drawn.bounds[bin] ^ SIGN
    below.fill(0)
    ofStream.set(counter, STREAM.counter)
    for (let first = 0; first < draws && vectors > 0; first += BLOCK) {
      between()
      ofStream[STREAM.left] = left - first
      drawBlock(first, Math.min(BLOCK, draws - first), vectors)
    }
    for (let bin = 0; bin < last; bin++) into[bin] = below[bin] - (bin === 0 ? 0 : below[bin - 1])
    into[last] = draws - (last === 0 ? 0 : below[last - 1])
  }
}
