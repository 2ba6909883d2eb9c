import type { LabelledScores } from '../performance/labelled-scores.ts'
import { descendScores, rankClasses } from '../performance/ranked-classes.ts'

/**
 * A non-decreasing function, linear between its knots and constant outside them; `x` is strictly ascending. A block
 * of equal values is held by its first and last knot.
 */
export interface Isotonic {
  readonly x: Float64Array
  readonly y: Float64Array
}

/** Distinct ascending scores with the weight (rows) and the mean target of each. */
export interface ScoreGroups {
  readonly x: Float64Array
  readonly weight: Float64Array
  readonly mean: Float64Array
}

/** Groups rows by score, exactly. `targets` are labels or any numbers. */
export function groupByScore(scores: ArrayLike<number>, targets: ArrayLike<number>): ScoreGroups {
  const n = scores.length
  const order = new Uint32Array(n)
  for (let i = 0; i < n; i++) order[i] = i
  order.sort((a, b) => scores[a] - scores[b])
  const x = new Float64Array(n)
  const weight = new Float64Array(n)
  const mean = new Float64Array(n)
  let groups = 0
  for (let i = 0; i < n; ) {
    const score = scores[order[i]]
    let sum = 0
    const start = i
    while (i < n && scores[order[i]] === score) sum += targets[order[i++]]
    x[groups] = score
    weight[groups] = i - start
    mean[groups] = sum / (i - start)
    groups += 1
  }
  return { x: x.slice(0, groups), weight: weight.slice(0, groups), mean: mean.slice(0, groups) }
}

/** The groups of a binary model's rows, from two sorts of numbers instead of one of rows. */
export function groupLabels(data: LabelledScores): ScoreGroups {
  const x: number[] = []
  const weight: number[] = []
  const mean: number[] = []
  descendScores(rankClasses(data), (score, positives, negatives) => {
    x.push(score)
    weight.push(positives + negatives)
    mean.push(positives / (positives + negatives))
  })
  return {
    x: Float64Array.from(x.reverse()),
    weight: Float64Array.from(weight.reverse()),
    mean: Float64Array.from(mean.reverse()),
  }
}

/**
 * Pool adjacent violators: the non-decreasing values nearest to `mean` in weighted least squares, one for each
 * group. O(n). Source: Barlow et al. (1972), Statistical inference under order restrictions.
 */
export function poolAdjacentViolators(mean: Float64Array, weight: Float64Array): Float64Array {
  const n = mean.length
  const value = new Float64Array(n)
  const mass = new Float64Array(n)
  const last = new Uint32Array(n)
  let blocks = 0
  for (let i = 0; i < n; i++) {
    value[blocks] = mean[i]
    mass[blocks] = weight[i]
    last[blocks] = i
    while (blocks > 0 && value[blocks - 1] >= value[blocks]) {
      const total = mass[blocks - 1] + mass[blocks]
      value[blocks - 1] = (value[blocks - 1] * mass[blocks - 1] + value[blocks] * mass[blocks]) / total
      mass[blocks - 1] = total
      last[blocks - 1] = last[blocks]
      blocks -= 1
    }
    blocks += 1
  }
  const fitted = new Float64Array(n)
  let i = 0
  for (let block = 0; block < blocks; block++) while (i <= last[block]) fitted[i++] = value[block]
  return fitted
}

/**
 * Isotonic regression of the groups' means on their scores. Predictions equal those of scikit-learn's
 * `IsotonicRegression(out_of_bounds="clip")`. No groups give no knots.
 */
export function fitIsotonic(groups: ScoreGroups): Isotonic {
  const fitted = poolAdjacentViolators(groups.mean, groups.weight)
  const keep: number[] = []
  for (let i = 0; i < fitted.length; i++) {
    const inner = i > 0 && i < fitted.length - 1 && fitted[i - 1] === fitted[i] && fitted[i] === fitted[i + 1]
    if (!inner) keep.push(i)
  }
  return {
    x: Float64Array.from(keep, (i) => groups.x[i]),
    y: Float64Array.from(keep, (i) => fitted[i]),
  }
}

/** Value of the function at one score; NaN for a NaN score and for a function without knots. */
export function isotonicAt(model: Isotonic, score: number): number {
  const { x, y } = model
  const n = x.length
  if (n === 0 || Number.isNaN(score)) return Number.NaN
  if (score <= x[0]) return y[0]
  if (score >= x[n - 1]) return y[n - 1]
  let low = 0
  let high = n - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (x[middle] <= score) low = middle
    else high = middle
  }
  return y[low] + ((y[high] - y[low]) / (x[high] - x[low])) * (score - x[low])
}

/** Values of the function at every score. */
export function predictIsotonic(model: Isotonic, scores: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: scores.length }, (_, i) => isotonicAt(model, scores[i]))
}
