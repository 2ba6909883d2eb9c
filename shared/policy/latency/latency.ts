import { rampAt } from '../../stats/injection/shift.ts'
import { createRandom, type RandomSource, shuffle } from '../../stats/random.ts'
import { wilsonInterval } from '../../stats/special/binomial.ts'
import { type StreamDetector, streamDelay, untouchedAlarms } from './streams.ts'

/**
 * What a shift is tried on: a sequence of values in the order in which they become known. Rows are numbered by when they
 * were served, values by when they are known; for columns the two are the same, outcomes are known later.
 */
export type Subject = {
  readonly length: number
  /** Number of the row of each value; null where that is its own place. */
  readonly row: Uint32Array | null
  /** UTC milliseconds at which each row was served, by row, ascending; null where the log has no time. */
  readonly servedAt: Float64Array | null
  /** When each value is known, UTC milliseconds, ascending; null where the log has no time. */
  readonly knownAt: Float64Array | null
  /** Window w holds the values [edges[w], edges[w + 1]). */
  readonly edges: Uint32Array
  readonly values: Float64Array
  /** The value of a row after the shift. */
  readonly shift: (value: number, strength: number, u: number, v: number) => number
  /** 1 for each value that the shift may touch; null for all. */
  readonly touched: Uint8Array | null
  /** Names of the rules that look at windows. */
  readonly rules: readonly string[]
  /** Which of the rules fire on `values[from, to)` of a sequence. */
  readonly judge: (values: Float64Array, from: number, to: number) => readonly boolean[]
  readonly streams: readonly StreamDetector[]
}

/** How fast a shift comes. */
export type Ramp = { readonly rows: number } | { readonly milliseconds: number } | null

export type Trials = {
  readonly size: number
  readonly ramp: Ramp
  readonly count: number
  readonly seed: number
  /** Whether each trial deals the values anew over their places, so that nothing but the shift differs in time. */
  readonly steady: boolean
}

/** The delay of one detection: values seen since the onset, and the time since it where the log has times. */
export type Delay = { readonly rows: number; readonly milliseconds: number | null }
/** For each detector, rules first, the delay of each trial; null where it missed. */
export type TrialDelays = readonly (readonly (Delay | null)[])[]

/** Streams of random numbers that deal values, apart from those of the trials. */
const DEALING = 0x4000_0000
/** Onsets lie in this part of the log, so that there is something before and after each. */
const ONSETS = { from: 0.25, to: 0.6 }

/**
 * Injects a shift of one size at random places of a log, and looks when each detector notices.
 *
 * A rule has noticed at the end of the first window after the onset on which it fires with the shift and would not have
 * fired without it, so that what a log shows anyway is not counted for the shift. Onsets and draws depend on the seed and
 * the number of the trial alone: sizes and detectors are compared on the same ones.
 */
export function runTrials(
  subject: Subject,
  { size, ramp, count, seed, steady }: Trials,
  stop: () => void,
): TrialDelays {
  const { rules, streams, length } = subject
  const delays: (Delay | null)[][] = [...rules, ...streams].map(() => [])
  const asItIs = steady ? null : untouchedFirings(subject)
  const shifted = new Float64Array(length)
  const rows = subject.row === null ? length : 1 + greatest(subject.row)
  for (let trial = 0; trial < count; trial++) {
    stop()
    const random = createRandom(seed, trial)
    const onset = Math.floor(rows * (ONSETS.from + (ONSETS.to - ONSETS.from) * random.uniform()))
    const own = steady ? dealtAnew(subject, createRandom(seed, DEALING + trial)) : subject
    shifted.set(own.values)
    const from = shiftFrom(own, shifted, { onset, size, ramp, random })
    const found = windowDelays(own, shifted, asItIs ?? untouchedFirings(own), { onset, from })
    for (const [index, stream] of streams.entries()) {
      const place = streamDelay(stream, own.values, shifted, from)
      found[rules.length + index] = place === null ? null : delayAt(own, { onset, from }, place)
    }
    for (const [index, delay] of found.entries()) delays[index].push(delay)
  }
  return delays
}

/** The same values in an order of chance; those that a shift may touch go with them. */
function dealtAnew(subject: Subject, random: RandomSource): Subject {
  const order = Uint32Array.from({ length: subject.length }, (_, place) => place)
  shuffle(random, order)
  const { values, touched } = subject
  return {
    ...subject,
    values: Float64Array.from(order, (place) => values[place]),
    touched: touched === null ? null : Uint8Array.from(order, (place) => touched[place]),
  }
}

