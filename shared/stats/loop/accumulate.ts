import { sortedQuantile } from '../binning/quantiles.ts'
import { sortFloat64 } from '../sorting/float64.ts'
import {
  CELL,
  CELL_SUMS,
  CONFIDENCE_CELLS,
  type Comparison,
  cellOffset,
  type FeatureSums,
  type GroupSums,
  type LoopSums,
  STRATA,
} from './sums.ts'

export interface CodedColumn {
  /** Index into `values` by row, −1 where missing. */
  readonly codes: ArrayLike<number>
  readonly values: readonly string[]
}

/** An input that is only ever walked through, so that nobody has to hold all of its rows. */
export interface LoopFeature {
  readonly name: string
  /** Visits runs of neighbouring rows, `values[0]` being that of the row `from`; rows that are left out have none. */
  each(visit: (values: Float64Array, from: number) => void): void
}

/** Rows of one model's log; every array is as long as `rows`, NaN where a value is missing. */
export interface LoopRows {
  readonly rows: number
  /** UTC milliseconds; null where rows have no time and their order is time. */
  readonly times: Float64Array | null
  readonly score: Float64Array | null
  readonly label: Float64Array | null
  readonly servedBy: CodedColumn | null
  readonly propensity: Float64Array | null
  /** 1 where the model shaped the outcome, 0 where not. */
  readonly influenced: Float64Array | null
  readonly confidence: Float64Array | null
  /** 1 for a wrong prediction and 0 for a right one, or the absolute error of a value. */
  readonly error: Float64Array | null
  readonly shown: CodedColumn | null
  /** 1 where the row was selected (predicted positive, or shown). */
  readonly selected: Float64Array | null
  readonly version: CodedColumn | null
  readonly segments: readonly (CodedColumn & { readonly name: string })[]
  readonly features: readonly LoopFeature[]
}

const MINUTE = 60_000
const WIDTHS = [1, 5, 15, 60, 180, 360, 1440, 10_080].map((minutes) => minutes * MINUTE)
const MOST_BUCKETS = 1_000
const ROWS_A_BUCKET = 50
const SAMPLE = 100_000
const MOST_SHOWN = 64
const MOST_GROUPS = 24
/** A propensity below this would let single rows decide. */
const LEAST_PROPENSITY = 0.01
/** Monday, 5 January 1970: weeks begin on Mondays. */
const MONDAY = 4 * 86_400_000

const MODEL_WORDS = new Set(['ai', 'model', 'ml', 'auto', 'automatic', 'algorithm'])
const RANDOM_WORDS = new Set(['random', 'holdout', 'hold_out', 'control', 'exploration', 'explore'])

