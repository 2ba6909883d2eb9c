import { MISSING_LABEL, OTHER_LABEL } from '#shared/stats/binning/bins.ts'
import { describeNumericBins } from '#shared/stats/binning/count-numeric.ts'
import { cutNumeric } from '#shared/stats/binning/numeric-bins.ts'
import { compactNumbers, sortFloat64 } from '#shared/stats/sorting/float64.ts'
import type { ColumnTask, RowSource } from '../procedures.ts'
import { countCategories, mostRows, readNumbers } from '../read-selection.ts'
import { visitCategories, visitNumbers } from '../visit-columns.ts'
import { numericAssigner } from './count-by-group.ts'
import { type RowGroups, type SegmentGroups, sharedCodes } from './row-groups.ts'

/** Segments with a group of their own; the smaller ones share one. */
const MOST_SEGMENTS = 50

/**
 * The segment of each row of both sides. Categories are segments, the 50 largest of both sides together by
 * themselves; numbers are cut at the baseline's deciles (or by value where it has at most ten). Missing values are a
 * segment, too.
 */
export function groupBySegment(task: ColumnTask, stop: () => void): SegmentGroups {
  switch (task.storage) {
    case 'string':
    case 'boolean':
      return byCategory(task, stop)
    case 'number':
    case 'timestamp':
      return byNumber(task, stop)
  }
}

function byCategory({ column, reference, current }: ColumnTask, stop: () => void): SegmentGroups {
  const pooled = new Map<string, number>()
  for (const source of [reference, current]) {
    for (const [name, rows] of countCategories(source, column, stop).counts) {
      pooled.set(name, (pooled.get(name) ?? 0) + rows)
    }
  }
  const largest = [...pooled]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_SEGMENTS)
    .map(([name]) => name)
  const place = new Map(largest.map((name, index) => [name, index]))
  const other = largest.length
  const group = (source: RowSource): RowGroups => {
    const codes = sharedCodes(mostRows(source))
    visitCategories(source, column, stop, (chunkCodes, values, first) => {
      const segmentOf = values.map((name) => place.get(name) ?? other)
      for (let i = 0; i < chunkCodes.length; i += 1) {
        codes[first + i] = chunkCodes[i] < 0 ? other + 1 : segmentOf[chunkCodes[i]]
      }
    })
    return { codes, groups: other + 2 }
  }
  return {
    labels: [...largest, OTHER_LABEL, MISSING_LABEL],
    reference: group(reference),
    current: group(current),
  }
}

function byNumber({ column, reference, current }: ColumnTask, stop: () => void): SegmentGroups {
  const baseline = sortFloat64(compactNumbers(readNumbers(reference, column, stop)))
  const bins = cutNumeric(baseline, baseline)
  const labels = [...describeNumericBins(bins).map(({ label }) => label), MISSING_LABEL]
  const assign = numericAssigner(bins)
  const group = (source: RowSource): RowGroups => {
    const codes = sharedCodes(mostRows(source))
    visitNumbers(source, column, stop, (values, first) => assign(values, codes.subarray(first)))
    return { codes, groups: labels.length }
  }
  return { labels, reference: group(reference), current: group(current) }
}
