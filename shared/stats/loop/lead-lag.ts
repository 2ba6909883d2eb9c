import { crossCorrelation } from '../series/cross-correlation.ts'
import { granger } from '../series/granger.ts'
import { lagColumns, leastSquares } from '../series/least-squares.ts'
import { fSf } from '../special/f-distribution.ts'
import { type Evidence, leastOf, notApplicable } from './evidence.ts'
import { armSums, CELL, type LoopSums, labelledByBucket } from './sums.ts'

const DAY = 86_400_000
const WEEK = 7 * DAY
const LEAST_STEPS = 40
const MOST_STEPS = 600
const ROWS_A_STEP = 20
const MOST_LAGS = 8
/** Share of what is left of the outcomes that past predictions have to explain. */
const LEAST_SHARE = 0.02
/** Days and weeks, and what lies between hours and days. */
const MERGES = [1, 2, 4, 6, 8, 12, 24, 48, 96, 168, 288, 672, 2016]

/**
 * Whether past predictions move later outcomes, beyond the reverse.
 *
 * By step of time: the mean score p and the mean outcome y of the same labelled rows, less a quadratic trend and the
 * means by hour of the week (or of the day), which move both without a loop. Past p helps to predict y for honest
 * reasons, too: both follow one hidden level, each with noise, so plain Granger causality holds for good models in a
 * changing world. But what moves both alike looks the same forwards and backwards in time. So the test is of the
 * asymmetry: with r = y − b·p, r(t) = c₀·p(t) + Σ s(k)·(p(t−k) + p(t+k)) + Σ a(k)·(p(t−k) − p(t+k)), F test of all
 * a(k) = 0, after an autoregression of the residuals has whitened both sides. s + a are the coefficients of past and
 * s − a of later predictions; influence needs the past ones to be larger. Retraining on what happened makes the later
 * ones larger: the reverse. Plain Granger tests of both directions stand beside it. Lags by BIC up to 8; up to three
 * lengths of step, with Bonferroni over them.
 *
 * Source: Granger (1969); prewhitened cross-correlation as in Box and Jenkins, section 12.2; time reversal: Geweke
 * (1982), Measurement of linear dependence and feedback between multiple time series.
 */
export function leadLagTest(sums: LoopSums): Evidence {
  if (sums.starts === null || sums.widthMs === null) {
    return notApplicable('rows have no time (role timestamp)')
  }
  const steps = resolutions(sums)
  if (steps.length === 0) {
    return notApplicable(`fewer than ${LEAST_STEPS} steps of time with ${ROWS_A_STEP} labelled rows each`)
  }
  const found = steps.flatMap((merge) => {
    const series = cleanSeries(sums, merge)
    const ahead = series === null ? null : asymmetry(series.prediction, series.rest, series.lost)
    return series === null || ahead === null ? [] : [{ merge, series, ahead }]
  })
  if (found.length === 0) return notApplicable('score or outcome does not vary from step to step')
  const rank = ({ ahead }: { readonly ahead: Asymmetry }): number =>
    ahead.isForward ? ahead.pValue : 1 + ahead.pValue
  const best = found.reduce((a, b) => (rank(b) < rank(a) ? b : a))
  const { ahead, series, merge } = best
  const forward = granger(series.prediction, series.outcome, { maxLag: MOST_LAGS }).value
  const reverse = granger(series.outcome, series.prediction, { maxLag: MOST_LAGS }).value
  const cross = crossCorrelation(
    series.prediction,
    series.rest,
    Math.min(20, Math.floor(series.rest.length / 4)),
  )
  const stepMs = merge * sums.widthMs
  return {
    applicable: true,
    value: ahead.share,
    pValue: leastOf(found.map((item) => item.ahead.pValue)),
    effect: ahead.isForward && ahead.share >= LEAST_SHARE,
    facts: {
      step_hours: stepMs / 3_600_000,
      steps: series.outcome.length,
      lags: ahead.lags,
      f: ahead.f,
      p: ahead.pValue,
      share_explained: ahead.share,
      effect_of_past: ahead.past,
      effect_of_later: ahead.later,
      granger_forward_f: forward?.f ?? null,
      granger_forward_p: forward?.pValue ?? null,
      granger_forward_lag: forward?.lag ?? null,
      granger_reverse_f: reverse?.f ?? null,
      granger_reverse_p: reverse?.pValue ?? null,
      granger_reverse_lag: reverse?.lag ?? null,
    },
    chart:
      cross.value === null
        ? null
        : {
            kind: 'lags',
            lags: Array.from(cross.value.lags),
            correlations: Array.from(cross.value.correlations),
            bound: cross.value.bound,
            stepMs,
          },
  }
}