/** Sums of a log by bucket of time. O(rows). */
export function accumulateLoop(input: LoopRows): LoopSums {
  const grid = bucketGrid(input)
  const arms = armsOf(input)
  const armCodes = arms.comparison === null ? null : (input.servedBy?.codes ?? null)
  const edges = strataEdges(input.score)
  const buckets = grid.count
  const { bucketOf } = grid
  const cells = new Float64Array(buckets * 2 * STRATA * CELL_SUMS)
  const weightedCells = usefulPropensity(input.propensity) ? new Float64Array(cells.length) : cells
  const each = () => new Float64Array(buckets)
  const rows = each()
  const scored = each()
  const spreadSum = each()
  const spreadSquares = each()
  const judged = each()
  const confidenceSum = each()
  const errorSum = each()
  const influenceKnown = input.influenced === null ? null : each()
  const influenced = input.influenced === null ? null : each()
  const histogram = input.confidence === null ? null : new Float64Array(CONFIDENCE_CELLS)
  const scoreIsShare = input.score !== null && within01(input.score)
  const { score, label, confidence, error, propensity } = input
  let binaryLabel = label !== null
  let labelled = 0
  for (let i = 0; i < input.rows; i++) {
    const bucket = bucketOf[i]
    if (bucket < 0) continue
    rows[bucket] += 1
    const arm = armCodes === null ? 1 : armCodes[i] < 0 ? -1 : arms.of[armCodes[i]]
    const s = score === null ? Number.NaN : score[i]
    const y = label === null ? Number.NaN : label[i]
    const isLabelled = Number.isFinite(y)
    if (isLabelled) {
      labelled += 1
      if (y !== 0 && y !== 1) binaryLabel = false
    }
    if (Number.isFinite(s)) {
      const spread = scoreIsShare ? logit(s) : s
      scored[bucket] += 1
      spreadSum[bucket] += spread
      spreadSquares[bucket] += spread * spread
      if (isLabelled && arm >= 0) {
        const offset = cellOffset(bucket, arm, stratumOf(edges, s))
        addCell(cells, offset, 1, s, y)
        if (weightedCells !== cells && propensity !== null && propensity[i] > 0) {
          addCell(weightedCells, offset, 1 / Math.max(LEAST_PROPENSITY, propensity[i]), s, y)
        }
      }
    }
    if (confidence !== null && Number.isFinite(confidence[i])) {
      if (histogram !== null) {
        histogram[
          Math.max(0, Math.min(CONFIDENCE_CELLS - 1, Math.floor(confidence[i] * CONFIDENCE_CELLS)))
        ] += 1
      }
      if (error !== null && Number.isFinite(error[i])) {
        judged[bucket] += 1
        confidenceSum[bucket] += confidence[i]
        errorSum[bucket] += error[i]
      }
    }
    if (input.influenced !== null && influenceKnown !== null && influenced !== null && isLabelled) {
      const shaped = input.influenced[i]
      if (Number.isFinite(shaped)) {
        influenceKnown[bucket] += 1
        influenced[bucket] += shaped > 0 ? 1 : 0
      }
    }
  }
  return {
    buckets,
    starts: grid.starts,
    widthMs: grid.widthMs,
    strataEdges: edges,
    hasLabels: labelled > 0,
    binaryLabel: binaryLabel && labelled > 0,
    scoreIsShare,
    rows,
    cells,
    weightedCells,
    comparison: arms.comparison,
    servedBy: arms.counts,
    scored,
    spreadSum,
    spreadSquares,
    judged,
    confidenceSum,
    errorSum,
    confidenceHistogram: histogram,
    influenceKnown,
    influenced,
    shown: shownCounts(input, bucketOf, buckets),
    groups: groupSums(input, bucketOf, buckets),
    features: featureSums(input, bucketOf, buckets),
    ...versionsOf(input, bucketOf, buckets),
  }
}

function addCell(cells: Float64Array, offset: number, weight: number, s: number, y: number): void {
  cells[offset + CELL.weight] += weight
  cells[offset + CELL.s] += weight * s
  cells[offset + CELL.ss] += weight * s * s
  cells[offset + CELL.y] += weight * y
  cells[offset + CELL.yy] += weight * y * y
  cells[offset + CELL.sy] += weight * s * y
}

/** ln(p/(1 − p)), with p held off 0 and 1 by a millionth. */
export function logit(share: number): number {
  const held = Math.min(1 - 1e-6, Math.max(1e-6, share))
  return Math.log(held / (1 - held))
}

function within01(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (values[i] < 0 || values[i] > 1) return false
  return true
}

function usefulPropensity(propensity: Float64Array | null): boolean {
  if (propensity === null) return false
  let first = Number.NaN
  for (let i = 0; i < propensity.length; i++) {
    const value = propensity[i]
    if (!(value > 0 && value <= 1)) continue
    if (Number.isNaN(first)) first = value
    else if (value !== first) return true
  }
  return false
}

type Grid = {
  readonly count: number
  readonly starts: Float64Array | null
  readonly widthMs: number | null
  /** Bucket of each row, −1 for none. */
  readonly bucketOf: Int32Array
}

