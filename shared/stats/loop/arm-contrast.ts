import { say } from '../../words/say.ts'
import { studentTQuantile, studentTTwoSided } from '../special/student-t.ts'
import { armSums, CELL, CELL_SUMS, cellOffset, equalRuns, type LoopSums, momentsOf, STRATA } from './sums.ts'

export interface LoopGain {
  /** By how much a unit of score moves the outcome through the decision. */
  readonly value: number
  readonly interval: readonly [number, number]
  readonly confidence: number
  readonly standardError: number
  readonly pValue: number
  /** Change of the outcome by the decision at the mean score. */
  readonly level: number
  /** Spread of the outcome beside its score where the model decided, over that elsewhere; 1 where no less. */
  readonly damping: number
  readonly rows: { readonly model: number; readonly comparison: number }
  /** Smallest gain that these rows would find with a power of 80%. */
  readonly detectable: number
}

export interface ArmStratum {
  readonly score: number
  readonly model: number
  readonly comparison: number
  readonly difference: number
  readonly standardError: number
  readonly rows: { readonly model: number; readonly comparison: number }
}

export type ArmContrast =
  | { readonly gain: LoopGain; readonly strata: readonly ArmStratum[]; readonly reason: null }
  | { readonly gain: null; readonly strata: readonly ArmStratum[]; readonly reason: string }

/** Level of the interval of the gain: it decides about interventions, so it errs on the wide side. */
export const GAIN_CONFIDENCE = 0.99
const BLOCKS = 40
const LEAST_BLOCKS = 8
const LEAST_ROWS = 200
/** Columns of the regression: strata but one, score, model, model × score. */
const SCORE = STRATA - 1
const MODEL = SCORE + 1
const GAIN = MODEL + 1
const COLUMNS = GAIN + 1

/**
 * Contrast of the rows that the model decided with those it did not, score by score.
 *
 * y = α(bucket) + γ(stratum) + β·s + δ·m + h·m·(s − s̄) is fitted with m = 1 where the model decided: what moves all
 * rows of a bucket of time (weekday, trend, season) goes into α, and a bent relation of outcome and score into γ. The
 * gain is g = h, or, where the outcome keeps only a part d < 1 of its own spread under the model's decision (a pull
 * towards the score), g = b₁ − d·b₀ with the slopes b of the two arms. Standard error by the jackknife over up to 40
 * runs of buckets, so that rows of one time need not be independent; t law with as many degrees as runs less one.
 * All sums are additive by bucket.
 */
export function armContrast(sums: LoopSums): ArmContrast {
  if (sums.comparison === null) {
    return {
      gain: null,
      strata: [],
      reason: say('loop.no.others'),
    }
  }
  const cells = sums.weightedCells
  const strata = stratumContrasts(cells, sums.buckets)
  const rows = {
    model: armSums(sums.cells, 1, 0, sums.buckets)[CELL.weight],
    comparison: armSums(sums.cells, 0, 0, sums.buckets)[CELL.weight],
  }
  if (rows.model < LEAST_ROWS || rows.comparison < LEAST_ROWS) {
    return {
      gain: null,
      strata,
      reason: say('loop.no.arm_rows', { rows: Math.min(rows.model, rows.comparison), needed: LEAST_ROWS }),
    }
  }
  const comparable = Float64Array.from({ length: sums.buckets }, (_, bucket) =>
    Math.min(weightOf(sums.cells, bucket, 0), weightOf(sums.cells, bucket, 1)),
  )
  const blocks = equalRuns(comparable, BLOCKS, 5)
  if (blocks.length < LEAST_BLOCKS) {
    return { gain: null, strata, reason: say('loop.no.overlap') }
  }
  const all = armSums(cells, 1, 0, sums.buckets)
  const other = armSums(cells, 0, 0, sums.buckets)
  const centre = (all[CELL.s] + other[CELL.s]) / (all[CELL.weight] + other[CELL.weight])
  const parts = blocks.map(({ from, to }) => blockParts(cells, from, to, centre))
  const whole = emptyParts()
  for (const part of parts) addParts(whole, part, 1)
  const full = estimate(whole, !sums.binaryLabel)
  if (full === null) return { gain: null, strata, reason: say('loop.no.score_variation') }
  const without = parts.map((part) => {
    const rest = emptyParts()
    addParts(rest, whole, 1)
    addParts(rest, part, -1)
    return estimate(rest, !sums.binaryLabel)
  })
  const kept = without.filter((item) => item !== null)
  const damped = full.damping + 2.6 * jackknifeError(kept.map((item) => item.damping)) < 0.95
  const value = damped ? full.pulled : full.plain
  const standardError = jackknifeError(kept.map((item) => (damped ? item.pulled : item.plain)))
  const df = kept.length - 1
  const reach = studentTQuantile(1 - (1 - GAIN_CONFIDENCE) / 2, df) * standardError
  return {
    gain: {
      value,
      interval: [value - reach, value + reach],
      confidence: GAIN_CONFIDENCE,
      standardError,
      pValue: standardError > 0 ? studentTTwoSided(value / standardError, df) : value === 0 ? 1 : 0,
      level: full.level,
      damping: damped ? full.damping : 1,
      rows,
      detectable: (studentTQuantile(0.975, df) + studentTQuantile(0.8, df)) * standardError,
    },
    strata,
    reason: null,
  }
}