/** Up to three lengths of step, in buckets: the finest that has enough rows a step, and coarser ones. */
function resolutions(sums: LoopSums): number[] {
  const labelled = labelledByBucket(sums)
  const usable = MERGES.filter((merge) => {
    const steps = Math.floor(sums.buckets / merge)
    if (steps < LEAST_STEPS || steps > MOST_STEPS) return false
    let thin = 0
    for (let step = 0; step < steps; step++) {
      let rows = 0
      for (let i = step * merge; i < (step + 1) * merge; i++) rows += labelled[i]
      if (rows < ROWS_A_STEP) thin += 1
    }
    return thin <= 0.05 * steps
  })
  if (usable.length <= 3) return usable
  return [usable[0], usable[Math.floor(usable.length / 2)], usable[usable.length - 1]]
}

type Clean = {
  readonly prediction: Float64Array
  readonly outcome: Float64Array
  /** What the prediction of the same step leaves of the outcome. */
  readonly rest: Float64Array
  /** Degrees of freedom that trend and season took. */
  readonly lost: number
}

function cleanSeries(sums: LoopSums, merge: number): Clean | null {
  const steps = Math.floor(sums.buckets / merge)
  const prediction = new Float64Array(steps)
  const outcome = new Float64Array(steps)
  for (let step = 0; step < steps; step++) {
    const model = armSums(sums.cells, 1, step * merge, (step + 1) * merge)
    const other = armSums(sums.cells, 0, step * merge, (step + 1) * merge)
    const rows = model[CELL.weight] + other[CELL.weight]
    prediction[step] = rows > 0 ? (model[CELL.s] + other[CELL.s]) / rows : Number.NaN
    outcome[step] = rows > 0 ? (model[CELL.y] + other[CELL.y]) / rows : Number.NaN
  }
  fillGaps(prediction)
  fillGaps(outcome)
  const stepMs = merge * (sums.widthMs ?? 0)
  const season = seasonOf(sums.starts?.[0] ?? 0, stepMs, steps)
  const cleanP = removeTrendAndSeason(prediction, season)
  const cleanY = removeTrendAndSeason(outcome, season)
  const slope = leastSquares([cleanP], cleanY)
  if (!slope.fullRank || !varies(cleanP) || !varies(cleanY)) return null
  const rest = cleanY.map((value, i) => value - slope.coefficients[0] * cleanP[i])
  return { prediction: cleanP, outcome: cleanY, rest, lost: 3 + Math.max(0, season.slots - 1) }
}

function varies(values: Float64Array): boolean {
  return values.some((value) => Math.abs(value - values[0]) > 1e-12)
}

/** Missing steps get the line between their neighbours. */
function fillGaps(values: Float64Array): void {
  let last = -1
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) continue
    for (let j = last + 1; j < i; j++) {
      values[j] = last < 0 ? values[i] : values[last] + ((values[i] - values[last]) * (j - last)) / (i - last)
    }
    last = i
  }
  for (let j = last + 1; j < values.length && last >= 0; j++) values[j] = values[last]
}

type Season = { readonly slots: number; readonly of: Int32Array }

/** Slots of the week where the log has six weeks or more, else hours of the day where it has six days. */
function seasonOf(start: number, stepMs: number, steps: number): Season {
  const of = new Int32Array(steps)
  const period = [WEEK, DAY].find((length) => {
    const slots = Math.round(length / stepMs)
    return slots >= 2 && length % stepMs === 0 && steps >= 6 * slots
  })
  if (period === undefined) return { slots: 1, of }
  const slots = Math.round(period / stepMs)
  for (let i = 0; i < steps; i++) {
    const within = (((start + i * stepMs) % period) + period) % period
    of[i] = Math.floor(within / stepMs)
  }
  return { slots, of }
}

function removeTrendAndSeason(series: Float64Array, season: Season): Float64Array {
  const n = series.length
  const line = Float64Array.from({ length: n }, (_, i) => (2 * i) / (n - 1) - 1)
  const bend = line.map((x) => x * x)
  const columns = [demeanBySlot(line, season), demeanBySlot(bend, season)]
  const target = demeanBySlot(series, season)
  const { coefficients } = leastSquares(columns, target)
  return target.map((value, i) => value - coefficients[0] * columns[0][i] - coefficients[1] * columns[1][i])
}