function bucketGrid({ rows, times }: LoopRows): Grid {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  if (times !== null) {
    for (let i = 0; i < times.length; i++) {
      if (!Number.isFinite(times[i])) continue
      if (times[i] < first) first = times[i]
      if (times[i] > last) last = times[i]
    }
  }
  if (times === null || !(last > first)) {
    const count = Math.max(1, Math.min(400, Math.floor(rows / ROWS_A_BUCKET)))
    const bucketOf = new Int32Array(rows)
    for (let row = 0; row < rows; row++) bucketOf[row] = Math.floor((row * count) / rows)
    return { count, starts: null, widthMs: null, bucketOf }
  }
  const wanted = Math.max(20, Math.min(MOST_BUCKETS, rows / ROWS_A_BUCKET))
  const widest = WIDTHS[WIDTHS.length - 1]
  const natural = WIDTHS.find((ms) => (last - first) / ms <= wanted) ?? widest
  const widthMs = natural * Math.max(1, Math.ceil((last - first) / natural / (2 * MOST_BUCKETS)))
  const start = Math.floor((first - MONDAY) / widthMs) * widthMs + MONDAY
  const count = Math.floor((last - start) / widthMs) + 1
  const bucketOf = new Int32Array(rows)
  for (let row = 0; row < rows; row++) {
    const bucket = Math.floor((times[row] - start) / widthMs)
    bucketOf[row] = bucket >= 0 && bucket < count ? bucket : -1
  }
  return {
    count,
    starts: Float64Array.from({ length: count }, (_, i) => start + i * widthMs),
    widthMs,
    bucketOf,
  }
}

type Arms = {
  readonly comparison: Comparison | null
  readonly counts: Record<string, number>
  /** By what `served_by` says: 1 for the model, 0 for the comparison, −1 for neither. Without a comparison all are 1. */
  readonly of: Int8Array
}

const LEAST_ARM = 200

/** Rows decided by chance are the comparison where there are enough of them, else those of rules and people. */
function armsOf({ servedBy, label, rows }: LoopRows): Arms {
  if (servedBy === null) return { comparison: null, counts: {}, of: new Int8Array(0) }
  const kinds = servedBy.values.map((value) => {
    const word = value.trim().toLowerCase()
    return MODEL_WORDS.has(word) ? 'model' : RANDOM_WORDS.has(word) ? 'random' : 'other'
  })
  const labelled = { model: 0, random: 0, other: 0 }
  const counts: Record<string, number> = {}
  const perValue = new Float64Array(servedBy.values.length)
  const labelledPerValue = new Float64Array(servedBy.values.length)
  for (let i = 0; i < rows; i++) {
    const code = servedBy.codes[i]
    if (code < 0) continue
    perValue[code] += 1
    if (label !== null && Number.isFinite(label[i])) labelledPerValue[code] += 1
  }
  servedBy.values.forEach((value, code) => {
    if (perValue[code] > 0) counts[value] = perValue[code]
    labelled[kinds[code]] += labelledPerValue[code]
  })
  const comparison =
    labelled.model < LEAST_ARM
      ? null
      : labelled.random >= LEAST_ARM
        ? 'random'
        : labelled.other >= LEAST_ARM
          ? 'observed'
          : null
  if (comparison === null) return { comparison, counts, of: new Int8Array(0) }
  const wanted = comparison === 'random' ? 'random' : 'other'
  const arms = kinds.map((kind) => (kind === 'model' ? 1 : kind === wanted ? 0 : -1))
  return { comparison, counts, of: Int8Array.from(arms) }
}

function strataEdges(score: Float64Array | null): Float64Array {
  if (score === null) return new Float64Array(0)
  const step = Math.max(1, Math.floor(score.length / SAMPLE))
  const kept: number[] = []
  for (let i = 0; i < score.length; i += step) if (Number.isFinite(score[i])) kept.push(score[i])
  if (kept.length === 0) return new Float64Array(0)
  const sorted = sortFloat64(Float64Array.from(kept))
  const edges: number[] = []
  for (let k = 1; k < STRATA; k++) {
    const edge = sortedQuantile(sorted, k / STRATA)
    if (edges.length === 0 || edge > edges[edges.length - 1]) edges.push(edge)
  }
  return Float64Array.from(edges)
}

