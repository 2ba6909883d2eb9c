const N = 624
const M = 397

/**
 * The Mersenne Twister MT19937 seeded as CPython's `random.Random(seed)` does, so that a seeded detector draws what
 * river's draws. Source: Matsumoto and Nishimura (1998); CPython, Modules/_randommodule.c.
 */
export interface MersenneTwister {
  readonly words: Uint32Array
  at: number
}

function fromWord(seed: number): MersenneTwister {
  const words = new Uint32Array(N)
  let previous = seed >>> 0
  words[0] = previous
  for (let i = 1; i < N; i++) {
    previous = (Math.imul(1812433253, previous ^ (previous >>> 30)) + i) >>> 0
    words[i] = previous
  }
  return { words, at: N }
}

/** A generator for a whole-number seed; its sign is ignored, as in CPython. */
export function createMersenneTwister(seed: number): MersenneTwister {
  const size = Math.abs(Math.trunc(seed))
  const key = size > 0xffffffff ? [size >>> 0, Math.floor(size / 0x100000000)] : [size]
  const state = fromWord(19650218)
  const { words } = state
  let i = 1
  let j = 0
  for (let k = Math.max(N, key.length); k > 0; k--) {
    const previous = words[i - 1]
    words[i] = (words[i] ^ Math.imul(previous ^ (previous >>> 30), 1664525)) + key[j] + j
    i += 1
    j = (j + 1) % key.length
    if (i >= N) {
      words[0] = words[N - 1]
      i = 1
    }
  }
  for (let k = N - 1; k > 0; k--) {
    const previous = words[i - 1]
    words[i] = (words[i] ^ Math.imul(previous ^ (previous >>> 30), 1566083941)) - i
    i += 1
    if (i >= N) {
      words[0] = words[N - 1]
      i = 1
    }
  }
  words[0] = 0x80000000
  return state
}

function regenerate(state: MersenneTwister): void {
  const { words } = state
  const twist = (k: number, next: number, far: number): void => {
    const y = (words[k] & 0x80000000) | (words[next] & 0x7fffffff)
    words[k] = words[far] ^ (y >>> 1) ^ (-(y & 1) & 0x9908b0df)
  }
  for (let k = 0; k < N - M; k++) twist(k, k + 1, k + M)
  for (let k = N - M; k < N - 1; k++) twist(k, k + 1, k + M - N)
  twist(N - 1, 0, M - 1)
  state.at = 0
}

/** The next 32 random bits. */
export function nextWord(state: MersenneTwister): number {
  if (state.at >= N) regenerate(state)
  let y = state.words[state.at]
  state.at += 1
  y ^= y >>> 11
  y ^= (y << 7) & 0x9d2c5680
  y ^= (y << 15) & 0xefc60000
  y ^= y >>> 18
  return y >>> 0
}

/** A uniform whole number in [0, limit), 1 ≤ limit ≤ 2³² − 1, by rejection on the highest bits. */
export function nextBelow(state: MersenneTwister, limit: number): number {
  const shift = Math.clz32(limit)
  let draw = nextWord(state) >>> shift
  while (draw >= limit) draw = nextWord(state) >>> shift
  return draw
}

/**
 * Fills `drawn` with distinct whole numbers in [0, size), in the order in which CPython's `sample(range(size), count)`
 * draws them. `pool` is room for `size` numbers.
 */
export function sampleRange(
  state: MersenneTwister,
  size: number,
  drawn: Int32Array,
  pool: Int32Array = new Int32Array(size),
): Int32Array {
  const count = drawn.length
  const poolLimit = count > 5 ? 21 + 4 ** Math.ceil(Math.log(count * 3) / Math.log(4)) : 21
  if (size <= poolLimit) {
    for (let index = 0; index < size; index++) pool[index] = index
    for (let i = 0; i < count; i++) {
      const j = nextBelow(state, size - i)
      drawn[i] = pool[j]
      pool[j] = pool[size - i - 1]
    }
    return drawn
  }
  const taken = new Set<number>()
  for (let i = 0; i < count; i++) {
    let j = nextBelow(state, size)
    while (taken.has(j)) j = nextBelow(state, size)
    taken.add(j)
    drawn[i] = j
  }
  return drawn
}