function demeanBySlot(series: Float64Array, { slots, of }: Season): Float64Array {
  const sum = new Float64Array(slots)
  const count = new Float64Array(slots)
  series.forEach((value, i) => {
    sum[of[i]] += value
    count[of[i]] += 1
  })
  return series.map((value, i) => value - sum[of[i]] / count[of[i]])
}

type Asymmetry = {
  readonly lags: number
  readonly f: number
  readonly pValue: number
  /** Of what is left of the outcomes, the share that the asymmetric part explains. */
  readonly share: number
  /** Sums of the coefficients of past and of later predictions. */
  readonly past: number
  readonly later: number
  readonly isForward: boolean
}

function asymmetry(prediction: Float64Array, rest: Float64Array, lost: number): Asymmetry | null {
  const n = rest.length
  const most = Math.min(MOST_LAGS, Math.floor((n - lost) / 12))
  if (most < 1) return null
  const at = (series: Float64Array, lag: number): Float64Array => series.slice(most - lag, n - most - lag)
  const columns = (p: Float64Array, lags: number) => {
    const even = [at(p, 0)]
    const odd: Float64Array[] = []
    for (let k = 1; k <= lags; k++) {
      const past = at(p, k)
      const later = at(p, -k)
      even.push(past.map((value, i) => value + later[i]))
      odd.push(past.map((value, i) => value - later[i]))
    }
    return { even, odd }
  }
  const first = columns(prediction, most)
  const residuals = residualsOf([...first.even, ...first.odd], at(rest, 0))
  const whitening = autoregression(residuals, Math.min(MOST_LAGS, Math.floor(residuals.length / 10)))
  const p = whiten(prediction, whitening)
  const r = whiten(rest, whitening)
  const start = whitening.length
  const slice = (column: Float64Array): Float64Array => column.slice(start)
  const target = slice(at(r, 0))
  const rows = target.length
  let best: { readonly lags: number; readonly bic: number } | null = null
  for (let lags = 1; lags <= most; lags++) {
    const { even, odd } = columns(p, lags)
    const { residualSquares } = leastSquares([...even, ...odd].map(slice), target)
    const bic =
      rows * Math.log(Math.max(residualSquares, Number.MIN_VALUE) / rows) + 2 * lags * Math.log(rows)
    if (best === null || bic < best.bic) best = { lags, bic }
  }
  if (best === null) return null
  const { lags } = best
  const { even, odd } = columns(p, lags)
  const restricted = leastSquares(even.map(slice), target)
  const full = leastSquares([...even, ...odd].map(slice), target)
  const df = rows - 1 - 2 * lags - start - lost
  if (!full.fullRank || df < 10 || !(full.residualSquares > 1e-18 * restricted.residualSquares)) return null
  const gained = Math.max(0, restricted.residualSquares - full.residualSquares)
  const f = gained / lags / (full.residualSquares / df)
  let [past, later, pastSquares, laterSquares] = [0, 0, 0, 0]
  for (let k = 1; k <= lags; k++) {
    const s = full.coefficients[k]
    const a = full.coefficients[lags + k]
    past += s + a
    later += s - a
    pastSquares += (s + a) ** 2
    laterSquares += (s - a) ** 2
  }
  return {
    lags,
    f,
    pValue: fSf(f, lags, df),
    share: gained / restricted.residualSquares,
    past,
    later,
    isForward: pastSquares > laterSquares,
  }
}

function residualsOf(columns: readonly Float64Array[], target: Float64Array): Float64Array {
  const { coefficients } = leastSquares(columns, target)
  return target.map((value, i) =>
    columns.reduce((rest, column, j) => rest - coefficients[j] * column[i], value),
  )
}

/** Coefficients of the autoregression of order 0 … `most` with the least BIC. */
function autoregression(series: Float64Array, most: number): Float64Array {
  const target = series.slice(most)
  const n = target.length
  let best: Float64Array = new Float64Array(0)
  let least = n * Math.log(target.reduce((sum, value) => sum + value * value, 0) / n)
  for (let order = 1; order <= most; order++) {
    const { coefficients, residualSquares } = leastSquares(lagColumns(series, order, most), target)
    const bic = n * Math.log(Math.max(residualSquares, Number.MIN_VALUE) / n) + order * Math.log(n)
    if (bic < least) {
      least = bic
      best = coefficients
    }
  }
  return best
}

/** The series less what its own past predicts; the first values, which have too little past, stay as they are. */
function whiten(series: Float64Array, coefficients: Float64Array): Float64Array {
  return series.map((value, t) => {
    if (t < coefficients.length) return value
    return coefficients.reduce((rest, c, k) => rest - c * series[t - 1 - k], value)
  })
}
