import { sortedQuantile } from '#shared/stats/binning/quantiles.ts'
import { sortFloat64 } from '#shared/stats/sorting/float64.ts'
import type { ScoredLog } from '../scored-log/types.ts'
import type { BinnedColumn } from './feed.ts'

const BINS = 10
const KEPT_CATEGORIES = 50
/** Rows of the log that stand for a baseline where there is none. */
const FIRST_ROWS = 10_000

/**
 * A column in the bins of its baseline: deciles of numbers, the 50 most frequent texts and one bin for all others. Without
 * a baseline the first 10,000 rows of the log, but at most a quarter, stand for it. Null where there is no such column.
 */
export function binColumn(log: ScoredLog, reference: ScoredLog | null, name: string): BinnedColumn | null {
  const column = log.columns.find((one) => one.name === name)
  if (column === undefined) return null
  const own = reference?.columns.some((one) => one.name === name) === true ? reference : null
  const first = Math.min(FIRST_ROWS, Math.ceil(log.rows / 4))
  return column.storage === 'string'
    ? binTexts(log, own, name, first)
    : binNumbers(log.numbers(name), own === null ? log.numbers(name).subarray(0, first) : own.numbers(name))
}

function binNumbers(values: Float64Array, baseline: Float64Array): BinnedColumn {
  const sorted = sortFloat64(baseline.filter((value) => Number.isFinite(value)))
  const edges = new Set<number>()
  for (let k = 1; k < BINS && sorted.length > 0; k++) edges.add(sortedQuantile(sorted, k / BINS))
  const inner = Float64Array.from(edges)
  const binOf = (value: number): number => {
    if (Number.isNaN(value)) return -1
    let bin = 0
    while (bin < inner.length && value > inner[bin]) bin += 1
    return bin
  }
  const reference = new Float64Array(inner.length + 1)
  for (const value of baseline) if (!Number.isNaN(value)) reference[binOf(value)] += 1
  return { bins: Int16Array.from(values, binOf), reference }
}

function binTexts(log: ScoredLog, own: ScoredLog | null, name: string, first: number): BinnedColumn {
  const { codes, values } = log.coded(name)
  const baseline = own?.coded(name) ?? { codes: codes.subarray(0, first), values }
  const rows = new Map<string, number>()
  for (const code of baseline.codes) {
    if (code >= 0) rows.set(baseline.values[code], (rows.get(baseline.values[code]) ?? 0) + 1)
  }
  const kept = [...rows].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, KEPT_CATEGORIES)
  const place = new Map(kept.map(([text], bin) => [text, bin]))
  const reference = new Float64Array(kept.length + 1)
  for (const [text, count] of rows) reference[place.get(text) ?? kept.length] += count
  const binOf = values.map((text) => place.get(text) ?? kept.length)
  return { bins: Int16Array.from(codes, (code) => (code < 0 ? -1 : binOf[code])), reference }
}
