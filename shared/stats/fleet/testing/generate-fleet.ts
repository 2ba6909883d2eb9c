import { createRandom, type RandomSource, randomMultinomial, randomNormal } from '../../random.ts'
import { normalCdf } from '../../special/normal.ts'
import type { Trace } from '../onsets.ts'

const HOUR = 3_600_000
const START = Date.UTC(2026, 0, 1)
export const HOURS = 120 * 24
export const SPAN: readonly [number, number] = [START, START + HOURS * HOUR]
const EDGES = [-1.28, -0.84, -0.52, -0.25, 0, 0.25, 0.52, 0.84, 1.28]

/** Counts on ten bins of a standard normal output that moves to `shift` at hour `onset`, with a daily course. */
export function driftingTrace(random: RandomSource, onset: number, shift: number, rowsAnHour = 60): Trace {
  const law = (level: number): Float64Array => {
    const below = [0, ...EDGES.map((edge) => normalCdf(edge - level)), 1]
    return Float64Array.from({ length: 10 }, (_, b) => below[b + 1] - below[b])
  }
  const laws = new Map<number, Float64Array>()
  const lawAt = (level: number): Float64Array => {
    const known = laws.get(level) ?? law(level)
    laws.set(level, known)
    return known
  }
  return {
    start: START,
    widthMs: HOUR,
    buckets: Array.from({ length: HOURS }, (_, hour) => {
      const course = Math.round(10 * Math.sin((2 * Math.PI * hour) / 24)) / 50
      return randomMultinomial(random, rowsAnHour, lawAt((hour < onset ? 0 : shift) + course))
    }),
  }
}

/** Lags of a chain of six models in hours: from an hour to a month. */
export const CHAIN_LAGS = [1, 6, 24, 7 * 24, 30 * 24]

export const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `model ${i + 1}`)

/** A chain in which each model's drift follows that of the one before. */
export function chainTraces(seed: number): Trace[] {
  const random = createRandom(seed, 5)
  let onset = 24 * 15 + Math.floor(random.uniform() * 24 * 50)
  return [0, ...CHAIN_LAGS].map((lag) => {
    onset += lag
    return driftingTrace(random, onset, 0.8 + 0.4 * random.uniform())
  })
}

/** Models that drift whenever they like. */
export function independentTraces(seed: number, count = 6): Trace[] {
  const random = createRandom(seed, 6)
  return Array.from({ length: count }, () =>
    driftingTrace(
      random,
      Math.floor(random.uniform() * HOURS * 0.9) + 100,
      random.uniform() < 0.5 ? 0.9 : -0.9,
    ),
  )
}

/** Models that step at one time. */
export function sharedStepTraces(seed: number, count = 7): Trace[] {
  const random = createRandom(seed, 7)
  const onset = 24 * 20 + Math.floor(random.uniform() * 24 * 80)
  return Array.from({ length: count }, () => driftingTrace(random, onset, 0.7 + 0.5 * random.uniform()))
}

/** Two courses of which the second follows the first by `lag` steps, each with noise of its own. */
export function followingSeries(
  seed: number,
  lag: number,
  strength: number,
): { first: Float64Array; second: Float64Array } {
  const random = createRandom(seed, 8)
  const first = new Float64Array(HOURS)
  const second = new Float64Array(HOURS)
  let own = 0
  for (let t = 0; t < HOURS; t++) {
    first[t] = 0.9 * (t > 0 ? first[t - 1] : 0) + randomNormal(random)
    own = 0.9 * own + randomNormal(random)
    second[t] = strength * (t >= lag ? first[t - lag] : 0) + own + 3 * Math.sin((2 * Math.PI * t) / 24)
  }
  return { first, second }
}
