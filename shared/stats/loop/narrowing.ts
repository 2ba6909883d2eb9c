import { say } from '../../words/say.ts'
import { type TrendTest, trendTest } from '../series/trend.ts'
import { type Evidence, leastOf, notApplicable } from './evidence.ts'
import { equalRuns, type GroupSums, type LoopSums } from './sums.ts'
import { type Run, sumOver, trendChart, windowSpread } from './windows.ts'

const LEAST_ROWS = 200
const MOST_WINDOWS = 40
/** Fall over the log that matters: 5% of the level, in logarithms. */
const LEAST_FALL = 0.05

type Measure = {
  readonly name: string
  /** By window, on a scale on which a fall is a narrowing. */
  readonly values: Float64Array
  readonly trend: TrendTest
}

/**
 * Whether what the model predicts or shows gets narrower: falls of ln effective number of shown values (e to the
 * entropy), of ln coverage, of ln spread of the score, of the evenness of selection over groups, and of ln spread of
 * the inputs. Spreads are taken within buckets of time, and that of a score from 0 to 1 on the logit scale, so that a
 * moving level is no narrowing. Windows are retrains where eight versions or more follow each other, else up to 40
 * runs of equally many rows. Bonferroni over the measures.
 */
export function narrowingTest(sums: LoopSums): Evidence {
  const windows = retrainWindows(sums)
  if (windows.length < 8)
    return notApplicable(say('loop.no.windows', { windows: windows.length, rows: LEAST_ROWS }))
  const measures: Measure[] = []
  const add = (name: string, values: Float64Array): void => {
    const trend = trendTest(values, 'fall')
    if (trend !== null && values.some((value) => value !== values[0])) measures.push({ name, values, trend })
  }
  add('score_spread', windowSpread(windows, sums.scored, sums.spreadSum, sums.spreadSquares))
  if (sums.shown !== null) {
    const { values, counts } = sums.shown
    const shares = windows.map((run) => columnSums(counts, values.length, run))
    add('effective_values', Float64Array.from(shares, entropy))
    add(
      'coverage',
      Float64Array.from(shares, (row) => Math.log(row.filter((count) => count > 0).length)),
    )
  }
  for (const group of sums.groups) {
    add(
      `selection_evenness:${group.name}`,
      Float64Array.from(windows, (run) => -selectionUnevenness(group, run)),
    )
  }
  if (sums.features.length > 0) add('input_spread', inputSpread(sums, windows))
  if (measures.length === 0) return notApplicable(say('loop.no.shown'))
  const falls = measures.filter(({ trend }) => -trend.change >= LEAST_FALL)
  const ranked = (falls.length > 0 ? falls : measures).toSorted((a, b) => a.trend.pValue - b.trend.pValue)
  const [best] = ranked
  return {
    applicable: true,
    value: best.trend.tau,
    // Only measures that fall by enough can be evidence; all that were looked at count for the adjustment.
    pValue: Math.min(1, best.trend.pValue * measures.length),
    effect: falls.length > 0,
    facts: {
      measure: best.name,
      fall: 1 - Math.exp(best.trend.change),
      tau: best.trend.tau,
      measures: measures.length,
      windows: windows.length,
      by: isByVersion(sums, windows) ? 'retrain' : 'rows',
      least_p: leastOf(measures.map(({ trend }) => trend.pValue)),
      gini_first: giniOf(sums, windows[0]),
      gini_last: giniOf(sums, windows[windows.length - 1]),
    },
    chart: trendChart(
      sums,
      windows,
      measures.map(({ name, values }) => ({ name, values })),
    ),
  }
}

function versionRuns(sums: LoopSums): Run[] {
  const runs: { from: number; to: number }[] = []
  let last = -1
  for (let bucket = 0; bucket < sums.buckets; bucket++) {
    const version = sums.versionOf[bucket]
    if (version < 0 || version === last) {
      if (runs.length > 0) runs[runs.length - 1].to = bucket + 1
      continue
    }
    runs.push({ from: bucket, to: bucket + 1 })
    last = version
  }
  return runs.filter((run) => sumOver(sums.rows, run) >= LEAST_ROWS)
}

/** Runs of buckets by retrain where there are eight, else of equally many rows. */
export function retrainWindows(sums: LoopSums): readonly Run[] {
  const versions = versionRuns(sums)
  if (versions.length >= 8 && versions.length <= 200) return versions
  return equalRuns(sums.rows, MOST_WINDOWS, LEAST_ROWS)
}

function isByVersion(sums: LoopSums, windows: readonly Run[]): boolean {
  const versions = versionRuns(sums)
  return versions.length === windows.length && versions.length >= 8
}

function columnSums(counts: Float64Array, width: number, { from, to }: Run): Float64Array {
  const total = new Float64Array(width)
  for (let at = from * width; at < to * width; at++) total[at % width] += counts[at]
  return total
}

/** Entropy in nats: its exponential is the effective number of values. */
function entropy(counts: Float64Array): number {
  let n = 0
  for (const count of counts) n += count
  let sum = 0
  for (const count of counts) if (count > 0) sum -= (count / n) * Math.log(count / n)
  return n > 0 ? sum : Number.NaN
}

/** Kullback-Leibler divergence of who is selected from who comes, in nats. */
function selectionUnevenness({ values, rows, selected }: GroupSums, run: Run): number {
  const all = columnSums(rows, values.length, run)
  const chosen = columnSums(selected, values.length, run)
  const n = all.reduce((sum, count) => sum + count, 0)
  const m = chosen.reduce((sum, count) => sum + count, 0)
  if (!(n > 0 && m > 0)) return Number.NaN
  let divergence = 0
  for (let g = 0; g < values.length; g++) {
    if (chosen[g] > 0) divergence += (chosen[g] / m) * Math.log((chosen[g] * n) / (m * all[g]))
  }
  return divergence
}

function inputSpread(sums: LoopSums, windows: readonly Run[]): Float64Array {
  const total = new Float64Array(windows.length)
  const used = new Float64Array(windows.length)
  for (const { rows, sum, squares } of sums.features) {
    windowSpread(windows, rows, sum, squares).forEach((value, i) => {
      if (!Number.isFinite(value)) return
      total[i] += value
      used[i] += 1
    })
  }
  const most = Math.max(...used)
  return total.map((value, i) => (used[i] === most && most > 0 ? value / most : Number.NaN))
}

/** Gini coefficient of how often each value was shown; null where there is no such choice. */
function giniOf({ shown }: LoopSums, run: Run): number | null {
  if (shown === null) return null
  return gini(columnSums(shown.counts, shown.values.length, run))
}

/** Gini coefficient of non-negative amounts: 0 for equal ones, (n−1)/n where one has all. NaN where all are 0. */
export function gini(amounts: ArrayLike<number>): number {
  const sorted = Float64Array.from(amounts).sort()
  const n = sorted.length
  let sum = 0
  let weighted = 0
  sorted.forEach((amount, i) => {
    sum += amount
    weighted += (i + 1) * amount
  })
  return sum > 0 ? (2 * weighted) / (n * sum) - (n + 1) / n : Number.NaN
}