function weightOf(cells: Float64Array, bucket: number, arm: number): number {
  let rows = 0
  for (let k = 0; k < STRATA; k++) rows += cells[cellOffset(bucket, arm, k) + CELL.weight]
  return rows
}

/** Standard error of an estimate from its values with each block left out. */
function jackknifeError(values: readonly number[]): number {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  return Math.sqrt(((n - 1) / n) * values.reduce((sum, value) => sum + (value - mean) ** 2, 0))
}

/** Normal equations within buckets, and the spread within cells of each arm. */
type Parts = {
  readonly matrix: Float64Array
  readonly right: Float64Array
  /** By arm: Σ within-cell squares of s, products of s and y, squares of y, and degrees of freedom. */
  readonly within: Float64Array
  /** By arm: Σ within-bucket squares of s and products of s and y. */
  readonly slopes: Float64Array
}

function emptyParts(): Parts {
  return {
    matrix: new Float64Array(COLUMNS * COLUMNS),
    right: new Float64Array(COLUMNS),
    within: new Float64Array(8),
    slopes: new Float64Array(4),
  }
}

function addParts(into: Parts, part: Parts, sign: number): void {
  for (const key of ['matrix', 'right', 'within', 'slopes'] as const) {
    const target = into[key]
    const source = part[key]
    for (let i = 0; i < target.length; i++) target[i] += sign * source[i]
  }
}

function blockParts(cells: Float64Array, from: number, to: number, centre: number): Parts {
  const parts = emptyParts()
  const { matrix, right, within, slopes } = parts
  const mean = new Float64Array(COLUMNS)
  for (let bucket = from; bucket < to; bucket++) {
    mean.fill(0)
    let n = 0
    let sumY = 0
    for (let arm = 0; arm < 2; arm++) {
      const total = new Float64Array(CELL_SUMS)
      for (let k = 0; k < STRATA; k++) {
        const offset = cellOffset(bucket, arm, k)
        const w = cells[offset]
        if (!(w > 0)) continue
        for (let i = 0; i < CELL_SUMS; i++) total[i] += cells[offset + i]
        const s = cells[offset + CELL.s] - w * centre
        const ss = cells[offset + CELL.ss] - 2 * centre * cells[offset + CELL.s] + w * centre * centre
        const y = cells[offset + CELL.y]
        const sy = cells[offset + CELL.sy] - centre * y
        n += w
        sumY += y
        const columns = arm === 1 ? [SCORE, MODEL, GAIN] : [SCORE]
        const sums = arm === 1 ? [s, w, s] : [s]
        const squares = arm === 1 ? [ss, s, ss, s, w, s, ss, s, ss] : [ss]
        const products = arm === 1 ? [sy, y, sy] : [sy]
        columns.forEach((column, a) => {
          mean[column] += sums[a]
          right[column] += products[a]
          columns.forEach((second, b) => {
            matrix[column * COLUMNS + second] += squares[a * columns.length + b]
          })
          if (k > 0) {
            matrix[column * COLUMNS + k - 1] += sums[a]
            matrix[(k - 1) * COLUMNS + column] += sums[a]
          }
        })
        if (k > 0) {
          mean[k - 1] += w
          right[k - 1] += y
          matrix[(k - 1) * COLUMNS + k - 1] += w
        }
        within[arm * 4] += ss - (s * s) / w
        within[arm * 4 + 1] += sy - (s * y) / w
        within[arm * 4 + 2] += cells[offset + CELL.yy] - (y * y) / w
        within[arm * 4 + 3] += w - 1
      }
      if (total[CELL.weight] > 0) {
        const w = total[CELL.weight]
        slopes[arm * 2] += total[CELL.ss] - (total[CELL.s] * total[CELL.s]) / w
        slopes[arm * 2 + 1] += total[CELL.sy] - (total[CELL.s] * total[CELL.y]) / w
      }
    }
    if (!(n > 0)) continue
    for (let a = 0; a < COLUMNS; a++) {
      if (mean[a] === 0) continue
      right[a] -= (mean[a] * sumY) / n
      for (let b = 0; b < COLUMNS; b++) matrix[a * COLUMNS + b] -= (mean[a] * mean[b]) / n
    }
  }
  return parts
}