/** What fires on a log without any shift: by window for rules, alarms over the whole log for streams. */
export function falseAlarms(subject: Subject): {
  readonly windows: number
  readonly rules: readonly number[]
  readonly streams: readonly number[]
} {
  const fired = untouchedFirings(subject)
  return {
    windows: fired.length,
    rules: subject.rules.map((_, rule) => fired.filter((window) => window[rule]).length),
    streams: subject.streams.map((stream) => untouchedAlarms(stream, subject.values)),
  }
}

/** One point of a curve. */
export type LatencyPoint = {
  readonly detected: number
  readonly trials: number
  readonly probability: number
  /** Wilson, 95%. */
  readonly interval: readonly [number, number]
  /** Over all trials, a miss counting as longer than any delay; null where that many were missed. */
  readonly rows: { readonly median: number | null; readonly p90: number | null }
  readonly seconds: { readonly median: number | null; readonly p90: number | null } | null
}

export function latencyPoint(delays: readonly (Delay | null)[]): LatencyPoint {
  const found = delays.flatMap((delay) => (delay === null ? [] : [delay]))
  const trials = delays.length
  const quantiles = (values: readonly number[]) => ({
    median: quantileWithMisses(values, trials, 0.5),
    p90: quantileWithMisses(values, trials, 0.9),
  })
  const times = found.flatMap(({ milliseconds }) => (milliseconds === null ? [] : [milliseconds / 1_000]))
  return {
    detected: found.length,
    trials,
    probability: trials === 0 ? 0 : found.length / trials,
    interval: wilsonInterval(found.length, trials),
    rows: quantiles(found.map((delay) => delay.rows)),
    seconds: found.length > 0 && times.length === 0 ? null : quantiles(times),
  }
}

/** The nearest-rank quantile of delays among `trials`, those without one last; null where it falls on one of these. */
function quantileWithMisses(delays: readonly number[], trials: number, share: number): number | null {
  const sorted = Float64Array.from(delays).sort()
  const rank = Math.ceil(share * trials) - 1
  return rank >= 0 && rank < sorted.length ? sorted[rank] : null
}

function untouchedFirings({ edges, values, judge }: Subject): (readonly boolean[])[] {
  const fired: (readonly boolean[])[] = []
  for (let window = 0; window + 1 < edges.length; window++) {
    fired.push(judge(values, edges[window], edges[window + 1]))
  }
  return fired
}

type Onset = { readonly onset: number; readonly from: number }

/** Writes the shifted values of one trial and tells the place of the first that may differ. */
function shiftFrom(
  { row, servedAt, length, values, shift, touched }: Subject,
  shifted: Float64Array,
  {
    onset,
    size,
    ramp,
    random,
  }: { readonly onset: number; readonly size: number; readonly ramp: Ramp; readonly random: RandomSource },
): number {
  const width = ramp === null ? 0 : 'rows' in ramp ? ramp.rows : ramp.milliseconds
  const byTime = ramp !== null && 'milliseconds' in ramp && servedAt !== null
  let from = length
  for (let place = row === null ? onset : 0; place < length; place++) {
    const own = row === null ? place : row[place]
    if (own < onset) continue
    if (from === length) from = place
    const u = random.uniform()
    const v = random.uniform()
    if (touched !== null && touched[place] === 0) continue
    const distance = byTime ? servedAt[own] - servedAt[onset] : own - onset
    shifted[place] = shift(values[place], size * rampAt(distance, width), u, v)
  }
  return from
}

function windowDelays(
  subject: Subject,
  shifted: Float64Array,
  untouched: readonly (readonly boolean[])[],
  trial: Onset,
): (Delay | null)[] {
  const { edges, rules, judge } = subject
  const found: (Delay | null)[] = rules.map(() => null)
  let open = rules.length
  for (let window = 0; window + 1 < edges.length && open > 0; window++) {
    const end = edges[window + 1]
    if (end <= trial.from) continue
    const fired = judge(shifted, edges[window], end)
    for (const [rule, fires] of fired.entries()) {
      if (!fires || untouched[window][rule] || found[rule] !== null) continue
      found[rule] = delayAt(subject, trial, end - 1)
      open -= 1
    }
  }
  return found
}

function delayAt({ servedAt, knownAt }: Subject, { onset, from }: Onset, place: number): Delay {
  return {
    rows: place - from + 1,
    milliseconds:
      servedAt === null || knownAt === null ? null : Math.max(0, knownAt[place] - servedAt[onset]),
  }
}

function greatest(row: Uint32Array): number {
  let most = -1
  for (const own of row) if (own > most) most = own
  return most
}
