import { createRandom, type RandomSource, randomExponential, randomNormal } from '../../random.ts'
import type { LoopRows } from '../loop-rows.ts'

export type LogOptions = {
  readonly rows?: number
  readonly seed: number
  readonly days?: number
  /** Share of rows that chance decides; 0 for a log without served_by. */
  readonly arm?: number
  readonly outcome?: 'value' | 'binary'
  /** Law of the outcome's own noise; `persistent` adds a level that wanders from hour to hour. */
  readonly noise?: 'normal' | 'laplace' | 'persistent'
}

type Settings = Required<LogOptions>

const DAY = 86_400_000
const START = Date.UTC(2026, 0, 5)
/** Noise that leaves R² = 0.7 beside a predictor of variance 1. */
const NOISE = Math.sqrt(0.3 / 0.7)
const DEFAULTS = { rows: 100_000, days: 60, arm: 0, outcome: 'value', noise: 'normal' } as const

type Frame = {
  readonly settings: Settings
  readonly random: RandomSource
  readonly times: Float64Array
  readonly score: Float64Array
  readonly label: Float64Array
  readonly arm: Int32Array
}

function frame(options: LogOptions): Frame {
  const settings: Settings = { ...DEFAULTS, ...options }
  const random = createRandom(settings.seed, 77)
  const { rows, days, arm } = settings
  return {
    settings,
    random,
    times: Float64Array.from(
      { length: rows },
      (_, i) => START + ((i + random.uniform()) / rows) * days * DAY,
    ),
    score: new Float64Array(rows),
    label: new Float64Array(rows),
    arm: Int32Array.from({ length: rows }, () => (random.uniform() < arm ? 1 : 0)),
  }
}

function asRows({ settings, times, score, label, arm }: Frame, more: Partial<LoopRows> = {}): LoopRows {
  return {
    rows: settings.rows,
    times,
    score,
    label,
    servedBy: settings.arm > 0 ? { codes: arm, values: ['ai', 'random'] } : null,
    propensity: null,
    influenced: null,
    confidence: null,
    error: null,
    shown: null,
    selected: null,
    version: null,
    segments: [],
    features: [],
    ...more,
  }
}

/** Noise of the outcome by row. */
function noiseOf({ settings, random, times }: Frame): (row: number) => number {
  let level = 0
  let hour = 0
  return (row) => {
    switch (settings.noise) {
      case 'normal':
        return NOISE * randomNormal(random)
      case 'laplace':
        return (NOISE / Math.SQRT2) * randomExponential(random) * (random.uniform() < 0.5 ? -1 : 1)
      case 'persistent': {
        const now = Math.floor(times[row] / 3_600_000)
        if (now !== hour) level = 0.95 * level + 0.06 * randomNormal(random)
        hour = now
        return level + NOISE * randomNormal(random)
      }
    }
  }
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x))

/** Writes score and outcome of a row without a loop: what the model knows, and what moves the outcome beside it. */
function writeHonest(log: Frame, row: number, known: number, beside: number): void {
  if (log.settings.outcome === 'binary') {
    log.score[row] = logistic(2 * known - 0.5)
    log.label[row] = log.random.uniform() < logistic(2 * known - 0.5 + 2 * beside) ? 1 : 0
  } else {
    log.score[row] = known
    log.label[row] = known + beside
  }
}

/** A good model that moves nothing: score and outcome correlate at 0.84. */
export function honestLog(options: LogOptions): LoopRows {
  const log = frame(options)
  const noise = noiseOf(log)
  for (let i = 0; i < log.settings.rows; i++) {
    writeHonest(log, i, randomNormal(log.random), log.settings.outcome === 'binary' ? 0 : noise(i))
  }
  return asRows(log)
}

