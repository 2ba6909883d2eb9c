import { stirlingError } from './special/gamma.ts'
import { normalQuantile } from './special/normal.ts'

/**
 * A seeded stream of random numbers. The same seed gives the same numbers on every machine: the generator is
 * xoshiro128** (Blackman & Vigna, 2018) on 32-bit integers, seeded by SplitMix32.
 */
export interface RandomSource {
  /** A whole number in [0, 2³²). */
  readonly uint32: () => number
  /** A number in the open interval (0, 1), with 53 bits. */
  readonly uniform: () => number
}

function splitMix32(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let z = state ^ (state >>> 16)
    z = Math.imul(z, 0x21f0aaad)
    z ^= z >>> 15
    z = Math.imul(z, 0x735a2d97)
    return z ^ (z >>> 15)
  }
}

/** A stream for a seed: any finite number; its 53 integer bits count. `stream` splits it into independent ones. */
export function createRandom(seed: number, stream = 0): RandomSource {
  const low = splitMix32(Math.trunc(seed) % 4294967296)
  const high = splitMix32((Math.trunc(seed / 4294967296) ^ Math.imul(stream, 0x85ebca6b)) | 0)
  let a = low() ^ high()
  let b = low() ^ high()
  let c = low() ^ high()
  let d = low() ^ high()
  if ((a | b | c | d) === 0) a = 1
  const uint32 = (): number => {
    const five = Math.imul(b, 5)
    const result = Math.imul((five << 7) | (five >>> 25), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 11) | (d >>> 21)
    return result
  }
  const uniform = (): number => {
    const upper = uint32() >>> 5
    const lower = uint32() >>> 6
    return (upper * 67108864 + lower + 0.5) / 9007199254740992
  }
  return { uint32, uniform }
}

/** A seed from a text: 32-bit FNV-1a over its UTF-16 units, so that names give stable streams. */
export function seedFromText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  }
  return hash >>> 0
}

/** A whole number in [0, n), without bias, for 1 ≤ n ≤ 2³². */
export function randomInteger(random: RandomSource, n: number): number {
  for (;;) {
    const draw = random.uint32()
    // Of doubles below 2³² the rounded quotient has the right whole part, and takes a fifth of the time of a remainder.
    const rest = draw - n * Math.floor(draw / n)
    // Draws from the last whole multiple of n on are drawn again.
    if (draw - rest + n <= 4294967296) return rest
  }
}

/** A standard normal number, by inversion. */
export function randomNormal(random: RandomSource): number {
  return normalQuantile(random.uniform())
}

/** An exponential number with mean 1. */
export function randomExponential(random: RandomSource): number {
  return -Math.log(random.uniform())
}

/** Fisher–Yates, in place. */
export function shuffle<T extends { length: number; [index: number]: unknown }>(
  random: RandomSource,
  items: T,
): T {
  for (let i = items.length - 1; i > 0; i--) {
    const j = randomInteger(random, i + 1)
    const held = items[i]
    items[i] = items[j]
    items[j] = held
  }
  return items
}

/** Poisson with the given mean ≥ 0: products below 10, Hörmann's PTRS (1993) above. */
export function randomPoisson(random: RandomSource, mean: number): number {
  if (!(mean > 0)) return 0
  if (mean < 10) {
    const limit = Math.exp(-mean)
    let product = random.uniform()
    let count = 0
    while (product > limit) {
      product *= random.uniform()
      count++
    }
    return count
  }
  const logMean = Math.log(mean)
  const b = 0.931 + 2.53 * Math.sqrt(mean)
  const a = -0.059 + 0.02483 * b
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
  const squeeze = 0.9277 - 3.6224 / (b - 2)
  for (;;) {
    const u = random.uniform() - 0.5
    const v = random.uniform()
    const us = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43)
    if (us >= 0.07 && v <= squeeze) return k
    if (k < 0 || (us < 0.013 && v > us)) continue
    const logFactorial = k === 0 ? 0 : stirlingError(k) + (k + 0.5) * Math.log(k) - k + 0.9189385332046728
    if (Math.log((v * inverseAlpha) / (a / (us * us) + b)) <= k * logMean - mean - logFactorial) return k
  }
}

function binomialByInversion(random: RandomSource, n: number, p: number): number {
  const ratio = p / (1 - p)
  let mass = Math.exp(n * Math.log1p(-p))
  let left = random.uniform()
  let k = 0
  while (left > mass) {
    left -= mass
    k++
    if (k > n) return n
    mass *= (ratio * (n - k + 1)) / k
  }
  return k
}

function stirlingTail(k: number): number {
  const next = k + 1
  return (1 / 12 - (1 / 360 - 1 / 1260 / (next * next)) / (next * next)) / next
}

/** Binomial(n, p): inversion for small means, Hörmann's BTRS (1993) above. */
export function randomBinomial(random: RandomSource, n: number, p: number): number {
  if (n <= 0 || !(p > 0)) return 0
  if (p >= 1) return n
  if (p > 0.5) return n - randomBinomial(random, n, 1 - p)
  if (n * p < 10) return binomialByInversion(random, n, p)
  const spread = Math.sqrt(n * p * (1 - p))
  const b = 1.15 + 2.53 * spread
  const a = -0.0873 + 0.0248 * b + 0.01 * p
  const c = n * p + 0.5
  const squeeze = 0.92 - 4.2 / b
  const ratio = p / (1 - p)
  const alpha = (2.83 + 5.1 / b) * spread
  const mode = Math.floor((n + 1) * p)
  for (;;) {
    const u = random.uniform() - 0.5
    const v = random.uniform()
    const us = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / us + b) * u + c)
    if (k < 0 || k > n) continue
    if (us >= 0.07 && v <= squeeze) return k
    const accept =
      (mode + 0.5) * Math.log((mode + 1) / (ratio * (n - mode + 1))) +
      (n + 1) * Math.log((n - mode + 1) / (n - k + 1)) +
      (k + 0.5) * Math.log((ratio * (n - k + 1)) / (k + 1)) +
      stirlingTail(mode) +
      stirlingTail(n - mode) -
      stirlingTail(k) -
      stirlingTail(n - k)
    if (Math.log((v * alpha) / (a / (us * us) + b)) <= accept) return k
  }
}

/**
 * Multinomial(n, weights) into `into`, by conditional binomials. Weights need not sum to one; all zero gives
 * zeros.
 */
export function randomMultinomial(
  random: RandomSource,
  n: number,
  weights: ArrayLike<number>,
  into: Float64Array = new Float64Array(weights.length),
): Float64Array {
  let mass = 0
  for (let i = 0; i < weights.length; i++) mass += weights[i]
  let left = mass > 0 ? n : 0
  let last = weights.length - 1
  while (last > 0 && !(weights[last] > 0)) last--
  for (let i = 0; i < weights.length; i++) {
    if (i === last) {
      into[i] = left
      left = 0
      continue
    }
    const drawn =
      left > 0 && weights[i] > 0 ? randomBinomial(random, left, Math.min(1, weights[i] / mass)) : 0
    into[i] = drawn
    left -= drawn
    mass -= weights[i]
  }
  return into
}