/** Stratum of a score: how many edges are at most as large. */
export function stratumOf(edges: Float64Array, score: number): number {
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (edges[middle] <= score) low = middle + 1
    else high = middle
  }
  return low
}

function mostFrequent({ codes, values }: CodedColumn, most: number): { keep: Int32Array; names: string[] } {
  const counts = new Float64Array(values.length)
  for (let i = 0; i < codes.length; i++) if (codes[i] >= 0) counts[codes[i]] += 1
  const order = values.map((_, code) => code).filter((code) => counts[code] > 0)
  order.sort((a, b) => counts[b] - counts[a] || a - b)
  const keep = new Int32Array(values.length).fill(-1)
  const kept = order.slice(0, order.length > most ? most - 1 : most)
  kept.forEach((code, at) => {
    keep[code] = at
  })
  const names = kept.map((code) => values[code])
  if (order.length > kept.length) {
    for (const code of order.slice(kept.length)) keep[code] = names.length
    names.push('(other)')
  }
  return { keep, names }
}

function shownCounts(input: LoopRows, bucketOf: Int32Array, buckets: number): LoopSums['shown'] {
  if (input.shown === null) return null
  const { keep, names } = mostFrequent(input.shown, MOST_SHOWN)
  if (names.length < 3) return null
  const counts = new Float64Array(buckets * names.length)
  const { codes } = input.shown
  for (let i = 0; i < input.rows; i++) {
    const bucket = bucketOf[i]
    if (bucket >= 0 && codes[i] >= 0) counts[bucket * names.length + keep[codes[i]]] += 1
  }
  return { values: names, counts }
}

function groupSums(input: LoopRows, bucketOf: Int32Array, buckets: number): GroupSums[] {
  const { selected } = input
  if (selected === null) return []
  return input.segments.flatMap((column) => {
    const { keep, names } = mostFrequent(column, MOST_GROUPS)
    if (names.length < 2) return []
    const rows = new Float64Array(buckets * names.length)
    const chosen = new Float64Array(buckets * names.length)
    for (let i = 0; i < input.rows; i++) {
      const bucket = bucketOf[i]
      if (bucket < 0 || column.codes[i] < 0 || !Number.isFinite(selected[i])) continue
      const at = bucket * names.length + keep[column.codes[i]]
      rows[at] += 1
      chosen[at] += selected[i] > 0 ? 1 : 0
    }
    return [{ name: column.name, values: names, rows, selected: chosen }]
  })
}

function featureSums(input: LoopRows, bucketOf: Int32Array, buckets: number): FeatureSums[] {
  return input.features.map(({ name, each }) => {
    const rows = new Float64Array(buckets)
    const sum = new Float64Array(buckets)
    const squares = new Float64Array(buckets)
    each((values, from) => {
      for (let i = 0; i < values.length; i++) {
        const bucket = bucketOf[from + i]
        const value = values[i]
        if (bucket < 0 || !Number.isFinite(value)) continue
        rows[bucket] += 1
        sum[bucket] += value
        squares[bucket] += value * value
      }
    })
    return { name, rows, sum, squares }
  })
}

function versionsOf(
  input: LoopRows,
  bucketOf: Int32Array,
  buckets: number,
): { readonly versions: readonly string[]; readonly versionOf: Int32Array } {
  const versionOf = new Int32Array(buckets).fill(-1)
  if (input.version === null) return { versions: [], versionOf }
  const { codes, values } = input.version
  if (values.length > 1_000) return { versions: [], versionOf }
  const counts = new Float64Array(buckets * values.length)
  for (let i = 0; i < input.rows; i++) {
    const bucket = bucketOf[i]
    if (bucket >= 0 && codes[i] >= 0) counts[bucket * values.length + codes[i]] += 1
  }
  for (let bucket = 0; bucket < buckets; bucket++) {
    let most = 0
    for (let code = 0; code < values.length; code++) {
      const count = counts[bucket * values.length + code]
      if (count > most) {
        most = count
        versionOf[bucket] = code
      }
    }
  }
  return { versions: values, versionOf }
}
