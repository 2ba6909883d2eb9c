import { type LabelledScores, probabilityProblem } from '../performance/labelled-scores.ts'
import { createRandom, randomBinomial } from '../random.ts'
import { groupLabels, poolAdjacentViolators, type ScoreGroups } from './isotonic.ts'

/** brier = miscalibration − discrimination + uncertainty, exactly. */
export interface CorpDecomposition {
  readonly brier: number
  readonly miscalibration: number
  readonly discrimination: number
  readonly uncertainty: number
}

export interface CorpPoint {
  readonly score: number
  /** Isotonic estimate of the rate at this score. */
  readonly rate: number
  readonly rows: number
  /** Where the estimate would lie, pointwise, if the scores were calibrated. */
  readonly consistency: readonly [lower: number, upper: number]
}

export interface CorpReliability {
  readonly decomposition: CorpDecomposition
  readonly points: readonly CorpPoint[]
}

export interface CorpOptions {
  readonly confidence?: number
  readonly resamples?: number
  readonly seed?: number
  /** Most points of the curve; scores are merged into this many groups of equal mass when more are distinct. */
  readonly points?: number
}

function brierOf(groups: ScoreGroups, forecast: (i: number) => number, rows: number): number {
  let sum = 0
  for (let i = 0; i < groups.x.length; i++) {
    const f = forecast(i)
    const positives = groups.mean[i] * groups.weight[i]
    sum += positives * (1 - f) * (1 - f) + (groups.weight[i] - positives) * f * f
  }
  return sum / rows
}

/** Neighbouring score groups merged into at most `most` of about equal weight, each at its mean score. */
function coarsen(groups: ScoreGroups, most: number, rows: number): ScoreGroups {
  if (groups.x.length <= most) return groups
  const x: number[] = []
  const weight: number[] = []
  const mean: number[] = []
  let seen = 0
  let mass = 0
  let scores = 0
  let positives = 0
  for (let i = 0; i < groups.x.length; i++) {
    mass += groups.weight[i]
    scores += groups.weight[i] * groups.x[i]
    positives += groups.weight[i] * groups.mean[i]
    if (((seen + mass) * most) / rows >= x.length + 1 || i === groups.x.length - 1) {
      x.push(scores / mass)
      weight.push(mass)
      mean.push(positives / mass)
      seen += mass
      mass = 0
      scores = 0
      positives = 0
    }
  }
  return { x: Float64Array.from(x), weight: Float64Array.from(weight), mean: Float64Array.from(mean) }
}

function consistencyBand(groups: ScoreGroups, options: CorpOptions): Float64Array[] {
  const { confidence = 0.9, resamples = 200, seed = 0 } = options
  const random = createRandom(seed)
  const n = groups.x.length
  const fits: Float64Array[] = []
  const drawn = new Float64Array(n)
  for (let r = 0; r < resamples; r++) {
    for (let i = 0; i < n; i++) {
      drawn[i] = randomBinomial(random, groups.weight[i], groups.x[i]) / groups.weight[i]
    }
    fits.push(poolAdjacentViolators(drawn, groups.weight))
  }
  const lower = new Float64Array(n)
  const upper = new Float64Array(n)
  const column = new Float64Array(resamples)
  const tail = Math.floor(((1 - confidence) / 2) * resamples)
  for (let i = 0; i < n; i++) {
    for (let r = 0; r < resamples; r++) column[r] = fits[r][i]
    column.sort()
    lower[i] = column[tail]
    upper[i] = column[resamples - 1 - tail]
  }
  return [lower, upper]
}

/**
 * CORP: the isotonic reliability curve and the parts of the Brier score that follow from it. Miscalibration is what
 * isotonic recalibration takes off the score, discrimination what the recalibrated scores gain over the base rate.
 * The decomposition uses every distinct score; the curve and its band at most `points` (default 500) groups. The
 * band (default 90%, 200 seeded resamples) is pointwise, under the hypothesis that the scores are calibrated. Null
 * with a reason where there are no rows or the scores are no probabilities.
 *
 * Source: Dimitriadis, Gneiting and Jordan (2021), Stable reliability diagrams for probabilistic classifiers, PNAS.
 */
export function corpReliability(
  data: LabelledScores,
  options: CorpOptions = {},
): { readonly value: CorpReliability | null; readonly reason: string | null } {
  const reason = probabilityProblem(data)
  if (reason !== null) return { value: null, reason }
  const groups = groupLabels(data)
  const fitted = poolAdjacentViolators(groups.mean, groups.weight)
  const base = data.positives / data.rows
  const brier = brierOf(groups, (i) => groups.x[i], data.rows)
  const recalibrated = brierOf(groups, (i) => fitted[i], data.rows)
  const uncertainty = base * (1 - base)
  const coarse = coarsen(groups, options.points ?? 500, data.rows)
  const rates = poolAdjacentViolators(coarse.mean, coarse.weight)
  const [lower, upper] = consistencyBand(coarse, options)
  const points = Array.from(coarse.x, (score, i) => ({
    score,
    rate: rates[i],
    rows: coarse.weight[i],
    consistency: [lower[i], upper[i]] as const,
  }))
  return {
    value: {
      decomposition: {
        brier,
        miscalibration: brier - recalibrated,
        discrimination: uncertainty - recalibrated,
        uncertainty,
      },
      points,
    },
    reason: null,
  }
}
