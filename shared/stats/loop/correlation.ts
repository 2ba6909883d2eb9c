import { say } from '../../words/say.ts'
import { trendTest } from '../series/trend.ts'
import { normalSf } from '../special/normal.ts'
import { logit } from './accumulate.ts'
import { type Evidence, leastOf, notApplicable } from './evidence.ts'
import {
  armSums,
  CELL,
  cellOffset,
  correlationOf,
  equalRuns,
  type LoopSums,
  labelledByBucket,
  momentsOf,
  STRATA,
} from './sums.ts'
import { type Run, trendChart, windowSpread } from './windows.ts'

export const LEAST_LABELLED = 1_000
const ROLLING_ROWS = 10_000
const MOST_WINDOWS = 40
/** Rise of the tightness over the whole log that matters, in units of Fisher's z. */
const LEAST_RISE = 0.05
/** Part of the log that is also looked at without what comes after it. */
const BEFORE_BREAK = 0.75

/**
 * Pearson's and Spearman's correlation of score and outcome, in all and in rolling windows of 10,000 labelled rows.
 * It is context: a good model correlates, too, so this test never supports a loop. Spearman's is that of the score's
 * strata (twentieths of its rows) with mean outcome, which is what sums by bucket hold.
 */
export function correlationTest(sums: LoopSums): Evidence {
  const labelled = labelledByBucket(sums)
  const rows = labelled.reduce((sum, count) => sum + count, 0)
  if (rows < LEAST_LABELLED) return tooFew(rows)
  const whole = bothArms(sums, 0, sums.buckets)
  const r = correlationOf(momentsOf(whole))
  if (!Number.isFinite(r)) return notApplicable(say('loop.no.variation'))
  const windows = rollingWindows(labelled, ROLLING_ROWS)
  const z = Math.atanh(Math.min(1 - 1e-15, Math.abs(r))) * Math.sqrt(rows - 3)
  return {
    applicable: true,
    value: r,
    pValue: Math.min(1, 2 * normalSf(z)),
    effect: false,
    facts: { pearson: r, spearman_of_strata: strataSpearman(sums), rows, window_rows: ROLLING_ROWS },
    chart: trendChart(sums, windows, [
      {
        name: 'pearson',
        values: windows.map(({ from, to }) => correlationOf(momentsOf(bothArms(sums, from, to)))),
      },
    ]),
  }
}

/**
 * Whether score and outcome go together ever more tightly: trend of Fisher's z of Pearson's r over up to 40 disjoint
 * windows of at least 1,000 labelled rows that the model decided. Where the outcome is yes or no, r moves with the
 * base rate alone; there ln(β·σ) is tested in its place, with β the slope of a logistic line through the strata and σ
 * the spread of the score (both on the logit scale for a score from 0 to 1): neither moves with a level.
 *
 * A loop that breaks takes its tightness with it, and the fall at the end reads as autocorrelation, which hides the rise
 * before it. So the first three quarters of the windows are tested by themselves as well, with Bonferroni over the two.
 */
export function tighteningTest(sums: LoopSums): Evidence {
  const decided = Float64Array.from({ length: sums.buckets }, (_, bucket) => armRows(sums, 1, bucket))
  const rows = decided.reduce((sum, count) => sum + count, 0)
  if (rows < LEAST_LABELLED) return tooFew(rows)
  const windows = equalRuns(decided, MOST_WINDOWS, LEAST_LABELLED)
  if (windows.length < 8) {
    return notApplicable(say('loop.no.labelled_windows', { windows: windows.length, rows: LEAST_LABELLED }))
  }
  const r = windows.map(({ from, to }) => correlationOf(momentsOf(withinBuckets(sums, from, to))))
  const tightness = sums.binaryLabel
    ? binaryTightness(sums, windows)
    : r.map((value) => Math.atanh(Math.max(-0.999999, Math.min(0.999999, value))))
  const trends = [tightness, tightness.slice(0, Math.ceil(BEFORE_BREAK * tightness.length))].flatMap(
    (values) => trendTest(values, 'rise') ?? [],
  )
  if (trends.length === 0) return notApplicable(say('loop.no.window_variation'))
  const trend = trends.reduce((a, b) => (b.pValue < a.pValue ? b : a))
  return {
    applicable: true,
    value: trend.tau,
    pValue: leastOf(trends.map(({ pValue }) => pValue)),
    effect: trend.change >= LEAST_RISE,
    facts: {
      tau: trend.tau,
      rise: trend.change,
      scale: sums.binaryLabel ? 'log_odds_a_spread' : 'fisher_z',
      first: r[0],
      last: r[r.length - 1],
      windows: windows.length,
      windows_tested: trend.n,
      variance_inflation: trend.inflation,
    },
    chart: trendChart(sums, windows, [
      { name: 'pearson', values: r },
      { name: 'tightness', values: tightness },
    ]),
  }
}

/** ln of the change of the log-odds of the outcome a spread of the score, by window; NaN where it is not positive. */
function binaryTightness(sums: LoopSums, windows: readonly Run[]): number[] {
  const spreads = windowSpread(windows, sums.scored, sums.spreadSum, sums.spreadSquares)
  return windows.map((run, i) => {
    const slope = strataSlope(sums, run)
    return slope > 0 ? Math.log(slope) + spreads[i] : Number.NaN
  })
}

