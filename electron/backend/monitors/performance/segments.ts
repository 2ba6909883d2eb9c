import { sortedQuantile } from '#shared/stats/binning/quantiles.ts'
import type { SliceColumn } from '#shared/stats/performance/slices.ts'
import { lowerBound, sortFloat64 } from '#shared/stats/sorting/float64.ts'
import type { ScoredLog } from '../scored-log/types.ts'

const MOST_VALUES = 50
const FEW_NUMBERS = 10
const QUARTERS = 4

/** How a column cuts the population, so that another log can be cut alike. */
export type Cut =
  | { readonly kind: 'values'; readonly column: string; readonly values: readonly string[] }
  | { readonly kind: 'quarters'; readonly column: string; readonly edges: Float64Array }

/**
 * A column's values as segments: the 50 most frequent ones, or the quarters of a number with more than 10 distinct
 * values. Null where nearly every row has a value of its own, or only one value occurs.
 */
export function cutOf(log: ScoredLog, column: string): Cut | null {
  const storage = log.columns.find(({ name }) => name === column)?.storage
  if (storage === undefined) return null
  if (storage === 'timestamp') return quartersOf(log, column)
  if (storage === 'number' && moreThan(log.numbers(column), FEW_NUMBERS)) return quartersOf(log, column)
  const { codes, values } = log.coded(column)
  if (values.length < 2 || (values.length > MOST_VALUES && values.length > 0.5 * log.rows)) return null
  const rows = new Float64Array(values.length)
  for (let i = 0; i < codes.length; i++) if (codes[i] >= 0) rows[codes[i]] += 1
  const kept = values
    .map((value, code) => ({ value, rows: rows[code] }))
    .sort((a, b) => b.rows - a.rows || (a.value < b.value ? -1 : 1))
    .slice(0, MOST_VALUES)
  return { kind: 'values', column, values: kept.map(({ value }) => value) }
}

/** A log cut like another one: a code for each row, −1 for missing and for values outside the cut. */
export function applyCut(log: ScoredLog, cut: Cut): SliceColumn {
  const { column } = cut
  if (!log.columns.some(({ name }) => name === column)) {
    return { name: column, codes: new Int32Array(log.rows).fill(-1), values: labelsOf(cut) }
  }
  if (cut.kind === 'quarters') {
    const numbers = log.numbers(column)
    return {
      name: column,
      values: labelsOf(cut),
      codes: Int32Array.from(numbers, (x) => (Number.isNaN(x) ? -1 : lowerBound(cut.edges, x))),
    }
  }
  const { codes, values } = log.coded(column)
  const place = values.map((value) => cut.values.indexOf(value))
  return {
    name: column,
    values: cut.values,
    codes: codes.map((code) => (code < 0 ? -1 : place[code])),
  }
}

function labelsOf(cut: Cut): readonly string[] {
  if (cut.kind === 'values') return cut.values
  const text = (x: number): string => String(Number(x.toPrecision(4)))
  const { edges } = cut
  return Array.from({ length: edges.length + 1 }, (_, i) => {
    if (i === 0) return `≤ ${text(edges[0])}`
    if (i === edges.length) return `> ${text(edges[i - 1])}`
    return `${text(edges[i - 1])} to ${text(edges[i])}`
  })
}

function quartersOf(log: ScoredLog, column: string): Cut | null {
  const sorted = sortFloat64(log.numbers(column).filter(Number.isFinite))
  if (sorted.length < 2 || sorted[0] === sorted[sorted.length - 1]) return null
  const edges = Float64Array.from(
    new Set(Array.from({ length: QUARTERS - 1 }, (_, q) => sortedQuantile(sorted, (q + 1) / QUARTERS))),
  )
  return { kind: 'quarters', column, edges }
}

function moreThan(values: Float64Array, most: number): boolean {
  const seen = new Set<number>()
  for (const value of values) {
    if (!Number.isNaN(value)) seen.add(value)
    if (seen.size > most) return true
  }
  return false
}
