import type { LabelledScores } from '../performance/labelled-scores.ts'
import { probabilityProblem, twoClassProblem } from '../performance/labelled-scores.ts'
import { chiSquaredSf } from '../special/chi-squared.ts'
import { groupLabels, type ScoreGroups } from './isotonic.ts'
import { logit } from './recalibration.ts'

/** A bend in the calibration line, on the logit scale. */
export interface CalibrationKink {
  /** Score at which the line bends. */
  readonly score: number
  readonly slopeBelow: number
  readonly slopeAbove: number
  /** Likelihood ratio of the bent against the straight line, adjusted for the knots that were tried. */
  readonly pValue: number
}

const BINS = 200
const KNOTS = 9
const LEAST_BEND = 0.3
/** By how much the bent line's log likelihood has to beat that of a smooth (quadratic) one of the same freedom. */
const OVER_SMOOTH = 3
const LEAST_ROWS = 1_000

/**
 * Looks for a bend in logit(P(y = 1)) against logit(score): a line with one knot at a tenth of the scores, fitted by
 * maximum likelihood on 200 groups of equal mass. A bend counts where the likelihood ratio is significant at 0.001 after
 * Bonferroni over 9 knots, the slopes differ by at least 0.3, and a parabola does clearly worse, for scores that are
 * merely too timid or too bold curve without a bend. Blending a model's score with another one, or capping it, leaves
 * such bends. Null where there is none, or fewer than 1,000 rows.
 *
 * Source: Muggeo (2003), Estimating regression models with unknown break-points; here with the knots on a grid.
 */
export function calibrationKink(data: LabelledScores): CalibrationKink | null {
  if (data.rows < LEAST_ROWS || probabilityProblem(data) !== null || twoClassProblem(data) !== null)
    return null
  const bins = equalMass(groupLabels(data), data.rows)
  const x = Array.from(bins.x, logit)
  const straight = fitLogit([x], bins)
  const smooth = fitLogit([x, x.map((value) => value * value)], bins)
  if (straight === null || smooth === null) return null
  let best: { fitted: Fit; knot: number } | null = null
  for (let k = 1; k <= KNOTS; k++) {
    const knot = x[Math.floor((k * x.length) / (KNOTS + 1))]
    const fitted = fitLogit([x, x.map((value) => Math.max(0, value - knot))], bins)
    if (fitted !== null && (best === null || fitted.logLikelihood > best.fitted.logLikelihood)) {
      best = { fitted, knot }
    }
  }
  if (best === null) return null
  const { fitted, knot } = best
  const ratio = 2 * (fitted.logLikelihood - straight.logLikelihood)
  const pValue = Math.min(1, KNOTS * chiSquaredSf(Math.max(0, ratio), 1))
  const [, slopeBelow, bend] = fitted.coefficients
  const beatsSmooth = fitted.logLikelihood - smooth.logLikelihood >= OVER_SMOOTH
  if (pValue >= 0.001 || Math.abs(bend) < LEAST_BEND || !beatsSmooth) return null
  return { score: 1 / (1 + Math.exp(-knot)), slopeBelow, slopeAbove: slopeBelow + bend, pValue }
}

function equalMass(groups: ScoreGroups, rows: number): ScoreGroups {
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
    if (((seen + mass) * BINS) / rows < x.length + 1 && i < groups.x.length - 1) continue
    x.push(scores / mass)
    weight.push(mass)
    mean.push(positives / mass)
    seen += mass
    mass = 0
    scores = 0
    positives = 0
  }
  return { x: Float64Array.from(x), weight: Float64Array.from(weight), mean: Float64Array.from(mean) }
}

interface Fit {
  readonly coefficients: readonly number[]
  readonly logLikelihood: number
}

/** Binomial logistic regression of the groups on an intercept and `columns`, by Newton's method; null where it fails. */
function fitLogit(columns: readonly (readonly number[])[], { weight, mean }: ScoreGroups): Fit | null {
  const width = columns.length + 1
  const at = (i: number, c: number): number => (c === 0 ? 1 : columns[c - 1][i])
  const beta = new Array<number>(width).fill(0)
  let logLikelihood = Number.NEGATIVE_INFINITY
  for (let iteration = 0; iteration < 50; iteration++) {
    const gradient = new Array<number>(width).fill(0)
    const hessian = Array.from({ length: width }, () => new Array<number>(width).fill(0))
    let likelihood = 0
    for (let i = 0; i < weight.length; i++) {
      let z = 0
      for (let c = 0; c < width; c++) z += beta[c] * at(i, c)
      const p = 1 / (1 + Math.exp(-z))
      likelihood -= weight[i] * (Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - mean[i] * z)
      for (let c = 0; c < width; c++) {
        gradient[c] += weight[i] * (mean[i] - p) * at(i, c)
        for (let d = 0; d < width; d++) hessian[c][d] += weight[i] * p * (1 - p) * at(i, c) * at(i, d)
      }
    }
    if (Math.abs(likelihood - logLikelihood) < 1e-9 * Math.max(1, Math.abs(likelihood))) {
      return { coefficients: beta, logLikelihood: likelihood }
    }
    logLikelihood = likelihood
    const step = solve(hessian, gradient)
    if (step === null || step.some((value) => !Number.isFinite(value))) return null
    const longest = Math.max(...step.map(Math.abs))
    for (let c = 0; c < width; c++) beta[c] += step[c] * Math.min(1, 5 / longest)
  }
  return null
}

/** Gaussian elimination with pivoting of a small system; null where it is singular. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | null {
  const n = right.length
  const rows = matrix.map((row, i) => [...row, right[i]])
  for (let c = 0; c < n; c++) {
    let pivot = c
    for (let r = c + 1; r < n; r++) if (Math.abs(rows[r][c]) > Math.abs(rows[pivot][c])) pivot = r
    if (!(Math.abs(rows[pivot][c]) > 1e-12)) return null
    ;[rows[c], rows[pivot]] = [rows[pivot], rows[c]]
    for (let r = c + 1; r < n; r++) {
      const factor = rows[r][c] / rows[c][c]
      for (let d = c; d <= n; d++) rows[r][d] -= factor * rows[c][d]
    }
  }
  const solution = new Array<number>(n).fill(0)
  for (let r = n - 1; r >= 0; r--) {
    let value = rows[r][n]
    for (let c = r + 1; c < n; c++) value -= rows[r][c] * solution[c]
    solution[r] = value / rows[r][r]
  }
  return solution
}