type Estimate = {
  readonly plain: number
  readonly pulled: number
  readonly level: number
  readonly damping: number
}

function estimate({ matrix, right, within, slopes }: Parts, continuous: boolean): Estimate | null {
  const solution = solveSymmetric(matrix, right)
  if (solution === null) return null
  const residual = (arm: number): number => {
    const [ss, sy, yy, df] = within.subarray(arm * 4, arm * 4 + 4)
    return Math.max(0, yy - (ss > 0 ? (sy * sy) / ss : 0)) / Math.max(1, df - 1)
  }
  const damping = continuous && residual(0) > 0 ? Math.min(1, Math.sqrt(residual(1) / residual(0))) : 1
  const own = slopes[0] > 0 ? slopes[1] / slopes[0] : 0
  return {
    plain: solution[GAIN],
    pulled: solution[GAIN] + (1 - damping) * own,
    level: solution[MODEL],
    damping,
  }
}

/** Gauss elimination with the largest pivots; columns without variation are left out. Null when the gain is one. */
function solveSymmetric(matrix: Float64Array, right: Float64Array): Float64Array | null {
  const a = matrix.slice()
  const b = right.slice()
  const scale = Float64Array.from({ length: COLUMNS }, (_, i) => matrix[i * COLUMNS + i])
  const used = new Uint8Array(COLUMNS)
  const order: number[] = []
  for (let step = 0; step < COLUMNS; step++) {
    let best = -1
    let most = 1e-8
    for (let i = 0; i < COLUMNS; i++) {
      if (used[i] === 1 || !(scale[i] > 0)) continue
      const share = a[i * COLUMNS + i] / scale[i]
      if (share > most) {
        most = share
        best = i
      }
    }
    if (best < 0) break
    used[best] = 1
    order.push(best)
    const pivot = a[best * COLUMNS + best]
    for (let i = 0; i < COLUMNS; i++) {
      if (i === best) continue
      const factor = a[i * COLUMNS + best] / pivot
      if (factor === 0) continue
      for (let j = 0; j < COLUMNS; j++) a[i * COLUMNS + j] -= factor * a[best * COLUMNS + j]
      b[i] -= factor * b[best]
    }
  }
  if (used[GAIN] === 0 || used[MODEL] === 0) return null
  const solution = new Float64Array(COLUMNS)
  for (const i of order) solution[i] = b[i] / a[i * COLUMNS + i]
  return solution
}

function stratumContrasts(cells: Float64Array, buckets: number): ArmStratum[] {
  const strata: ArmStratum[] = []
  for (let k = 0; k < STRATA; k++) {
    const arms = [new Float64Array(CELL_SUMS), new Float64Array(CELL_SUMS)]
    for (let bucket = 0; bucket < buckets; bucket++) {
      for (let arm = 0; arm < 2; arm++) {
        const offset = cellOffset(bucket, arm, k)
        for (let i = 0; i < CELL_SUMS; i++) arms[arm][i] += cells[offset + i]
      }
    }
    if (!(arms[0][CELL.weight] > 1) || !(arms[1][CELL.weight] > 1)) continue
    const [comparison, model] = arms.map(momentsOf)
    strata.push({
      score: (arms[0][CELL.s] + arms[1][CELL.s]) / (arms[0][CELL.weight] + arms[1][CELL.weight]),
      model: model.meanLabel,
      comparison: comparison.meanLabel,
      difference: model.meanLabel - comparison.meanLabel,
      standardError: Math.sqrt(model.varianceLabel / model.rows + comparison.varianceLabel / comparison.rows),
      rows: { model: model.rows, comparison: comparison.rows },
    })
  }
  return strata
}