/** Slope of the logistic line through mean score (as logit where it is a share) and outcomes of the strata. */
function strataSlope(sums: LoopSums, { from, to }: Run): number {
  const x: number[] = []
  const rows: number[] = []
  const positives: number[] = []
  for (let k = 0; k < STRATA; k++) {
    let n = 0
    let s = 0
    let y = 0
    for (let bucket = from; bucket < to; bucket++) {
      const offset = cellOffset(bucket, 1, k)
      n += sums.cells[offset + CELL.weight]
      s += sums.cells[offset + CELL.s]
      y += sums.cells[offset + CELL.y]
    }
    if (!(n > 0)) continue
    x.push(sums.scoreIsShare ? logit(s / n) : s / n)
    rows.push(n)
    positives.push(y)
  }
  return logisticSlope(x, rows, positives)
}

/** Slope by Newton's method on grouped rows; NaN where the strata do not determine it. */
function logisticSlope(x: readonly number[], rows: readonly number[], positives: readonly number[]): number {
  const n = rows.reduce((sum, count) => sum + count, 0)
  const mean = x.reduce((sum, value, i) => sum + rows[i] * value, 0) / n
  let intercept = logit(positives.reduce((sum, count) => sum + count, 0) / n)
  let slope = 0
  for (let step = 0; step < 30; step++) {
    let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0]
    for (let i = 0; i < x.length; i++) {
      const t = x[i] - mean
      const p = 1 / (1 + Math.exp(-intercept - slope * t))
      const weight = rows[i] * p * (1 - p)
      g0 += positives[i] - rows[i] * p
      g1 += (positives[i] - rows[i] * p) * t
      h00 += weight
      h01 += weight * t
      h11 += weight * t * t
    }
    const determinant = h00 * h11 - h01 * h01
    if (!(determinant > 1e-12 * h00 * h11)) return Number.NaN
    const change = (h00 * g1 - h01 * g0) / determinant
    intercept += (h11 * g0 - h01 * g1) / determinant
    slope += change
    if (!(Math.abs(slope) < 100)) return Number.NaN
    if (Math.abs(change) < 1e-9) return slope
  }
  return slope
}

function tooFew(rows: number): Evidence {
  return notApplicable(say('loop.no.labelled_rows', { rows, needed: LEAST_LABELLED }))
}

function armRows(sums: LoopSums, arm: number, bucket: number): number {
  let rows = 0
  for (let k = 0; k < STRATA; k++) rows += sums.cells[cellOffset(bucket, arm, k) + CELL.weight]
  return rows
}

function bothArms(sums: LoopSums, from: number, to: number): Float64Array {
  const model = armSums(sums.cells, 1, from, to)
  const other = armSums(sums.cells, 0, from, to)
  return model.map((value, i) => value + other[i])
}

/**
 * Sums of the model's rows with each bucket's means moved to those of the window, so that a level that moves both
 * score and outcome from day to day does not count as tightness.
 */
function withinBuckets(sums: LoopSums, from: number, to: number): Float64Array {
  const total = armSums(sums.cells, 1, from, to)
  const n = total[CELL.weight]
  let betweenSS = -(total[CELL.s] * total[CELL.s]) / n
  let betweenYY = -(total[CELL.y] * total[CELL.y]) / n
  let betweenSY = -(total[CELL.s] * total[CELL.y]) / n
  let degrees = 1
  for (let bucket = from; bucket < to; bucket++) {
    const own = armSums(sums.cells, 1, bucket, bucket + 1)
    const w = own[CELL.weight]
    if (!(w > 0)) continue
    degrees += 1
    betweenSS += (own[CELL.s] * own[CELL.s]) / w
    betweenYY += (own[CELL.y] * own[CELL.y]) / w
    betweenSY += (own[CELL.s] * own[CELL.y]) / w
  }
  if (degrees > n / 4) return total
  total[CELL.ss] -= betweenSS
  total[CELL.yy] -= betweenYY
  total[CELL.sy] -= betweenSY
  return total
}

/** Windows of at least `rows`, each half a window after the one before; the whole log where it has fewer rows. */
function rollingWindows(weights: Float64Array, rows: number): Run[] {
  const windows: Run[] = []
  let to = 0
  let inside = 0
  let nextFrom = 0
  for (let from = 0; from < weights.length; from++) {
    while (to < weights.length && inside < rows) inside += weights[to++]
    if (inside < rows) break
    if (from >= nextFrom) {
      windows.push({ from, to })
      nextFrom = from + Math.max(1, Math.floor((to - from) / 2))
    }
    inside -= weights[from]
  }
  return windows.length > 0 ? windows : [{ from: 0, to: weights.length }]
}

/** Correlation of the ranks of the strata with the ranks of their mean outcomes, weighted by rows. */
function strataSpearman(sums: LoopSums): number | null {
  const rows = new Float64Array(STRATA)
  const labels = new Float64Array(STRATA)
  for (let bucket = 0; bucket < sums.buckets; bucket++) {
    for (let arm = 0; arm < 2; arm++) {
      for (let k = 0; k < STRATA; k++) {
        const offset = cellOffset(bucket, arm, k)
        rows[k] += sums.cells[offset + CELL.weight]
        labels[k] += sums.cells[offset + CELL.y]
      }
    }
  }
  const kept = [...rows.keys()].filter((k) => rows[k] > 0)
  if (kept.length < 3) return null
  const means = kept.map((k) => labels[k] / rows[k])
  const order = [...means].sort((a, b) => a - b)
  const ranks = means.map((mean) => (order.indexOf(mean) + order.lastIndexOf(mean)) / 2)
  const middle = (kept.length - 1) / 2
  let product = 0
  let squares = 0
  let own = 0
  ranks.forEach((rank, i) => {
    product += (i - middle) * (rank - middle)
    squares += (rank - middle) ** 2
    own += (i - middle) ** 2
  })
  return squares > 0 ? product / Math.sqrt(squares * own) : null
}