/** Weekday and trend (or a wandering level) move score and outcome alike, by different amounts. */
export function confoundedLog(
  options: LogOptions & { readonly level: 'weekday and trend' | 'wandering' },
): LoopRows {
  const log = frame(options)
  const noise = noiseOf(log)
  const { rows } = log.settings
  const weekday = [0.4, 0.3, 0.1, 0, 0.2, -0.5, -0.6]
  let day = 0
  let wander = 0
  for (let i = 0; i < rows; i++) {
    const now = Math.floor(log.times[i] / (DAY / 4))
    if (now !== day) wander = 0.98 * wander + 0.15 * randomNormal(log.random)
    day = now
    const level =
      options.level === 'wandering'
        ? wander
        : weekday[new Date(log.times[i]).getUTCDay()] + (1.5 * i) / rows + 0.2 * Math.sin((14 * i) / rows)
    const known = randomNormal(log.random)
    if (log.settings.outcome === 'binary') {
      writeHonest(log, i, known + 0.7 * level, 0.3 * level)
    } else {
      log.score[i] = known + 0.7 * level
      log.label[i] = known + level + noise(i)
    }
  }
  return asRows(log)
}

/**
 * A loop through the decision: where the model decides, the outcome moves by `gain` a unit of score, and the model is
 * fitted anew to what it caused at every retrain.
 */
export function loopLog(
  options: LogOptions & { readonly gain?: number; readonly retrains?: number },
): LoopRows {
  const log = frame(options)
  const noise = noiseOf(log)
  const { gain = 0.6, retrains = 12 } = options
  const { rows, outcome } = log.settings
  const codes = new Int32Array(rows)
  let weight = outcome === 'binary' ? 1 - gain : 1
  let products = 0
  let squares = 0
  let version = 0
  for (let i = 0; i < rows; i++) {
    const now = Math.floor((i * retrains) / rows)
    if (now !== version) {
      weight = products / squares
      products = 0
      squares = 0
      version = now
    }
    const x = outcome === 'binary' ? logistic(2 * randomNormal(log.random) - 0.5) : randomNormal(log.random)
    const score = weight * x
    const moved = log.arm[i] === 0 ? gain * score : 0
    log.score[i] = score
    log.label[i] =
      outcome === 'binary'
        ? log.random.uniform() < Math.min(1, (1 - gain) * x + moved)
          ? 1
          : 0
        : x + moved + noise(i)
    codes[i] = now
    products += x * log.label[i]
    squares += x * x
  }
  return asRows(log, {
    version: { codes, values: Array.from({ length: retrains }, (_, v) => `v${v + 1}`) },
  })
}

/** The outcome keeps only 1 − gain of its own and moves to the score by `gain`: E[y | score] is the same in both arms. */
export function pullLog(options: LogOptions & { readonly gain?: number }): LoopRows {
  const log = frame(options)
  const noise = noiseOf(log)
  const { gain = 0.6 } = options
  for (let i = 0; i < log.settings.rows; i++) {
    const x = randomNormal(log.random)
    const own = x + noise(i)
    log.score[i] = x
    log.label[i] = log.arm[i] === 0 ? (1 - gain) * own + gain * x : own
  }
  return asRows(log)
}

/** No arm: yesterday's mean prediction moves today's outcomes, and what is shown narrows from week to week. */
export function leadingLog(
  options: LogOptions & { readonly gain?: number; readonly lagHours?: number },
): LoopRows {
  const log = frame(options)
  const noise = noiseOf(log)
  const { gain = 0.6, lagHours = 24 } = options
  const { rows } = log.settings
  const items = 40
  const shown = new Int32Array(rows)
  const sums: number[] = []
  const counts: number[] = []
  const origin = START
  let shock = 0
  let last = -1
  for (let i = 0; i < rows; i++) {
    const step = Math.floor((log.times[i] - origin) / (lagHours * 3_600_000))
    if (step !== last) {
      shock = 0.3 * randomNormal(log.random)
      last = step
    }
    const before = step > 0 && counts[step - 1] > 0 ? sums[step - 1] / counts[step - 1] : 0
    const x = randomNormal(log.random) + shock
    const score = x
    log.score[i] = score
    sums[step] = (sums[step] ?? 0) + score
    counts[step] = (counts[step] ?? 0) + 1
    log.label[i] = x + gain * before + noise(i)
    const focus = 1 + (2.5 * i) / rows
    shown[i] = Math.min(items - 1, Math.floor(items * log.random.uniform() ** focus))
  }
  return asRows(log, {
    shown: { codes: shown, values: Array.from({ length: items }, (_, k) => `item ${k}`) },
  })
}
